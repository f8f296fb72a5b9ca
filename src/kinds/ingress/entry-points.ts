/** Entry points: a host, a protocol and a path. Two Ingresses cannot both have the same one. */
import { groupBy } from '../../k8s/grouping.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { allIngresses, ingresses } from '../related.ts'
import type { World } from '../world.ts'
import { type IngressView, type PathRule, type Protocol, protocolOf, viewOf } from './spec.ts'

export interface EntryPoint {
  readonly host: string
  readonly protocol: Protocol
  readonly rule: PathRule
}

export function entryPointsOf(view: IngressView, labelDomain: string): readonly EntryPoint[] {
  return view.rules.flatMap(({ host, paths }) =>
    (paths ?? []).map((rule) => ({ host, protocol: protocolOf(view, host, labelDomain), rule })),
  )
}

/** The path as requests are compared with it: by elements where it is a prefix, so that `/a` is `/a/`. */
function matched({ path, pathType }: PathRule): string {
  return pathType === 'Prefix' && path.length > 1 ? path.replace(/\/+$/, '') : path
}

/** Equal for entry points that are the same by host, protocol and path. */
export function keyOf({ host, protocol, rule }: EntryPoint): string {
  return `${protocol} ${host.toLowerCase()} ${matched(rule)}`
}

/** `https://shop.example.com/cart` */
export function textOf({ host, protocol, rule }: EntryPoint): string {
  return `${protocol.toLowerCase()}://${host === '' ? '*' : host}${rule.path}`
}

export interface TakenEntryPoint {
  readonly key: string
  readonly pathType: string
  readonly owner: KubeObject
}

const flattened = new WeakMap<readonly KubeObject[], readonly TakenEntryPoint[]>()
const keyOfTaken = ({ key }: TakenEntryPoint) => key

/** The Ingresses one may read, of all the cluster if possible; none while they are not known for sure. */
export function knownIngresses(world: World): readonly KubeObject[] {
  const kind = [allIngresses, ingresses].find((each) => world.availability(each) === 'live')
  return kind === undefined ? none : world.list(kind)
}

const none: readonly KubeObject[] = []

/** What the known Ingresses have at an entry point. */
export function takenAt(key: string, world: World): readonly TakenEntryPoint[] {
  const list = knownIngresses(world)
  const flat = flattened.get(list) ?? list.flatMap((owner) => entriesOf(owner, world.labelDomain))
  flattened.set(list, flat)
  return groupBy(flat, keyOfTaken).get(key) ?? []
}

function entriesOf(owner: KubeObject, labelDomain: string): readonly TakenEntryPoint[] {
  return entryPointsOf(viewOf(owner), labelDomain).map((entry) => ({
    key: keyOf(entry),
    pathType: entry.rule.pathType,
    owner,
  }))
}

/** Controllers let the older of two Ingresses win, and of equally old ones the first by name. */
export function isOlder(a: KubeObject, b: KubeObject): boolean {
  const rank = ({ metadata }: KubeObject) =>
    `${metadata.creationTimestamp ?? '~'} ${metadata.namespace ?? ''}/${metadata.name}`
  return rank(a) < rank(b)
}
