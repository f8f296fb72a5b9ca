/** What an IPAddressPool says, read from whatever shape it has. */
import type { Path } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { readOnce } from '../../k8s/readonce.ts'
import { type Labels, matchesSelector } from '../../k8s/selector.ts'
import { asFields, asList, asString, asStringMap } from '../../k8s/shape.ts'
import type { Address } from '../../net/address.ts'
import { type AddressRange, holds, parseRange } from '../../net/range.ts'
import { merged } from '../../net/rangeset.ts'
import { selectorOf } from '../../ui/fields/selector-rows.ts'

export const addressesPath: Path = ['spec', 'addresses']
/** Where MetalLB lives unless somebody installed it elsewhere. */
export const usualNamespace = 'metallb-system'

export interface PoolView {
  readonly name: string
  readonly namespace: string
  readonly labels: Labels
  /** As they are written. */
  readonly texts: readonly string[]
  /** What stands there is no list, which the server refuses in words of its own. */
  readonly isOdd: boolean
  /** Those that can be read; they may overlap. */
  readonly ranges: readonly AddressRange[]
  readonly autoAssign: boolean
  readonly avoidsBuggy: boolean
  /** Only Services of these namespaces; empty for all. */
  readonly namespaces: readonly string[]
  /** It says whom it is for, be it everybody: it is asked before those that do not. */
  readonly isPinned: boolean
}

/** Of any shape. */
export const poolOf = readOnce(viewOf)

function viewOf(object: unknown): PoolView {
  const { metadata, spec } = asFields(object)
  const { name, namespace, labels } = asFields(metadata)
  const { addresses, autoAssign, avoidBuggyIPs, serviceAllocation } = asFields(spec)
  const { namespaces } = asFields(serviceAllocation)
  const texts = asList(addresses).map(asString)
  return {
    name: asString(name),
    namespace: asString(namespace),
    labels: asStringMap(labels),
    texts,
    isOdd: addresses !== undefined && addresses !== null && !Array.isArray(addresses),
    ranges: texts.flatMap((text) => parseRange(text) ?? []),
    autoAssign: autoAssign !== false,
    avoidsBuggy: avoidBuggyIPs === true,
    namespaces: asList(namespaces).map(asString).filter(Boolean),
    isPinned: typeof serviceAllocation === 'object' && serviceAllocation !== null,
  }
}

/** Some old devices drop what goes to an IPv4 address that ends in 0 or 255. */
export function isAvoided({ avoidsBuggy }: PoolView, { family, value }: Address): boolean {
  const end = value % 256n
  return avoidsBuggy && family === 'IPv4' && (end === 0n || end === 255n)
}

/** The pools that a Service which asks for none, and has none of its own, gets an address of: one of them. */
export function commonPools(pools: readonly KubeObject[]): readonly PoolView[] {
  return pools.map(poolOf).filter(({ autoAssign, isPinned }) => autoAssign && !isPinned)
}

/** Whether it may give the address away. */
export function offers(pool: PoolView, address: Address): boolean {
  return !isAvoided(pool, address) && pool.ranges.some((range) => holds(range, address))
}

/** How many addresses of a family it may give away. */
export function capacityOf(pool: PoolView, family: Address['family']): bigint {
  return merged(pool.ranges)
    .filter(({ first }) => first.family === family)
    .reduce((sum, range) => sum + offered(pool, range), 0n)
}

function offered({ avoidsBuggy }: PoolView, { first, last }: AddressRange): bigint {
  const size = last.value - first.value + 1n
  if (!avoidsBuggy || first.family === 'IPv6') return size
  // Of each 256 the first and the last are avoided.
  const upTo = (value: bigint) => (value < 0n ? 0n : value / 256n + 1n + (value + 1n) / 256n)
  return size - (upTo(last.value) - upTo(first.value - 1n))
}

/** Whether one of several label selectors matches; none of them can while all are unfinished. */
export function matchesAny(selectors: readonly unknown[], labels: Labels | undefined): boolean {
  return selectors.some((each) => {
    const selector = selectorOf(each)
    return selector !== null && matchesSelector(selector, labels)
  })
}

/** The objects that no selector leaves out: all of them where there is no selector. */
export function selectedBy<T extends KubeObject>(
  selectors: readonly unknown[],
  objects: readonly T[],
): readonly T[] {
  if (selectors.length === 0) return objects
  return objects.filter(({ metadata }) => matchesAny(selectors, metadata.labels))
}
