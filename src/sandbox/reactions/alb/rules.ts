/** The rules that an ALB's leader makes from an Ingress: one for each path on each of its frontends. */
import { digestOf } from '../digest.ts'
import type { Index, Manifest, Place, World, Write } from '../reaction.ts'
import { ownerOf, same } from '../wanted.ts'
import { certificatesOf, type Ingress, type IngressPath, targetOf } from './ingress.ts'
import { searchText, termsOf } from './matches.ts'
import {
  type Alb,
  type AlbRule,
  albLabel,
  type Frontend,
  frontendLabel,
  rules,
  rulesByFrontend,
} from './objects.ts'

const indexLabel = 'alb2.cpaas.io/source-index'
const defaultPriority = 5
const nginx = 'nginx.ingress.kubernetes.io'

/** By the Ingress they were made from, as `namespace/name`. */
export const rulesByIngress: Index<AlbRule> = {
  of: rules,
  keys({ spec: { source } }) {
    return source?.type === 'ingress' ? [`${source.namespace}/${source.name}`] : []
  },
}

/** Makes the rules of one Ingress on the frontends what they should be; rules of others are left alone. */
export function ruleWrites(
  ingress: Ingress,
  listeners: readonly { readonly alb: Alb; readonly frontend: Frontend }[],
  project: string,
  world: World,
): readonly Write[] {
  const key = `${ingress.metadata.namespace}/${ingress.metadata.name}`
  const existing = world.by(rulesByIngress, key)
  const kept = new Set<AlbRule>()
  const names = new Set<string>()
  const made = listeners.flatMap(({ alb, frontend }) =>
    wantedRules(ingress, alb, frontend, project, world).flatMap((wanted): readonly Write[] => {
      const found = existing.find((rule) => !kept.has(rule) && slotOf(rule) === slotOf(wanted))
      if (found === undefined) {
        const name = freeName(frontend, `${key} ${wanted.metadata.labels?.[indexLabel]}`, names, world)
        names.add(name)
        return [{ verb: 'create', object: { ...wanted, metadata: { ...wanted.metadata, name } } }]
      }
      kept.add(found)
      return changeWrites(found, wanted)
    }),
  )
  const stale = existing.filter((rule) => !kept.has(rule))
  return [...made, ...stale.map((object): Write => ({ verb: 'delete', object }))]
}

/** The rules of other Ingresses and of people on a frontend. */
export function otherRules({ metadata }: Frontend, { namespace, name }: Place, world: World) {
  return world
    .by(rulesByFrontend, `${metadata.namespace}/${metadata.name}`)
    .filter(({ spec: { source } }) => source?.namespace !== namespace || source?.name !== name)
}

/** Where a rule belongs: its frontend and the path of the Ingress it stands for. */
function slotOf({ metadata }: AlbRule | Manifest): string {
  const { labels = {} } = metadata
  return `${metadata.namespace}/${labels[frontendLabel]} ${labels[indexLabel]}`
}

function changeWrites(found: AlbRule, wanted: Manifest): readonly Write[] {
  const metadata = {
    ...found.metadata,
    labels: { ...found.metadata.labels, ...wanted.metadata.labels },
    annotations: { ...found.metadata.annotations, ...wanted.metadata.annotations },
  }
  const next = { ...found, metadata, spec: wanted.spec }
  return same(found, next) ? [] : [{ verb: 'update', object: next }]
}

/** The frontend's name and four letters, those of the slot's digest unless another rule has them. */
function freeName({ metadata }: Frontend, slot: string, used: ReadonlySet<string>, world: World): string {
  for (let attempt = 0; ; attempt += 1) {
    let rest = Number.parseInt(digestOf(`${slot} ${attempt}`).slice(0, 8), 16)
    let letters = ''
    for (let at = 0; at < 4; at += 1) {
      letters += String.fromCharCode(97 + (rest % 26))
      rest = Math.floor(rest / 26)
    }
    const name = `${metadata.name}-${letters}`
    if (used.has(name)) continue
    if (world.get(rules, { namespace: metadata.namespace ?? '', name }) === null) return name
  }
}

