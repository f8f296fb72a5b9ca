/** What gives pods and Services their addresses, and tells of them. */
import { ingressStatus } from './ingress-status.ts'
import { ipPoolStatus } from './kubeovn/ip-pools.ts'
import { podAddresses } from './kubeovn/pod-addresses.ts'
import { podNetworks } from './kubeovn/pod-networks.ts'
import { providerNetworkStatus } from './kubeovn/provider-networks.ts'
import { subnetStatus } from './kubeovn/subnets.ts'
import { vlanStatus } from './kubeovn/vlans.ts'
import { vpcStatus } from './kubeovn/vpcs.ts'
import { announcements } from './metallb/announcements.ts'
import { loadBalancer } from './metallb/load-balancer.ts'
import { poolStatus } from './metallb/pool-status.ts'
import type { Reaction } from './reaction.ts'

export function networkReactions(): readonly Reaction[] {
  return [
    podNetworks,
    podAddresses,
    subnetStatus,
    ipPoolStatus,
    vpcStatus,
    vlanStatus,
    providerNetworkStatus,
    loadBalancer,
    poolStatus,
    announcements,
    ingressStatus,
  ]
}
