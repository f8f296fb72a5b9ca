/** What Kube-OVN says of the pools inside subnets: how many of their addresses are used and left. */
import { parseRange } from '../../../net/range.ts'
import { without } from '../../../net/rangeset.ts'
import { ipPools, ips, isOfSpec, subnets } from '../collections.ts'
import { type Change, isIn, type Place, placeOf, type Reaction, type World, type Write } from '../reaction.ts'
import { ensureStatus } from '../wanted.ts'
import { type IpObject, ipsBySubnet } from './ip.ts'
import { blocksOf, type IpPool, poolsBySubnet, type Subnet, usableOf } from './subnet.ts'
import { usageOf } from './usage.ts'

export const ipPoolStatus: Reaction = {
  name: 'kube-ovn-ip-pools',
  watches: [ipPools, subnets, ips],
  subjects(change: Change, world: World): readonly Place[] {
    const { previous, current } = change
    if (isIn(change, ipPools)) return current === null ? [] : [placeOf(current)]
    if (isIn(change, subnets) && !isOfSpec(change)) return []
    const both = [previous, current].flatMap((each) => each ?? [])
    const names = both.flatMap((each) =>
      isIn(change, subnets) ? [each.metadata.name] : ipsBySubnet.keys(each as IpObject),
    )
    return [...new Set(names)].flatMap((name) => world.by(poolsBySubnet, name)).map(placeOf)
  },
  react(place: Place, world: World): readonly Write[] {
    const pool = world.get<IpPool>(ipPools, place)
    if (pool === null || pool.spec === undefined || pool.metadata.deletionTimestamp !== undefined) return []
    const subnet = world.get<Subnet>(subnets, { namespace: '', name: pool.spec.subnet })
    if (subnet === null) return []
    const wanted = pool.spec.ips.flatMap((text) => parseRange(text) ?? [])
    const usable = blocksOf(subnet).flatMap((block) => usableOf(subnet, block))
    const offered = without(usable, without(usable, wanted))
    const own = world.by(ipsBySubnet, pool.spec.subnet)
    const [v4, v6] = [usageOf('IPv4', own, offered, wanted), usageOf('IPv6', own, offered, wanted)]
    return ensureStatus(pool, {
      ...pool.status,
      v4UsingIPs: v4.using,
      v4AvailableIPs: v4.available,
      v4UsingIPRange: v4.usingRange,
      v4AvailableIPRange: v4.availableRange,
      v6UsingIPs: v6.using,
      v6AvailableIPs: v6.available,
      v6UsingIPRange: v6.usingRange,
      v6AvailableIPRange: v6.availableRange,
    })
  },
}
