/** Entry points: a host, a protocol and a path. Two Ingresses cannot both have the same one. */
import type { KubeObject } from '../../k8s/objects.ts'
import { compareAges } from '../../net/route/ingress-age.ts'
import { named, perLabelDomain } from '../lookups.ts'
import { allIngresses, ingresses } from '../related.ts'
import type { RelatedKind, World } from '../world.ts'
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
  readonly pathType: string
  readonly owner: KubeObject
}

/** By entry point; how an Ingress says that a host is served with a certificate depends on the label domain. */
const byEntryPoint = perLabelDomain((owner, labelDomain) =>
  entryPointsOf(viewOf(owner), labelDomain).map(keyOf),
)

/** Where to look for the Ingresses one may read, of all the cluster if possible; nowhere if that is not sure. */
export function knownKind(world: World): RelatedKind | undefined {
  return [allIngresses, ingresses].find((each) => world.availability(each) === 'live')
}

/** The known Ingress of that name. */
export function knownIngress(namespace: string, name: string, world: World): KubeObject | undefined {
  const kind = knownKind(world)
  return kind === undefined ? undefined : named(world, kind, namespace, name)
}

/** What the known Ingresses have at an entry point. */
export function takenAt(key: string, world: World): readonly TakenEntryPoint[] {
  const { labelDomain } = world
  const kind = knownKind(world)
  const owners = kind === undefined ? [] : world.lookup(kind, byEntryPoint(labelDomain), key)
  return owners.flatMap((owner) =>
    entryPointsOf(viewOf(owner), labelDomain)
      .filter((entry) => keyOf(entry) === key)
      .map(({ rule }) => ({ pathType: rule.pathType, owner })),
  )
}

/** The older of two Ingresses wins, and of equally old ones the last by name. */
export const isOlder = (a: KubeObject, b: KubeObject) => compareAges(a, b) < 0
