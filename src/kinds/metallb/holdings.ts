/** Which Services hold which addresses. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import { readOnce } from '../../k8s/readonce.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { type Address, parseAddress } from '../../net/address.ts'
import { common, merged, without } from '../../net/rangeset.ts'
import type { RelatedKind, World } from '../world.ts'
import { capacityOf, isAvoided, offers, type PoolView } from './pool.ts'

export interface Holding {
  readonly service: KubeObject
  readonly address: Address
}

/** There are no more of them than addresses, however many Services there are. */
const holding: Index = { keysOf: (service) => (held(service).length > 0 ? 'held' : []) }

/** The Services that hold any address; the same array for as long as nothing in it changes. */
export function holdersIn(world: World, services: RelatedKind): readonly KubeObject[] {
  return world.lookup(services, holding, 'held')
}

/** In the order of the addresses, IPv4 first; an address that is shared stands there once for each that has it. */
export const holdingsOf = readOnce((services: readonly KubeObject[]): readonly Holding[] =>
  services.flatMap(held).sort(byAddress),
)

function held(service: KubeObject): readonly Holding[] {
  return heldBy(service).map((address) => ({ service, address }))
}

/** The addresses that a Service has from outside. */
export function heldBy(service: unknown): readonly Address[] {
  const { spec, status } = asFields(service)
  if (asFields(spec).type !== 'LoadBalancer') return []
  return asList(asFields(asFields(status).loadBalancer).ingress).flatMap(
    (each) => parseAddress(asString(asFields(each).ip)) ?? [],
  )
}

function byAddress({ address: a }: Holding, { address: b }: Holding): number {
  if (a.family !== b.family) return a.family === 'IPv4' ? -1 : 1
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0
}

export function heldIn(pool: PoolView, services: readonly KubeObject[]): readonly Holding[] {
  return holdingsOf(services).filter(({ address }) => offers(pool, address))
}

export interface Counts {
  readonly used: bigint
  readonly available: bigint
}

/** By the pool's own status where its version of MetalLB has one, else by who holds what. */
export function countsOf(
  object: unknown,
  pool: PoolView,
  family: Address['family'],
  services: readonly KubeObject[],
): Counts {
  const status = asFields(asFields(object).status)
  const [used, available] = [status[`assigned${family}`], status[`available${family}`]]
  if (typeof used === 'number' && typeof available === 'number') {
    return { used: BigInt(Math.trunc(used)), available: BigInt(Math.trunc(available)) }
  }
  return countedOf(pool, family, services)
}

/** By who holds what. */
export function countedOf(
  pool: PoolView,
  family: Address['family'],
  services: readonly KubeObject[],
): Counts {
  const own = heldIn(pool, services).filter(({ address }) => address.family === family)
  const used = BigInt(new Set(own.map(({ address }) => address.value)).size)
  return { used, available: capacityOf(pool, family) - used }
}

/**
 * What MetalLB gives next out of the pool, to a Service that shares with nobody; `null` where nothing is left.
 * It goes through the addresses in the order in which they are written, whatever stands before what.
 */
export function nextOf(
  pool: PoolView,
  family: Address['family'],
  services: readonly KubeObject[],
): Address | null {
  const taken = merged(heldIn(pool, services).map(single))
  for (const range of pool.ranges.filter(({ first }) => first.family === family)) {
    for (const { first, last } of without([range], taken)) {
      const found = firstOffered(pool, first)
      if (found.value <= last.value) return found
    }
  }
  return null
}

/** At most two are passed over in a row: `.255`, and the `.0` after it. */
function firstOffered(pool: PoolView, from: Address): Address {
  const found = [0n, 1n, 2n].map((step) => ({ ...from, value: from.value + step }))
  return found.find((each) => !isAvoided(pool, each)) ?? from
}

const single = ({ address }: Holding) => ({ first: address, last: address })

/** The families that it has addresses of. */
export function familiesOf({ ranges }: PoolView): readonly Address['family'][] {
  return (['IPv4', 'IPv6'] as const).filter((family) => ranges.some(({ first }) => first.family === family))
}

/** For a map of one range: what is held, what is passed over, what is free. */
export function shareOf(pool: PoolView, range: PoolView['ranges'][number], services: readonly KubeObject[]) {
  const used = common([range], merged(heldIn(pool, services).map(single)))
  const avoided = without(endings(pool, range), used)
  const free = without([range], [...used, ...avoided])
  return { used, avoided, free }
}

/** Of a range of more than 65,536 addresses they are too many to draw, and too few to see. */
function endings(pool: PoolView, { first, last }: PoolView['ranges'][number]) {
  if (!pool.avoidsBuggy || first.family === 'IPv6' || last.value - first.value > 65_536n) return []
  const found = []
  for (let { value } = first; value <= last.value; value += 1n) {
    const address = { ...first, value }
    if (isAvoided(pool, address)) found.push({ first: address, last: address })
  }
  return found
}