function wantedRules(
  ingress: Ingress,
  alb: Alb,
  frontend: Frontend,
  project: string,
  world: World,
): readonly Manifest[] {
  return (ingress.spec?.rules ?? []).flatMap(({ host = '', http }, ruleAt) =>
    (http?.paths ?? []).flatMap((path, pathAt) => {
      const spec = specOf(ingress, frontend, host.toLowerCase(), path, [ruleAt, pathAt], world)
      if (spec === null) return []
      const { namespace = '', name } = ingress.metadata
      const labels = {
        [albLabel]: alb.metadata.name,
        [frontendLabel]: frontend.metadata.name,
        'alb2.cpaas.io/source-type': 'ingress',
        'alb2.cpaas.io/source-name': name.slice(0, 63),
        'alb2.cpaas.io/source-ns': namespace.slice(0, 63),
        [indexLabel]: `${ruleAt}-${pathAt}`,
        ...(project === '' ? {} : { 'cpaas.io/project': project }),
      }
      const metadata = {
        namespace: frontend.metadata.namespace ?? '',
        name: '',
        labels,
        annotations: annotationsOf(ingress, ruleAt, pathAt),
        ownerReferences: [ownerOf(frontend)],
      }
      return [{ apiVersion: 'crd.alauda.io/v1', kind: 'Rule', metadata, spec }]
    }),
  )
}

function annotationsOf(
  { metadata }: Ingress,
  ruleAt: number,
  pathAt: number,
): Readonly<Record<string, string>> {
  const twins = ['rewrite-request', 'rewrite-response'].flatMap((what) => {
    const value = metadata.annotations?.[`alb.ingress.cpaas.io/${what}`]
    return value === undefined ? [] : [[`alb.rule.cpaas.io/${what}`, value] as const]
  })
  return {
    'alb2.cpaas.io/source-ingress-rule-index': String(ruleAt),
    'alb2.cpaas.io/source-ingress-path-index': String(pathAt),
    ...Object.fromEntries(twins),
  }
}

/** `null` where no rule can be made: no such Service, or annotations that contradict themselves. */
function specOf(
  ingress: Ingress,
  frontend: Frontend,
  host: string,
  { path = '', pathType = 'ImplementationSpecific', backend }: IngressPath,
  [ruleAt, pathAt]: readonly [number, number],
  world: World,
): Readonly<Record<string, unknown>> | null {
  const { namespace = '', name, annotations = {} } = ingress.metadata
  const target = targetOf(backend, namespace, world)
  const backendProtocol = (annotations[`${nginx}/backend-protocol`] ?? '').toLowerCase()
  const permanent = annotations[`${nginx}/permanent-redirect`] ?? ''
  const temporary = annotations[`${nginx}/temporal-redirect`] ?? ''
  if (target === null || !['', 'http', 'https'].includes(backendProtocol)) return null
  if (permanent !== '' && temporary !== '') return null
  const redirect = permanent !== '' ? { redirectURL: permanent, redirectCode: 301 } : {}
  const detour = temporary !== '' ? { redirectURL: temporary, redirectCode: 302 } : {}
  const priority = Number(annotations[`alb.cpaas.io/ingress-rule-priority-${ruleAt}-${pathAt}`])
  const terms = termsOf(host, path, pathType)
  return {
    description: `${namespace}/${name}:${frontend.spec.port}:${pathAt}`,
    domain: host,
    url: path,
    dsl: searchText(terms),
    dslx: terms,
    priority: Number.isInteger(priority) && priority !== 0 ? priority : defaultPriority,
    backendProtocol,
    certificate_name: certificatesOf(ingress).get(host) ?? '',
    rewrite_base: path,
    rewrite_target: annotations[`${nginx}/rewrite-target`] ?? '',
    vhost: annotations[`${nginx}/upstream-vhost`] ?? '',
    enableCORS: annotations[`${nginx}/enable-cors`] === 'true',
    corsAllowHeaders: annotations[`${nginx}/cors-allow-headers`] ?? '',
    corsAllowOrigin: annotations[`${nginx}/cors-allow-origin`] ?? '',
    ...redirect,
    ...detour,
    serviceGroup: { services: [target] },
    source: { type: 'ingress', namespace, name },
  }
}
