/** Which nodes announce the addresses of a Service, and to whom. */

import type { KubeObject } from '../../../k8s/objects.ts'
import type { LabelSelector } from '../../../k8s/selector.ts'
import { matchesSelector } from '../../../k8s/selector.ts'
import { bgpAdvertisements, bgpPeers, endpointSlices, l2Advertisements, nodes } from '../collections.ts'
import { sha256 } from '../digest.ts'
import type { Slice } from '../endpoints/slices.ts'
import { isNodeReady, type Node } from '../pods/pod.ts'
import type { Collection, Index, World } from '../reaction.ts'
import { keyOf } from '../world.ts'
import { type AddressPool, matchesAny, poolsIn } from './pool.ts'
import { addressesOf, type BalancedService, metallbNamespace, poolsOf } from './service.ts'

interface Advertisement extends KubeObject {
  readonly spec?: {
    readonly ipAddressPools?: readonly string[]
    readonly ipAddressPoolSelectors?: readonly LabelSelector[]
    readonly nodeSelectors?: readonly LabelSelector[]
    readonly serviceSelectors?: readonly LabelSelector[]
    readonly interfaces?: readonly string[]
    readonly peers?: readonly string[]
    readonly preferredNodeSelectors?: readonly {
      readonly weight: number
      readonly preference: LabelSelector
    }[]
  }
}

interface Peer extends KubeObject {
  readonly spec?: { readonly nodeSelectors?: readonly LabelSelector[] }
}

const slicesByService: Index<Slice> = {
  of: endpointSlices,
  keys: ({ metadata }) => {
    const service = metadata.labels?.['kubernetes.io/service-name']
    return service === undefined ? [] : [`${metadata.namespace ?? ''}/${service}`]
  },
}

/** The node that answers for the addresses on its own network, and the interfaces it does so on. */
export interface L2Announcement {
  readonly node: string
  readonly interfaces: readonly string[]
}

/** One node speaks for all addresses: the same one wherever it is asked. */
export function l2Announcement(service: BalancedService, world: World): L2Announcement | null {
  const all = advertisementsFor(service, l2Advertisements, world)
  const score = (node: Node) =>
    all
      .flatMap(({ spec }) => spec?.preferredNodeSelectors ?? [])
      .filter(({ preference }) => matchesSelector(preference, node.metadata.labels))
      .reduce((sum, { weight }) => sum + weight, 0)
  const [address = ''] = addressesOf(service)
  const order = (node: Node) => sha256(`${node.metadata.name}#${address}`).toString('hex')
  const [node] = speakers(service, all, world).sort(
    (a, b) => score(b) - score(a) || order(a).localeCompare(order(b)),
  )
  if (node === undefined) return null
  const own = all.filter((each) => chooses(each, node))
  const isOpen = own.some(({ spec }) => (spec?.interfaces ?? []).length === 0)
  const interfaces = isOpen ? [] : own.flatMap(({ spec }) => spec?.interfaces ?? [])
  return { node: node.metadata.name, interfaces: [...new Set(interfaces)].sort() }
}

/** By node, the names of the peers that it tells of the addresses. */
export function bgpAnnouncements(
  service: BalancedService,
  world: World,
): ReadonlyMap<string, readonly string[]> {
  const all = advertisementsFor(service, bgpAdvertisements, world)
  const peers = world.list<Peer>(bgpPeers, metallbNamespace)
  const told = speakers(service, all, world).map((node): readonly [string, readonly string[]] => {
    const own = all.filter((each) => chooses(each, node))
    const names = peers
      .filter(({ spec }) => isChosen(spec?.nodeSelectors, node))
      .map(({ metadata }) => metadata.name)
      .filter((name) =>
        own.some(({ spec }) => (spec?.peers ?? []).length === 0 || spec?.peers?.includes(name)),
      )
    return [node.metadata.name, names.sort()]
  })
  return new Map(told.filter(([, names]) => names.length > 0))
}

function advertisementsFor(
  service: BalancedService,
  collection: Collection,
  world: World,
): readonly Advertisement[] {
  const [name] = poolsOf(service)
  const pool = poolsIn(world).find(({ metadata }) => metadata.name === name)
  if (pool === undefined || addressesOf(service).length === 0) return []
  return world
    .list<Advertisement>(collection, metallbNamespace)
    .filter((each) => isOfPool(each, pool) && isOfService(each, service))
}

function isOfPool({ spec = {} }: Advertisement, { metadata }: AddressPool): boolean {
  const { ipAddressPools = [], ipAddressPoolSelectors = [] } = spec
  if (ipAddressPools.length + ipAddressPoolSelectors.length === 0) return true
  return ipAddressPools.includes(metadata.name) || matchesAny(ipAddressPoolSelectors, metadata.labels)
}

function isOfService({ spec }: Advertisement, { metadata }: BalancedService): boolean {
  const { serviceSelectors = [] } = spec ?? {}
  return serviceSelectors.length === 0 || matchesAny(serviceSelectors, metadata.labels)
}

/** Nodes that may announce; where traffic stays on its node, those that have an endpoint that serves. */
function speakers(service: BalancedService, all: readonly Advertisement[], world: World): Node[] {
  if (all.length === 0) return []
  const serving = world
    .by(slicesByService, keyOf(service))
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false || conditions?.serving === true)
  if (serving.length === 0) return []
  const isLocal = service.spec?.externalTrafficPolicy === 'Local'
  const near = new Set(serving.map(({ nodeName }) => nodeName))
  return world
    .list<Node>(nodes)
    .filter(
      (node) =>
        isNodeReady(node) &&
        node.metadata.labels?.['node.kubernetes.io/exclude-from-external-load-balancers'] === undefined &&
        (!isLocal || near.has(node.metadata.name)) &&
        all.some((each) => chooses(each, node)),
    )
}

function chooses({ spec }: Advertisement, node: Node): boolean {
  return isChosen(spec?.nodeSelectors, node)
}

function isChosen(selectors: readonly LabelSelector[] | undefined, { metadata }: Node): boolean {
  return selectors === undefined || selectors.length === 0 || matchesAny(selectors, metadata.labels)
}
