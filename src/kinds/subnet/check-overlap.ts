/** What else has the addresses of a Subnet: other subnets, Services, nodes. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import type { Finding, Fix } from '../../manifest/finding.ts'
import { type Address, parseAddress } from '../../net/address.ts'
import {
  blocksOverlap,
  type Cidr,
  contains,
  formatCidr,
  holdsBlock,
  networkCidr,
  parseCidr,
} from '../../net/cidr.ts'
import { nextBlock } from '../../net/prefixes.ts'
import { privateBlocks } from '../../net/private.ts'
import { type AddressRange, rangeOf } from '../../net/range.ts'
import { without } from '../../net/rangeset.ts'
import { nodes, serviceNetworks, subnets } from '../related.ts'
import type { World } from '../world.ts'
import { barred, finding, fix, type Judged, type Rule } from './finding.ts'
import { cidrPath, joinName, type SubnetView, viewOf } from './spec.ts'

const otherSubnets: Rule = (subnet, world) => {
  const others = world.list(subnets).map(viewOf)
  const met = others.flatMap((other) => {
    if (other.name === subnet.name) return []
    const block = subnet.blocks.find((own) => other.blocks.some((each) => blocksOverlap(own, each)))
    return block === undefined ? [] : [{ other, block }]
  })
  return met.flatMap(({ other, block }) => judged(subnet, other, block, world))
}

/** Networks of their own, by VPC or VLAN, may have the same addresses; nothing may have those of the nodes' own. */
function judged(subnet: Judged, other: SubnetView, block: Cidr, world: World): readonly Finding[] {
  const values = { name: other.name, cidr: other.parts.join(', '), block: formatCidr(networkCidr(block)) }
  if (other.name === joinName || subnet.name === joinName)
    return [barred(subnet, ['cidrBlock'], 'overlap-join', cidrPath, values, elsewhere(subnet, block, world))]
  if (subnet.vpc !== other.vpc)
    return [finding('info', 'overlap-vpc', cidrPath, { ...values, vpc: other.vpc })]
  if (subnet.vlan !== other.vlan) return [finding('warning', 'overlap-vlan', cidrPath, values)]
  return [
    barred(
      subnet,
      ['cidrBlock', 'vpc', 'vlan'],
      'overlap',
      cidrPath,
      values,
      elsewhere(subnet, block, world),
    ),
  ]
}

/** A block of the same length that nothing in the cluster has; only for a subnet that is not there yet. */
function elsewhere(subnet: Judged, block: Cidr, world: World): Fix | undefined {
  const area = privateBlocks.find((each) => holdsBlock(each, block))
  if (area === undefined || subnet.saved !== undefined) return undefined
  const taken: readonly AddressRange[] = [
    ...world.list(subnets).flatMap((each) => viewOf(each).blocks),
    ...serviceBlocks(world),
  ].map(rangeOf)
  const ofNodes = nodeAddresses(world).map(({ address }) => ({ first: address, last: address }))
  const found = nextBlock(
    without([rangeOf(area)], [...taken, ...ofNodes]),
    block.address.family,
    block.length,
  )
  if (found === null) return undefined
  const value = subnet.blocks.map((each) => formatCidr(each === block ? found : each)).join(',')
  return fix('use', [{ path: cidrPath, value }], { value })
}

const services: Rule = (subnet, world) => {
  const met = serviceBlocks(world).find((each) => subnet.blocks.some((block) => blocksOverlap(block, each)))
  if (met === undefined) return []
  return [barred(subnet, ['cidrBlock'], 'overlap-services', cidrPath, { cidr: formatCidr(met) })]
}

function serviceBlocks(world: World): readonly Cidr[] {
  return world
    .list(serviceNetworks)
    .flatMap((each) => asList(asFields(asFields(each).spec).cidrs))
    .flatMap((text) => parseCidr(asString(text)) ?? [])
}

/** An underlay subnet may well be the network that nodes are in. */
const ofNodes: Rule = ({ blocks, variant }, world) => {
  if (variant === 'underlay') return []
  const met = nodeAddresses(world).find(({ address }) => blocks.some((block) => contains(block, address)))
  if (met === undefined) return []
  return [finding('error', 'overlap-node', cidrPath, { node: met.node, address: met.text })]
}

interface NodeAddress {
  readonly node: string
  readonly text: string
  readonly address: Address
}

function nodeAddresses(world: World): readonly NodeAddress[] {
  return world.list(nodes).flatMap((node: KubeObject) =>
    asList(asFields(asFields(node).status).addresses)
      .map(asFields)
      .filter(({ type }) => type === 'InternalIP' || type === 'ExternalIP')
      .flatMap(({ address: text }): readonly NodeAddress[] => {
        const address = parseAddress(asString(text))
        return address === null ? [] : [{ node: node.metadata.name, text: asString(text), address }]
      }),
  )
}

export const overlapRules: readonly Rule[] = [otherSubnets, services, ofNodes]
