/** Where an answer is not certain, because something that could change it was not read. */
import { readOnce } from '../../k8s/readonce.ts'
import { rulesOf } from './bind.ts'
import type { Endpoint } from './compile.ts'
import type { Direction, Policy } from './policy.ts'

/** Whether what one side says of its traffic could be otherwise. */
export type Doubt = (own: Endpoint, direction: Direction) => boolean

export const noDoubt: Doubt = () => false

/** What could not be read, each of which may hold anything. */
export interface Unread {
  /** Labels of namespaces. */
  readonly namespaces: boolean
  readonly nodes: boolean
  /** Policies that come before all others: AdminNetworkPolicies, or the Admin tier. */
  readonly admin: boolean
  /** Those that come after all others. */
  readonly baseline: boolean
  /** Namespaces whose NetworkPolicies are not known. */
  readonly networkPolicies: readonly string[] | 'all'
}

/**
 * No policy judges what is on the host network or outside, so nothing that is not known changes that. Whatever a side
 * that is in doubt says may be wrong, either way; a rule that decides before what is missing is in doubt, too.
 */
export function doubtOf(unread: Unread): Doubt {
  const { networkPolicies } = unread
  const namespaces = networkPolicies === 'all' ? null : new Set(networkPolicies)
  return (own, direction) => {
    if (own.host || own.outside !== null) return false
    if (unread.admin || unread.namespaces) return true
    if (namespaces === null || namespaces.has(own.namespace)) return true
    const { admin, network, baseline } = own[direction].tiers
    if (unread.baseline && network.length === 0) return true
    return unread.nodes && [...admin, ...network, ...baseline].some(({ policy }) => speaksOfNodes(policy))
  }
}

const speaksOfNodes = readOnce((policy: Policy) =>
  rulesOf(policy).some(({ peers }) => peers !== 'everything' && peers.some((peer) => peer.by === 'nodes')),
)
