/** Subnets of Kube-OVN: which one a pod belongs to, and which of its addresses pods may have. */
import type { Condition, KubeObject } from '../../../k8s/objects.ts'
import { type LabelSelector, matchesSelector } from '../../../k8s/selector.ts'
import { type Address, formatAddress, parseAddress } from '../../../net/address.ts'
import { contains, networkOf, parseCidr } from '../../../net/cidr.ts'
import { type AddressRange, parseRange } from '../../../net/range.ts'
import { without } from '../../../net/rangeset.ts'
import { ipPools, namespaces, subnets } from '../collections.ts'
import type { Pod } from '../pods/pod.ts'
import type { Index, World } from '../reaction.ts'

export interface Subnet extends KubeObject {
  readonly spec?: {
    readonly cidrBlock?: string
    readonly default?: boolean
    readonly excludeIps?: readonly string[]
    readonly gateway?: string
    readonly gatewayNode?: string
    readonly gatewayNodeSelectors?: readonly LabelSelector[]
    readonly gatewayType?: string
    readonly namespaceSelectors?: readonly LabelSelector[]
    readonly namespaces?: readonly string[]
    readonly private?: boolean
    readonly protocol?: string
    readonly provider?: string
    readonly vlan?: string
    readonly vpc?: string
    readonly logicalGateway?: boolean
    readonly natOutgoing?: boolean
    readonly externalEgressGateway?: string
    readonly u2oInterconnection?: boolean
    readonly u2oInterconnectionIP?: string
  }
  readonly status?: { readonly conditions?: readonly Condition[]; readonly [field: string]: unknown }
}

export const defaultVpc = 'ovn-cluster'

export const annotation = {
  switch: 'ovn.kubernetes.io/logical_switch',
  addresses: 'ovn.kubernetes.io/ip_address',
  pool: 'ovn.kubernetes.io/ip_pool',
  allocated: 'ovn.kubernetes.io/allocated',
} as const

const byNamespace: Index<Subnet> = {
  of: subnets,
  keys: (subnet) => [
    ...(subnet.spec?.namespaces ?? []).map((name) => `namespace/${name}`),
    ...(subnet.spec?.namespaceSelectors === undefined ? [] : ['selects']),
    ...(subnet.spec?.default === true ? ['default'] : []),
  ],
}

export const poolsBySubnet: Index<IpPool> = {
  of: ipPools,
  keys: ({ spec }) => (spec === undefined ? [] : [spec.subnet]),
}

export interface IpPool extends KubeObject {
  readonly spec?: {
    readonly subnet: string
    readonly ips: readonly string[]
    readonly namespaces?: readonly string[]
  }
  readonly status?: object
}

/** The subnets that a pod may have its address from, in the order they are tried; none without Kube-OVN. */
export function subnetsFor(pod: Pod, world: World): readonly Subnet[] {
  const { namespace = '', annotations = {} } = pod.metadata
  const owner = world.get<KubeObject>(namespaces, { namespace: '', name: namespace })
  const named = annotations[annotation.switch] ?? owner?.metadata.annotations?.[annotation.switch]
  if (named !== undefined && named !== '') {
    return named.split(',').flatMap((name) => world.get<Subnet>(subnets, { namespace: '', name }) ?? [])
  }
  const selecting = world
    .by(byNamespace, 'selects')
    .filter(({ spec }) =>
      spec?.namespaceSelectors?.some((each) => matchesSelector(each, owner?.metadata.labels)),
    )
  const own = [...world.by(byNamespace, `namespace/${namespace}`), ...selecting].filter(isPrimary)
  return own.length > 0 ? own : world.by(byNamespace, 'default')
}

/** Whether it gives pods their first address; others belong to attached networks. */
export function isPrimary({ spec }: Subnet): boolean {
  return spec?.provider === undefined || spec.provider === '' || spec.provider === 'ovn'
}

/** The text of each family's block: one or, in a dual-stack subnet, two. */
export function blocksOf({ spec }: Subnet): readonly string[] {
  return (spec?.cidrBlock ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => parseCidr(text) !== null)
}

/** The gateway's address in each block; the first address of a block where none is named. */
export function gatewaysOf(subnet: Subnet): readonly string[] {
  const named = (subnet.spec?.gateway ?? '').split(',').flatMap((text) => parseAddress(text.trim()) ?? [])
  return blocksOf(subnet).flatMap((block) => {
    const range = parseRange(block)
    if (range === null) return []
    const own = named.find(({ family }) => family === range.first.family)
    return [formatAddress(own ?? { ...range.first, value: range.first.value + 1n })]
  })
}

/** What of one block pods may have: neither network, broadcast, gateway nor what is left out. */
export function usableOf(subnet: Subnet, block: string): readonly AddressRange[] {
  const range = parseRange(block)
  if (range === null) return []
  const ends = [range.first, range.last].map((address) => ({ first: address, last: address }))
  const excluded = [...(subnet.spec?.excludeIps ?? []), ...gatewaysOf(subnet)].flatMap(
    (text) => parseRange(text) ?? [],
  )
  return without([range], [...ends, ...excluded])
}

export function overlap(one: string, other: string): boolean {
  const [a, b] = [parseCidr(one), parseCidr(other)]
  return a !== null && b !== null && (contains(a, networkOf(b)) || contains(b, networkOf(a)))
}

export function isIn(subnet: Subnet, address: Address): boolean {
  return blocksOf(subnet).some((block) => contains(parseCidr(block), address))
}
