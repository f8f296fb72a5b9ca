/** Among which Services requests are shared, as ports and rules say it: read from whatever shape it has. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { type Manifest, readAt, removeAt, setAt } from '../../manifest/manifest.ts'
import { specOf } from './spec.ts'

export const groupPath: Path = ['spec', 'serviceGroup']
export const membersPath: Path = [...groupPath, 'services']
export const affinityPath: Path = [...groupPath, 'session_affinity_policy']
export const attributePath: Path = [...groupPath, 'session_affinity_attribute']

/** `ewma` is in the documents alone: what is public of the data plane does not know it. */
export const affinities = ['', 'sip-hash', 'cookie', 'header', 'ewma'] as const

/** The cookie that is used where none is named. */
export const usualCookie = 'JSESSIONID'

export interface Member {
  readonly at: Path
  readonly namespace: string
  readonly name: string
  /** Of the Service, by number. */
  readonly port: unknown
  readonly weight: unknown
  /** Of the requests, from 0 to 100. */
  readonly percent: number
}

export interface GroupView {
  readonly members: readonly Member[]
  /** `''` for none. */
  readonly affinity: string
  readonly attribute: string
  /** Some get more than others. */
  readonly isWeighted: boolean
}

/** Of a port or a rule. */
export function groupIn(object: unknown): GroupView {
  const group = asFields(specOf(object).serviceGroup)
  const list = asList(group.services).map(asFields)
  const weights = list.map(({ weight }) => cut(weight))
  const total = weights.reduce((sum, each) => sum + each, 0)
  const policy = asString(group.session_affinity_policy)
  return {
    members: list.map(({ namespace, name, port, weight }, index) => ({
      at: [...membersPath, index],
      namespace: asString(namespace),
      name: asString(name),
      port,
      weight,
      percent: total === 0 ? 0 : (100 * (weights[index] ?? 0)) / total,
    })),
    affinity: policy === 'rr' ? '' : policy,
    attribute: asString(group.session_affinity_attribute),
    isWeighted: new Set(weights).size > 1,
  }
}

/** The load balancer cuts weights at 0 and 100; one that is not said is 0. */
function cut(weight: unknown): number {
  return typeof weight === 'number' ? Math.min(100, Math.max(0, weight)) : 0
}

/** `default/hello-world:80` */
export function memberText({ namespace, name, port }: Pick<Member, 'namespace' | 'name' | 'port'>): string {
  const place = namespace === '' ? name : `${namespace}/${name}`
  return port === undefined || port === '' ? place : `${place}:${String(port)}`
}

/** `33.3%`: a share that is not 0 never reads as 0. */
export function percentText(percent: number): string {
  const rounded = Math.round(percent * 10) / 10
  return rounded === 0 && percent > 0 ? '<0.1%' : `${rounded}%`
}

/** Everyone the same. */
export function withEqualWeights(manifest: Manifest): Manifest {
  return groupIn(manifest.value).members.reduce(
    (current, { at, weight }) => (weight === 100 ? current : setAt(current, [...at, 'weight'], 100)),
    manifest,
  )
}

/** What the attribute was called for is gone with another policy. */
export function withAffinity(manifest: Manifest, affinity: string): Manifest {
  const set = setAt(manifest, affinityPath, affinity)
  return readAt(set, attributePath) === undefined
    ? set
    : removeAt(set, attributePath, { pruneEmptyParents: true, keepDepth: 2 })
}
