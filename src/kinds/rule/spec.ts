/** What a rule of a load balancer says, read from whatever shape it has. */
import type { Path } from '../../k8s/fieldpath.ts'
import { readOnce } from '../../k8s/readonce.ts'
import { asFields, asString, asStringMap, type Fields } from '../../k8s/shape.ts'
import { albLabel, frontendLabel, type Placed, sourceOf, specOf } from '../alb/spec.ts'

export const dslxPath: Path = ['spec', 'dslx']
export const priorityPath: Path = ['spec', 'priority']
export const domainPath: Path = ['spec', 'domain']

/** What the platform gives rules that come from Ingresses, and the form gives new ones. */
export const usualPriority = 5

export interface RuleView extends Placed {
  readonly alb: string
  readonly frontend: string
  readonly annotations: Readonly<Record<string, string>>
  readonly spec: Fields
  /** The Ingress it was made from. */
  readonly source: Placed | null
}

/** Of any shape. */
export const viewOf = readOnce(read)

function read(object: unknown): RuleView {
  const { name, namespace, labels, annotations } = asFields(asFields(object).metadata)
  const named = asStringMap(labels)
  const spec = specOf(object)
  return {
    name: asString(name),
    namespace: asString(namespace),
    alb: named[albLabel] ?? '',
    frontend: named[frontendLabel] ?? '',
    annotations: asStringMap(annotations),
    spec,
    source: sourceOf(object),
  }
}

/** Whether anything says where its requests are redirected to. */
export function redirects({ spec }: Pick<RuleView, 'spec'>): boolean {
  const { redirectURL, config } = spec
  const redirect = asFields(asFields(config).redirect)
  return asString(redirectURL) !== '' || Object.values(redirect).some((each) => each !== '' && each !== null)
}

/** Projects are named by labels of the platform, whatever its domain is called, in one of three ways. */
const projectKey = /^(?:project\.[^/]+\/(.+)|[^/]+\/project)$/

export function projectsOf(object: unknown): readonly string[] {
  const { labels } = asFields(asFields(object).metadata)
  return Object.entries(asStringMap(labels)).flatMap(([key, value]) => {
    const match = projectKey.exec(key)
    if (match === null) return []
    const [, named] = match
    if (named === undefined || named === 'name') return [value]
    return value === 'true' ? [named] : []
  })
}
