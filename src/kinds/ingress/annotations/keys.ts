/** Reads the keys of annotations: whose they are, and which setting they name. */
import type { Path } from '../../../k8s/fieldpath.ts'
import type { IngressView } from '../spec.ts'
import { albElsewhere, priorityType, rulePriority } from './alb-annotations.ts'
import { type Annotation, albOwn, ownNamed, shared, sharedNamed } from './catalogue.ts'
import type { Software } from './software.ts'

export const nginxPrefix = 'nginx.ingress.kubernetes.io/'
export const albPrefix = (labelDomain: string) => `alb.ingress.${labelDomain}/`

export const annotationsPath: Path = ['metadata', 'annotations']

export interface KeyReading {
  readonly key: string
  readonly prefix: string
  readonly name: string
  /** Whose prefix it is; what another controller reads is not judged further. */
  readonly of: 'nginx' | 'alb' | { readonly controller: string }
  /** `undefined` where nothing of that name is known. */
  readonly annotation: Annotation | undefined
  /** The names that are known behind this prefix. */
  readonly names: readonly string[]
}

/** What other controllers are called, by the prefixes of their annotations. */
const others: Readonly<Record<string, string>> = {
  'nginx.org/': 'F5 NGINX Ingress Controller',
  'traefik.ingress.kubernetes.io/': 'Traefik',
  'haproxy.org/': 'HAProxy',
  'haproxy-ingress.github.io/': 'HAProxy Ingress',
  'konghq.com/': 'Kong',
  'projectcontour.io/': 'Contour',
  'alb.ingress.kubernetes.io/': 'AWS Load Balancer Controller',
  'appgw.ingress.kubernetes.io/': 'Azure Application Gateway',
}

const namesOf = (list: readonly Annotation[]) => list.map(({ name }) => name)

/** `null` for a key of no ingress controller. */
export function readKey(key: string, labelDomain: string): KeyReading | null {
  const slash = key.indexOf('/') + 1
  const [prefix, name] = [key.slice(0, slash), key.slice(slash)]
  if (prefix === nginxPrefix)
    return { key, prefix, name, of: 'nginx', annotation: sharedNamed(name), names: namesOf(shared) }
  const controller = others[prefix]
  if (controller !== undefined) {
    return { key, prefix, name, of: { controller }, annotation: undefined, names: [] }
  }
  const end = `.${labelDomain}/`
  return prefix.endsWith(end) ? readAlbKey(key, prefix, name, prefix.slice(0, -end.length)) : null
}

function readAlbKey(key: string, prefix: string, name: string, head: string): KeyReading | null {
  const of = 'alb'
  if (/^(index\.\d+-\d+\.)?alb\.ingress$/.test(head)) {
    const annotation = ownNamed(name) ?? sharedNamed(name)
    return { key, prefix, name, of, annotation, names: ownNames }
  }
  if (head === 'alb' && rulePriority.test(name)) {
    const annotation: Annotation = { name: 'ingress-rule-priority', type: priorityType, alb: 'yes' }
    return { key, prefix, name, of, annotation, names: [] }
  }
  const list = albElsewhere[head]
  if (list === undefined) return null
  return { key, prefix, name, of, annotation: list.find((each) => each.name === name), names: namesOf(list) }
}

/** What a load balancer reads behind its own prefix. */
const ownNames = namesOf([...shared.filter(({ alb }) => alb === 'yes'), ...albOwn])

export interface Setting {
  readonly key: string
  readonly value: string
  readonly path: Path
}

/** A path of an Ingress: the places of its rule and of itself. */
export type PathPlace = readonly [rule: number, path: number]

const indexed = /^index\.(\d+)-(\d+)\./

/** The one path that an annotation is for; `null` where it is for all of them. */
export function placeOf({ prefix, name }: KeyReading): PathPlace | null {
  const [, rule, path] = indexed.exec(prefix) ?? rulePriority.exec(name) ?? []
  return rule === undefined || path === undefined ? null : [Number(rule), Number(path)]
}

/**
 * What counts for a setting that both know. A load balancer asks for the one path first, where there is one, then its
 * own prefix; all others ask ingress-nginx's alone.
 */
export function settingOf(
  { annotations }: IngressView,
  name: string,
  software: Software | null,
  labelDomain: string,
  place?: PathPlace,
): Setting | null {
  const nginx = `${nginxPrefix}${name}`
  const alb = `${albPrefix(labelDomain)}${name}`
  const ofPath = place === undefined ? [] : [`index.${place[0]}-${place[1]}.${alb}`]
  const keys = software === 'alb' ? [...ofPath, alb, nginx] : [nginx]
  const key = keys.find((each) => annotations[each] !== undefined)
  return key === undefined ? null : { key, value: annotations[key] ?? '', path: [...annotationsPath, key] }
}
