/** The addresses of a Subnet: what is used, what is kept back, what is free. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import { readOnce } from '../../k8s/readonce.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { type Address, parseAddress } from '../../net/address.ts'
import { type Cidr, contains } from '../../net/cidr.ts'
import { type AddressRange, parseRange, rangeOf } from '../../net/range.ts'
import { common, merged, without } from '../../net/rangeset.ts'
import { ipAddresses } from '../related.ts'
import type { World } from '../world.ts'
import type { SubnetView } from './spec.ts'

/** Of one block; the three sets have nothing in common and together are all of it. */
export interface Space {
  readonly block: Cidr
  readonly all: AddressRange
  readonly used: readonly AddressRange[]
  readonly reserved: readonly AddressRange[]
  readonly free: readonly AddressRange[]
}

/** An IP object: one network card of a pod, or of a node. */
export interface Card {
  readonly object: KubeObject
  readonly pod: string
  readonly namespace: string
  readonly node: string
  readonly mac: string
  readonly addresses: readonly Address[]
}

const bySubnet: Index = { keysOf: (object) => asString(asFields(asFields(object).spec).subnet) }

export const cardOf = readOnce((object: KubeObject): Card => {
  const spec = asFields(asFields(object).spec)
  const texts = [spec.v4IpAddress, spec.v6IpAddress].map(asString).filter(Boolean)
  const given = texts.length > 0 ? texts : asString(spec.ipAddress).split(',')
  return {
    object,
    pod: asString(spec.podName),
    namespace: asString(spec.namespace),
    node: asString(spec.nodeName),
    mac: asString(spec.macAddress),
    addresses: given.flatMap((text) => parseAddress(text.trim()) ?? []),
  }
})

export function cardsOf(subnet: string, world: World): readonly Card[] {
  return cardObjectsOf(subnet, world).map(cardOf)
}

/** The same array for as long as nothing in it changed; there may be as many of them as addresses. */
export function cardObjectsOf(subnet: string, world: World): readonly KubeObject[] {
  return subnet === '' ? [] : world.lookup(ipAddresses, bySubnet, subnet)
}

const single = (address: Address): AddressRange => ({ first: address, last: address })

/** The gateway in a block: the one that is named, or else its first address, as Kube-OVN has it. */
export function gatewayIn(view: SubnetView, block: Cidr): Address | null {
  const named = view.gateways.find((each) => each.family === block.address.family)
  if (named !== undefined) return contains(block, named) ? named : null
  const { first, last } = rangeOf(block)
  return first.value < last.value ? { ...first, value: first.value + 1n } : null
}

/** What no pod gets: the ends of the block, the gateway, what is left out. */
export function keptBack(view: SubnetView, block: Cidr): readonly AddressRange[] {
  const all = rangeOf(block)
  const gateway = gatewayIn(view, block)
  const excluded = view.reserved.flatMap((text) => parseRange(text) ?? [])
  const ends = [single(all.first), single(all.last), ...(gateway === null ? [] : [single(gateway)])]
  return common([all], [...ends, ...excluded])
}

export function spacesOf(view: SubnetView, cards: readonly Card[]): readonly Space[] {
  const taken = merged(cards.flatMap(({ addresses }) => addresses.map(single)))
  return view.blocks.map((block) => {
    const all = rangeOf(block)
    const used = common([all], taken)
    const reserved = without(keptBack(view, block), used)
    return { block, all, used, reserved, free: without([all], [...used, ...reserved]) }
  })
}
