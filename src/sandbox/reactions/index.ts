/** All reactions of the sandbox, which is its own control plane. */
import { aggregatedRoles } from './aggregated-roles.ts'
import { endpointSliceController } from './endpoints/endpoint-slices.ts'
import { namespaceDefaults } from './namespaces.ts'
import { networkReactions } from './network.ts'
import { platformReactions } from './platform.ts'
import { type KubeletOptions, kubelet } from './pods/kubelet.ts'
import { scheduler } from './pods/scheduler.ts'
import type { Reaction } from './reaction.ts'
import { quotaStatus } from './resource-quotas.ts'
import { serviceAddresses } from './service-addresses.ts'
import { custody } from './workloads/custody.ts'
import { daemonSetController } from './workloads/daemonsets.ts'
import { deploymentController } from './workloads/deployments.ts'
import { statefulSetController } from './workloads/statefulsets.ts'

export interface ReactionOptions extends KubeletOptions {
  /** PEM of what signed the API server's certificate. */
  readonly authority: string
}

export function reactionsOf({ authority, ...times }: ReactionOptions): readonly Reaction[] {
  return [
    namespaceDefaults(authority),
    aggregatedRoles,
    serviceAddresses,
    deploymentController,
    statefulSetController,
    daemonSetController,
    custody,
    endpointSliceController,
    quotaStatus,
    ...externalReactions(times),
  ]
}

/** Those of what a cluster has beside its control plane: nodes, network plugin, load balancers, gateways. */
export function externalReactions(times: KubeletOptions): readonly Reaction[] {
  return [scheduler, kubelet(times), ...networkReactions(), ...platformReactions()]
}
