/** What tells the network of a pool: L2Advertisements and BGPAdvertisements, of whatever shape. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseApiVersion } from '../../k8s/resource.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { advertisements, bgpPeers, nodes } from '../related.ts'
import type { World } from '../world.ts'
import { matchesAny, type PoolView, selectedBy } from './pool.ts'

export const selectorsPath: Path = ['spec', 'nodeSelectors']
export const poolsPath: Path = ['spec', 'ipAddressPools']
export const peersPath: Path = ['spec', 'peers']

export type PoolType = 'L2' | 'BGP'

export interface AdvertisementView {
  readonly type: PoolType
  readonly name: string
  readonly namespace: string
  readonly pools: readonly string[]
  readonly poolSelectors: readonly unknown[]
  readonly nodeSelectors: readonly unknown[]
  /** Empty for all. */
  readonly peers: readonly string[]
}

/** `null` where it is no advertisement. */
export function advertisementOf(object: unknown): AdvertisementView | null {
  const { apiVersion, kind, metadata, spec } = asFields(object)
  const { group } = parseApiVersion(asString(apiVersion))
  const type = kind === 'L2Advertisement' ? 'L2' : kind === 'BGPAdvertisement' ? 'BGP' : null
  if (group !== 'metallb.io' || type === null) return null
  const { name, namespace } = asFields(metadata)
  const { ipAddressPools, ipAddressPoolSelectors, nodeSelectors, peers } = asFields(spec)
  return {
    type,
    name: asString(name),
    namespace: asString(namespace),
    pools: asList(ipAddressPools).map(asString),
    poolSelectors: asList(ipAddressPoolSelectors),
    nodeSelectors: asList(nodeSelectors),
    peers: asList(peers).map(asString).filter(Boolean),
  }
}

/** One that names no pool is for all of them. */
export function announces(each: AdvertisementView, pool: Pick<PoolView, 'name' | 'labels'>): boolean {
  if (each.pools.length + each.poolSelectors.length === 0) return true
  return each.pools.includes(pool.name) || matchesAny(each.poolSelectors, pool.labels)
}

export interface Announcing {
  readonly object: KubeObject
  readonly view: AdvertisementView
}

export function announcing(pool: Pick<PoolView, 'name' | 'labels' | 'namespace'>, world: World) {
  return advertisements.flatMap((kind) =>
    world.list(kind).flatMap((object): readonly Announcing[] => {
      const view = advertisementOf(object)
      const isOurs = view !== null && view.namespace === pool.namespace && announces(view, pool)
      return isOurs ? [{ object, view }] : []
    }),
  )
}

/** L2 before BGP; empty where nothing announces it. */
export function typesOf(all: readonly Announcing[]): readonly PoolType[] {
  return (['L2', 'BGP'] as const).filter((type) => all.some(({ view }) => view.type === type))
}

/** The nodes that any of them names, in the order of the world. */
export function nodesOf(all: readonly Announcing[], world: World): readonly KubeObject[] {
  const chosen = new Set(all.flatMap(({ view }) => selectedBy(view.nodeSelectors, world.list(nodes))))
  return world.list(nodes).filter((node) => chosen.has(node))
}

/** The peers that any of those of type BGP tells; one that names none tells all. */
export function peerNamesOf(all: readonly Announcing[], world: World): readonly string[] {
  const every = () => world.list(bgpPeers).map(({ metadata }) => metadata.name)
  const names = all.flatMap(({ view }) => {
    if (view.type !== 'BGP') return []
    return view.peers.length === 0 ? every() : view.peers
  })
  return [...new Set(names)].sort()
}
