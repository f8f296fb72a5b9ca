/** What Kube-OVN says of its subnets: whether they are in order, and how many addresses are used and left. */
import type { Condition } from '../../../k8s/objects.ts'
import { matchesSelector } from '../../../k8s/selector.ts'
import { ips, isOfSpec, nodes, subnets } from '../collections.ts'
import { type WantedCondition, withUpdateTimes } from '../conditions.ts'
import { remark } from '../event.ts'
import { isNodeReady, type Node } from '../pods/pod.ts'
import { type Change, isIn, type Place, placeOf, type Reaction, type World, type Write } from '../reaction.ts'
import { ensureStatus } from '../wanted.ts'
import { type IpObject, ipsBySubnet } from './ip.ts'
import { blocksOf, type Subnet, usableOf } from './subnet.ts'
import { usageOf } from './usage.ts'
import { faultOf } from './validation.ts'

export const subnetStatus: Reaction = {
  name: 'kube-ovn-subnets',
  watches: [subnets, ips, nodes],
  subjects(change: Change, world: World): readonly Place[] {
    const { previous, current } = change
    const all = () => world.list<Subnet>(subnets).map(placeOf)
    if (isIn(change, ips)) return [previous, current].flatMap((each) => (each === null ? [] : subnetOf(each)))
    if (isIn(change, nodes)) {
      const wasReady = previous !== null && isNodeReady(previous)
      return wasReady === (current !== null && isNodeReady(current)) ? [] : all()
    }
    const own = current === null ? [] : [placeOf(current)]
    // What it is now may be in the way of others; it is judged before them.
    return isOfSpec(change) ? [...own, ...all()] : own
  },
  react(place: Place, world: World): readonly Write[] {
    const subnet = world.get<Subnet>(subnets, place)
    if (subnet === null || subnet.metadata.deletionTimestamp !== undefined) return []
    const fault = faultOf(subnet, settledBefore(subnet, world.list<Subnet>(subnets)))
    const status = { ...subnet.status, ...countersOf(subnet, world), ...gatewayOf(subnet, world) }
    const writes = ensureStatus(subnet, { ...status, conditions: conditionsOf(subnet, fault, world.now) })
    if (fault === null) return writes
    const component = 'kube-ovn-controller'
    return [
      ...writes,
      ...remark(subnet, { type: 'Warning', reason: failed, message: fault, component }, world),
    ]
  },
}

const failed = 'ValidateLogicalSwitchFailed'

function subnetOf(ip: IpObject): readonly Place[] {
  return ip.spec?.subnet === undefined ? [] : [{ namespace: '', name: ip.spec.subnet }]
}

/** Of two that overlap the one that was in order before stays so; of two new ones the older. */
function settledBefore(subnet: Subnet, all: readonly Subnet[]): readonly Subnet[] {
  const age = ({ metadata }: Subnet) => `${metadata.creationTimestamp ?? ''} ${metadata.name}`
  return all.filter((each) => {
    const ready = each.status?.conditions?.find(({ type }) => type === 'Ready')
    return ready === undefined ? age(each) < age(subnet) : ready.status === 'True'
  })
}

function countersOf(subnet: Subnet, world: World): object {
  const usable = blocksOf(subnet).flatMap((block) => usableOf(subnet, block))
  const own = world.by(ipsBySubnet, subnet.metadata.name)
  const [v4, v6] = [usageOf('IPv4', own, usable), usageOf('IPv6', own, usable)]
  return {
    v4usingIPs: v4.using,
    v4availableIPs: v4.available,
    v4usingIPrange: v4.usingRange,
    v4availableIPrange: v4.availableRange,
    v6usingIPs: v6.using,
    v6availableIPs: v6.available,
    v6usingIPrange: v6.usingRange,
    v6availableIPrange: v6.availableRange,
  }
}

/** The first of the nodes that a centralized subnet names, or chooses, that is ready. */
function gatewayOf({ spec = {} }: Subnet, world: World): object {
  if (spec.gatewayType !== 'centralized') return { activateGateway: '' }
  const named = (spec.gatewayNode ?? '').split(',').map((text) => text.split(':')[0]?.trim() ?? '')
  const ready = world.list<Node>(nodes).filter(isNodeReady)
  const chosen = ready.filter(({ metadata }) =>
    spec.gatewayNodeSelectors?.some((selector) => matchesSelector(selector, metadata.labels)),
  )
  const byName = named.flatMap((name) => ready.filter(({ metadata }) => metadata.name === name))
  return { activateGateway: [...byName, ...chosen][0]?.metadata.name ?? '' }
}

function conditionsOf(
  { spec, status }: Subnet,
  fault: string | null,
  now: Date,
): readonly (Condition | WantedCondition)[] {
  const done = spec?.private === true ? 'SetPrivateLogicalSwitchSuccess' : 'ResetLogicalSwitchAclSuccess'
  const wanted = (type: string, holds: boolean): WantedCondition => ({
    type,
    status: holds ? 'True' : 'False',
    reason: fault === null ? (type === 'Validated' ? 'ValidateLogicalSwitchSuccess' : done) : failed,
    message: fault ?? '',
  })
  const isInOrder = fault === null
  const all = [wanted('Validated', isInOrder), wanted('Ready', isInOrder), wanted('Error', !isInOrder)]
  return withUpdateTimes(all, status?.conditions, now)
}
