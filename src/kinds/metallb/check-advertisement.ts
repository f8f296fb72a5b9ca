/** What is wrong, or will not work, with an L2Advertisement or a BGPAdvertisement. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList } from '../../k8s/shape.ts'
import type { Finding } from '../../manifest/finding.ts'
import { parseCidr } from '../../net/cidr.ts'
import type { Check } from '../kind.ts'
import { anyNamed } from '../lookups.ts'
import { addressPools, bgpPeers, communities, nodes } from '../related.ts'
import type { World } from '../world.ts'
import {
  type AdvertisementView,
  advertisementOf,
  announces,
  peersPath,
  poolsPath,
  selectorsPath,
} from './advertisement.ts'
import { namespaceCheck } from './check-namespace.ts'
import { aliasesOf, aliasesPath, communitiesOf, isAlias, isCommunity, knownAliases } from './community.ts'
import { finding } from './finding.ts'
import { poolOf, selectedBy } from './pool.ts'
import { someOf } from './some-of.ts'

type Rule = (
  view: AdvertisementView,
  world: World,
  beside: readonly unknown[],
  object: unknown,
) => readonly Finding[]

const isPool = (object: unknown) => asFields(object).kind === 'IPAddressPool'

const unknownPools: Rule = ({ pools }, world, beside) => {
  if (world.availability(addressPools) !== 'live') return []
  const inText = new Set(beside.filter(isPool).map((each) => poolOf(each).name))
  return pools.flatMap((name, index) =>
    name === '' || inText.has(name) || anyNamed(world, addressPools, name).length > 0
      ? []
      : [finding('warning', 'pool-unknown', [...poolsPath, index], { name })],
  )
}

const noNodes: Rule = ({ nodeSelectors }, world) => {
  if (nodeSelectors.length === 0 || world.availability(nodes) !== 'live') return []
  const all = world.list(nodes)
  if (all.length === 0 || selectedBy(nodeSelectors, all).length > 0) return []
  return [finding('warning', 'no-nodes', selectorsPath)]
}

const unknownPeers: Rule = ({ type, peers }, world) => {
  if (type !== 'BGP' || world.availability(bgpPeers) !== 'live') return []
  return peers.flatMap((name, index) =>
    anyNamed(world, bgpPeers, name).length > 0
      ? []
      : [finding('error', 'peer-unknown', [...peersPath, index], { name })],
  )
}

/** A node that has no session with a peer cannot tell it anything. */
const beyondPeers: Rule = ({ type, peers, nodeSelectors }, world) => {
  if (type !== 'BGP' || peers.length === 0) return []
  if ([nodes, bgpPeers].some((kind) => world.availability(kind) !== 'live')) return []
  const own = selectedBy(nodeSelectors, world.list(nodes))
  return peers.flatMap((name) => {
    const [peer] = anyNamed(world, bgpPeers, name)
    if (peer === undefined) return []
    const connected = new Set(nodesOfPeer(peer, world))
    const left = own.filter((node) => !connected.has(node)).map(({ metadata }) => metadata.name)
    if (left.length === 0) return []
    return [finding('warning', 'nodes-beyond-peer', selectorsPath, { peer: name, nodes: someOf(left) })]
  })
}

/** The nodes that connect to a peer: all where it names none. */
export function nodesOfPeer(peer: unknown, world: World): readonly KubeObject[] {
  return selectedBy(asList(asFields(asFields(peer).spec).nodeSelectors), world.list(nodes))
}

/** A route that is longer than the block it comes from is no part of it. */
const aggregation: Rule = (view, world, beside, object) => {
  const { aggregationLength, aggregationLengthV6 } = asFields(asFields(object).spec)
  const pools = [...beside.filter(isPool), ...world.list(addressPools)].map(poolOf)
  const seen = new Set<string>()
  const own = pools.filter((pool) => !seen.has(pool.name) && seen.add(pool.name) && announces(view, pool))
  const wrong = (field: string, length: unknown, family: string, bits: number): readonly Finding[] => {
    if (length === undefined || length === null) return []
    const path = ['spec', field]
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 1 || length > bits)
      return [finding('error', 'aggregation-range', path, { bits })]
    const block = own
      .flatMap(({ texts }) => texts)
      .find((text) => {
        const cidr = parseCidr(text.trim())
        return cidr !== null && cidr.address.family === family && cidr.length > length
      })
    return block === undefined ? [] : [finding('error', 'aggregation', path, { block, length })]
  }
  return [
    ...wrong('aggregationLength', aggregationLength, 'IPv4', 32),
    ...wrong('aggregationLengthV6', aggregationLengthV6, 'IPv6', 128),
  ]
}

/** By numbers, or by a name that a Community gives them. */
const given: Rule = ({ type }, world, beside, object) => {
  if (type !== 'BGP') return []
  const inText = beside.filter((each) => asFields(each).kind === communities.kind).flatMap(aliasesOf)
  const names = new Set([...inText, ...knownAliases(world)].map(({ name }) => name))
  return communitiesOf(object).flatMap((text, index) => {
    const path = [...aliasesPath, index]
    if (isCommunity(text) || names.has(text)) return []
    if (!isAlias(text)) return [finding('error', 'community', path, { text })]
    return world.availability(communities) === 'live'
      ? [finding('warning', 'community-unknown', path, { name: text })]
      : []
  })
}

const rules: readonly Rule[] = [unknownPools, noNodes, unknownPeers, beyondPeers, aggregation, given]

export const advertisementChecks: readonly Check[] = [
  ...rules.map(
    (rule): Check =>
      (object, world, beside = []) => {
        const view = advertisementOf(object)
        return view === null ? [] : rule(view, world, beside, object)
      },
  ),
  namespaceCheck,
]
