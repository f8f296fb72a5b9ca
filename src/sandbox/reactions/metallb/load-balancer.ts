/** MetalLB's controller: gives Services of type LoadBalancer addresses out of its pools. */

import { parseAddress } from '../../../net/address.ts'
import { addressPools, isOfSpec, namespaces, services } from '../collections.ts'
import { remark } from '../event.ts'
import { type Change, isIn, type Place, placeOf, type Reaction, type World, type Write } from '../reaction.ts'
import { ensureStatus, ensureUpdate } from '../wanted.ts'
import { keyOf } from '../world.ts'
import { type Assignment, allocate, assign, desiredAddresses, type Fault, freeIn } from './allocation.ts'
import { poolsIn } from './pool.ts'
import {
  addressesOf,
  asked,
  type BalancedService,
  balancedByNamespace,
  balancedServices,
  familyOf,
  familyOfAddresses,
  isBalanced,
  oldPoolAnnotation,
  poolAnnotation,
  quoted,
  waitingServices,
} from './service.ts'

const component = 'metallb-controller'

export const loadBalancer: Reaction = {
  name: 'metallb-controller',
  watches: [services, addressPools, namespaces],
  subjects(change: Change, world: World): readonly Place[] {
    const { previous, current } = change
    if (isIn(change, addressPools)) return isOfSpec(change) ? world.by(balancedServices, '').map(placeOf) : []
    if (isIn(change, namespaces)) {
      const name = current?.metadata.name ?? ''
      const labels = [previous, current].map((each) => JSON.stringify(each?.metadata.labels ?? {}))
      return labels[0] === labels[1] ? [] : world.by(balancedByNamespace, name).map(placeOf)
    }
    const own = current === null ? [] : [placeOf(current)]
    return freesAddresses(change) ? [...own, ...world.by(waitingServices, '').map(placeOf)] : own
  },
  react(place: Place, world: World): readonly Write[] {
    const service = world.get<BalancedService>(services, place)
    if (service === null || service.metadata.deletionTimestamp !== undefined) return []
    if (!isBalanced(service)) {
      const isNoneNow = service.spec?.type !== 'LoadBalancer' && wasOurs(service)
      return isNoneNow ? written(service, null) : []
    }
    // Without pools there is no MetalLB, and what others gave the Service is none of its affair.
    if (poolsIn(world).length === 0 && !wasOurs(service)) return []
    if (poolsIn(world).length === 0 || familyOf(service) === null) return written(service, null)
    const kept = keptAssignment(service, world)
    return 'fault' in kept ? assigned(service, kept.fault, world) : extended(service, kept, world)
  },
}

function wasOurs({ metadata: { annotations = {} } }: BalancedService): boolean {
  return [poolAnnotation, oldPoolAnnotation].some((name) => name in annotations)
}

function freesAddresses({ previous, current }: Change): boolean {
  if (previous === null || !isBalanced(previous)) return false
  const left = new Set(current !== null && isBalanced(current) ? addressesOf(current) : [])
  return addressesOf(previous).some((address) => !left.has(address))
}

/** What it has, as long as pools and its own wishes allow it; the fault is `''` where it has nothing. */
function keptAssignment(service: BalancedService, world: World): Assignment | Fault {
  const addresses = addressesOf(service)
  if (addresses.length === 0) return { fault: '' }
  const own = familyOfAddresses(addresses.flatMap((text) => parseAddress(text) ?? []))
  const prefers = service.spec?.ipFamilyPolicy === 'PreferDualStack' && familyOf(service) === 'dual'
  if (own !== familyOf(service) && !prefers) return { fault: '' }
  const held = assign(service, addresses, world)
  if ('fault' in held) return held
  const pool = asked(service, 'address-pool')
  const desired = desiredAddresses(service)
  if ('fault' in desired) return { fault: '' }
  const wanted = new Set(desired.map(({ value }) => value))
  const asWanted = addresses.every((text) => wanted.has(parseAddress(text)?.value ?? -1n))
  const isOther = wanted.size > 0 && (wanted.size !== addresses.length || !asWanted)
  return (pool !== '' && pool !== held.pool) || isOther ? { fault: '' } : held
}

function assigned(service: BalancedService, refusal: string, world: World): readonly Write[] {
  const key = JSON.stringify(keyOf(service))
  const cleared = `current IP for ${key} not allowed by config, will attempt for new IP assignment: ${refusal}`
  const before =
    refusal === ''
      ? []
      : remark(service, { type: 'Normal', reason: 'ClearAssignment', message: cleared, component }, world)
  const found = allocate(service, world)
  if ('fault' in found) {
    const message = `Failed to allocate IP for ${key}: ${found.fault}`
    const failed = remark(service, { type: 'Warning', reason: 'AllocationFailed', message, component }, world)
    return [...before, ...written(service, null), ...failed]
  }
  const message = `Assigned IP ${quoted(found.addresses)}`
  const told = remark(service, { type: 'Normal', reason: 'IPAllocated', message, component }, world)
  return [...before, ...written(service, found), ...told]
}

/** A Service that would like both families gets the second as soon as its pool has one. */
function extended(service: BalancedService, held: Assignment, world: World): readonly Write[] {
  const [only] = held.addresses
  const isSingle = held.addresses.length === 1 && familyOf(service) === 'dual'
  const pool = poolsIn(world).find(({ metadata }) => metadata.name === held.pool)
  if (only === undefined || !isSingle || pool === undefined) return written(service, held)
  const free = freeIn(pool, service, world)
  const other = parseAddress(only)?.family === 'IPv4' ? free.ipv6 : free.ipv4
  if (other === null) return written(service, held)
  const message = `Assigned additional IP ${JSON.stringify(other)}`
  return [
    ...written(service, { ...held, addresses: [only, other] }),
    ...remark(service, { type: 'Normal', reason: 'IPAllocated', message, component }, world),
  ]
}

/** The annotation and the status that say so; `null` takes both away. */
function written(service: BalancedService, assignment: Assignment | null): readonly Write[] {
  const { [poolAnnotation]: _, [oldPoolAnnotation]: __, ...others } = service.metadata.annotations ?? {}
  const pool = assignment === null ? {} : { [poolAnnotation]: assignment.pool }
  const annotations = { ...others, ...pool }
  const { annotations: before, ...metadata } = service.metadata
  const hasNone = Object.keys(annotations).length === 0 && before === undefined
  const wanted = { ...service, metadata: hasNone ? metadata : { ...metadata, annotations } }
  const ingress = assignment?.addresses.map((ip) => ({ ip, ipMode: 'VIP' }))
  const status = { ...service.status, loadBalancer: ingress === undefined ? {} : { ingress } }
  return [...ensureUpdate(service, wanted), ...ensureStatus(service, status)]
}
