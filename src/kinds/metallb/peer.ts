/** What a BGPPeer says, read from whatever shape it has. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import { asFields, asList, asString, type Fields } from '../../k8s/shape.ts'
import { formatAddress, parseAddress } from '../../net/address.ts'
import { bgpSessions } from '../related.ts'
import type { World } from '../world.ts'

export interface PeerView {
  readonly name: string
  readonly namespace: string
  readonly spec: Fields
  readonly address: string
  readonly port: number
  readonly isMultiHop: boolean
  readonly nodeSelectors: readonly unknown[]
}

export function peerOf(object: unknown): PeerView {
  const { metadata, spec } = asFields(object)
  const { name, namespace } = asFields(metadata)
  const fields = asFields(spec)
  const { peerAddress, peerPort, ebgpMultiHop, nodeSelectors } = fields
  return {
    name: asString(name),
    namespace: asString(namespace),
    spec: fields,
    address: asString(peerAddress),
    port: typeof peerPort === 'number' ? peerPort : 179,
    isMultiHop: ebgpMultiHop === true,
    nodeSelectors: asList(nodeSelectors),
  }
}

/** What an AS number is by RFC 6996, 7607, 7300 and 6793; `null` where it is no such number. */
export function asKind(value: unknown): 'public' | 'private' | 'reserved' | null {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 4_294_967_295) return null
  if ([23_456, 65_535, 4_294_967_295].includes(value)) return 'reserved'
  const isPrivate = (value >= 64_512 && value <= 65_534) || value >= 4_200_000_000
  return isPrivate ? 'private' : 'public'
}

export interface Session {
  readonly object: KubeObject
  readonly node: string
  readonly bgp: string
  readonly bfd: string
}

const byAddress: Index = {
  keysOf: (object) => {
    const text = asString(asFields(asFields(object).status).peer)
    const address = parseAddress(text)
    return address === null ? text : formatAddress(address)
  },
}

/** What the nodes report of their sessions with it. */
export function sessionsOf({ address, spec }: PeerView, world: World): readonly Session[] {
  // One without an address is known by the network card that leads to it.
  const text = address || asString(spec.interface)
  if (text === '') return []
  const read = parseAddress(text)
  return world
    .lookup<KubeObject>(bgpSessions, byAddress, read === null ? text : formatAddress(read))
    .filter((object) => asString(asFields(asFields(object).status).vrf) === asString(spec.vrf))
    .map((object) => {
      const { node, bgpStatus, bfdStatus } = asFields(asFields(object).status)
      return { object, node: asString(node), bgp: asString(bgpStatus), bfd: asString(bfdStatus) }
    })
    .toSorted((a, b) => a.node.localeCompare(b.node))
}

/** How many of the sessions that nodes report stand. */
export function standingOf(peer: PeerView, world: World): { readonly up: number; readonly all: number } {
  const sessions = sessionsOf(peer, world)
  return { up: sessions.filter(({ bgp }) => bgp === 'Established').length, all: sessions.length }
}
