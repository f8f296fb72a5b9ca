/** The reactions that make a cluster's workloads run, and those that make its network work. */
import { endpointSliceController } from './endpoints/endpoint-slices.ts'
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
import { type KubeletOptions, kubelet } from './pods/kubelet.ts'
import { scheduler } from './pods/scheduler.ts'
import type { Reaction } from './reaction.ts'
import { daemonSetController } from './workloads/daemonsets.ts'
import { deploymentController } from './workloads/deployments.ts'
import { statefulSetController } from './workloads/statefulsets.ts'

/** What makes pods and runs them. */
export function workloadReactions(options: KubeletOptions): readonly Reaction[] {
  return [deploymentController, statefulSetController, daemonSetController, scheduler, kubelet(options)]
}

/** What gives pods and Services their addresses, and tells of them. */
export function networkReactions(): readonly Reaction[] {
  return [
    podNetworks,
    podAddresses,
    subnetStatus,
    ipPoolStatus,
    vpcStatus,
    vlanStatus,
    providerNetworkStatus,
    endpointSliceController,
    loadBalancer,
    poolStatus,
    announcements,
    ingressStatus,
  ]
}
