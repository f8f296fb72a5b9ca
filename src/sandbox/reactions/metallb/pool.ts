/** MetalLB's pools: their addresses, and the Services that each is for. */
import type { KubeObject } from '../../../k8s/objects.ts'
import { type LabelSelector, matchesSelector } from '../../../k8s/selector.ts'
import type { Address } from '../../../net/address.ts'
import { type AddressRange, holds, parseRange } from '../../../net/range.ts'
import { merged } from '../../../net/rangeset.ts'
import { addressPools, namespaces } from '../collections.ts'
import type { World } from '../reaction.ts'
import { type BalancedService, metallbNamespace } from './service.ts'

export interface AddressPool extends KubeObject {
  readonly spec?: {
    readonly addresses?: readonly string[]
    readonly autoAssign?: boolean
    readonly avoidBuggyIPs?: boolean
    readonly serviceAllocation?: {
      readonly priority?: number
      readonly namespaces?: readonly string[]
      readonly namespaceSelectors?: readonly LabelSelector[]
      readonly serviceSelectors?: readonly LabelSelector[]
    }
  }
  readonly status?: object
}

export function poolsIn(world: World): readonly AddressPool[] {
  return world.list<AddressPool>(addressPools, metallbNamespace)
}

export function rangesOf({ spec }: AddressPool): readonly AddressRange[] {
  return (spec?.addresses ?? []).flatMap((text) => parseRange(text) ?? [])
}

/** Some old devices drop what goes to an address that ends in 0 or 255. */
export function isAvoided({ spec }: AddressPool, { family, value }: Address): boolean {
  const last = value % 256n
  return spec?.avoidBuggyIPs === true && family === 'IPv4' && (last === 0n || last === 255n)
}

/** The pool that has all of these addresses. */
export function poolOf(addresses: readonly Address[], world: World): AddressPool | null {
  const hasAll = (pool: AddressPool) => {
    const ranges = rangesOf(pool)
    return addresses.every((each) => !isAvoided(pool, each) && ranges.some((range) => holds(range, each)))
  }
  return poolsIn(world).find(hasAll) ?? null
}

/** Whether the pool may serve the Service at all. */
export function isFor(pool: AddressPool, service: BalancedService, world: World): boolean {
  const { serviceSelectors = [] } = pool.spec?.serviceAllocation ?? {}
  const namesNamespaces = hasNamespaces(pool)
  if (namesNamespaces && !isForNamespace(pool, service, world)) return false
  return serviceSelectors.length === 0 || matchesAny(serviceSelectors, service.metadata.labels)
}

/** Pools that were made for such Services, the most important first. */
export function pinnedPools(service: BalancedService, world: World): readonly AddressPool[] {
  const priority = ({ spec }: AddressPool) => spec?.serviceAllocation?.priority || Number.POSITIVE_INFINITY
  return poolsIn(world)
    .filter(
      (pool) =>
        // With a priority alone it is for all Services, and still comes first.
        pool.spec?.serviceAllocation !== undefined &&
        pool.spec.autoAssign !== false &&
        isFor(pool, service, world),
    )
    .sort((a, b) => (priority(a) === priority(b) ? 0 : priority(a) - priority(b)))
}

export function commonPools(world: World): readonly AddressPool[] {
  return poolsIn(world).filter(
    ({ spec }) => spec?.autoAssign !== false && spec?.serviceAllocation === undefined,
  )
}

function hasNamespaces({ spec }: AddressPool): boolean {
  const { namespaces = [], namespaceSelectors = [] } = spec?.serviceAllocation ?? {}
  return namespaces.length + namespaceSelectors.length > 0
}

function isForNamespace({ spec }: AddressPool, { metadata }: BalancedService, world: World): boolean {
  const { namespaces: named = [], namespaceSelectors = [] } = spec?.serviceAllocation ?? {}
  const { namespace = '' } = metadata
  const owner = world.get<KubeObject>(namespaces, { namespace: '', name: namespace })
  return named.includes(namespace) || matchesAny(namespaceSelectors, owner?.metadata.labels)
}

export function matchesAny(
  selectors: readonly LabelSelector[],
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return selectors.some((selector) => matchesSelector(selector, labels))
}

/** How many addresses of a family it has, without those it avoids; no more than a count of 63 bits can say. */
export function capacityOf(pool: AddressPool, family: Address['family']): bigint {
  const own = merged(rangesOf(pool)).filter(({ first }) => first.family === family)
  const count = own.reduce((sum, range) => sum + sizeWithout(pool, range), 0n)
  return count > largest ? largest : count
}

/** The largest count below 2^63 that a JSON number holds. */
const largest = 2n ** 63n - 1024n

function sizeWithout(pool: AddressPool, { first, last }: AddressRange): bigint {
  const size = last.value - first.value + 1n
  if (pool.spec?.avoidBuggyIPs !== true || first.family === 'IPv6') return size
  // Of each 256 the first and the last are avoided.
  const upTo = (value: bigint) => (value < 0n ? 0n : value / 256n + 1n + (value + 1n) / 256n)
  return size - (upTo(last.value) - upTo(first.value - 1n))
}
