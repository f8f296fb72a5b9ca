/** MetalLB's pools tell how many of their addresses are assigned, and how many are left. */
import { parseAddress } from '../../../net/address.ts'
import { addressPools, services } from '../collections.ts'
import { type Change, isIn, type Place, placeOf, type Reaction, type World, type Write } from '../reaction.ts'
import { ensureStatus } from '../wanted.ts'
import { type AddressPool, capacityOf } from './pool.ts'
import { addressesOf, metallbNamespace, servicesByPool } from './service.ts'

export const poolStatus: Reaction = {
  name: 'metallb-pools',
  watches: [addressPools, services],
  subjects(change: Change): readonly Place[] {
    const { previous, current } = change
    if (isIn(change, addressPools)) return current === null ? [] : [placeOf(current)]
    const names = [previous, current].flatMap((each) => (each === null ? [] : servicesByPool.keys(each)))
    return [...new Set(names)].map((name) => ({ namespace: metallbNamespace, name }))
  },
  react(place: Place, world: World): readonly Write[] {
    if (place.namespace !== metallbNamespace) return []
    const pool = world.get<AddressPool>(addressPools, place)
    if (pool === null || pool.metadata.deletionTimestamp !== undefined) return []
    // Services that share an address take it once.
    const texts = new Set(world.by(servicesByPool, place.name).flatMap(addressesOf))
    const assigned = (family: string) =>
      [...texts].filter((text) => parseAddress(text)?.family === family).length
    const left = (family: 'IPv4' | 'IPv6') => Number(capacityOf(pool, family)) - assigned(family)
    return ensureStatus(pool, {
      assignedIPv4: assigned('IPv4'),
      assignedIPv6: assigned('IPv6'),
      availableIPv4: left('IPv4'),
      availableIPv6: left('IPv6'),
    })
  },
}
