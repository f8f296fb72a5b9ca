/** Gives pods their addresses in their Kube-OVN subnet, as annotations that the kubelet's plugin reads. */
import { parseAddress } from '../../../net/address.ts'
import { ips, isOfSpec, pods, subnets } from '../collections.ts'
import { etherAddressOf } from '../digest.ts'
import { remark } from '../event.ts'
import { isFinished, type Pod } from '../pods/pod.ts'
import {
  type Change,
  type Index,
  isIn,
  type Manifest,
  type Place,
  placeOf,
  type Reaction,
  type World,
  type Write,
} from '../reaction.ts'
import { allocate, isAllocated } from './allocation.ts'
import { annotation, defaultVpc, gatewaysOf, type Subnet, subnetsFor } from './subnet.ts'

const waitingPods: Index<Pod> = { of: pods, keys: (pod) => (isWaiting(pod) ? [''] : []) }

export const podNetworks: Reaction = {
  name: 'kube-ovn-pods',
  watches: [pods, subnets, ips],
  subjects(change: Change, world: World): readonly Place[] {
    const waiting = () => world.by(waitingPods, '').map(placeOf)
    if (isIn(change, subnets)) return isOfSpec(change) ? waiting() : []
    const { current } = change
    // Addresses that were given back may be what others wait for.
    if (isIn(change, ips)) return current === null ? waiting() : []
    if (current === null || isFinished(current)) return waiting()
    return isWaiting(current) ? [placeOf(current)] : []
  },
  react(place: Place, world: World): readonly Write[] {
    const pod = world.get<Pod>(pods, place)
    if (pod === null || !isWaiting(pod)) return []
    const candidates = subnetsFor(pod, world)
    for (const subnet of candidates) {
      const addresses = allocate(pod, subnet, world)
      if (typeof addresses !== 'string')
        return [{ verb: 'update', object: connected(pod, subnet, addresses) }]
    }
    const [first] = candidates
    if (first === undefined) return []
    const message = String(allocate(pod, first, world))
    const component = 'kube-ovn-controller'
    return remark(pod, { type: 'Warning', reason: 'AcquireAddressFailed', message, component }, world)
  },
}

function isWaiting(pod: Pod): boolean {
  return (
    (pod.spec?.nodeName ?? '') !== '' &&
    pod.spec?.hostNetwork !== true &&
    pod.metadata.deletionTimestamp === undefined &&
    !isFinished(pod) &&
    !isAllocated(pod)
  )
}

function connected(pod: Pod, subnet: Subnet, addresses: readonly string[]): Manifest {
  const { namespace = '', name, annotations = {} } = pod.metadata
  const families = addresses.map((each) => parseAddress(each)?.family)
  const gateways = gatewaysOf(subnet).filter((each) => families.includes(parseAddress(each)?.family))
  const mac = annotations['ovn.kubernetes.io/mac_address'] ?? etherAddressOf(`${namespace}/${name}`)
  const network = {
    [annotation.allocated]: 'true',
    'ovn.kubernetes.io/cidr': subnet.spec?.cidrBlock ?? '',
    'ovn.kubernetes.io/gateway': gateways.join(','),
    [annotation.addresses]: addresses.join(','),
    'ovn.kubernetes.io/logical_router': subnet.spec?.vpc ?? defaultVpc,
    [annotation.switch]: subnet.metadata.name,
    'ovn.kubernetes.io/mac_address': mac,
    'ovn.kubernetes.io/pod_nic_type': 'veth-pair',
    'ovn.kubernetes.io/routed': 'true',
  }
  return { ...pod, metadata: { ...pod.metadata, annotations: { ...annotations, ...network } } }
}
