/** All reactions of the sandbox, which is its own control plane. */
import { aggregatedRoles } from './aggregated-roles.ts'
import { namespaceDefaults } from './namespaces.ts'
import type { Reaction } from './reaction.ts'
import { serviceAddresses } from './service-addresses.ts'

export interface ReactionOptions {
  /** PEM of what signed the API server's certificate. */
  readonly authority: string
  /** How long a pod takes to start. */
  readonly podStartMilliseconds: number
}

export function reactionsOf({ authority, ...rest }: ReactionOptions): readonly Reaction[] {
  return [namespaceDefaults(authority), aggregatedRoles, serviceAddresses, ...externalReactions(rest)]
}

/** Those of what a cluster has beside its control plane: nodes, network plugin, load balancers, gateways. */
export function externalReactions(_: Pick<ReactionOptions, 'podStartMilliseconds'>): readonly Reaction[] {
  return []
}
