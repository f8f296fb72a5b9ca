/** How the kinds of policies differ, as data: actions, peers, the spelling of ports, limits. */
import { adminPolicies, baselinePolicies, clusterPolicies, networkPolicies } from '../related.ts'
import type { RelatedKind } from '../world.ts'

export const directions = ['ingress', 'egress'] as const
export type Direction = (typeof directions)[number]

/** `here` and `cluster` are pods in the policy's own namespace and in any. */
export type PeerForm = 'here' | 'cluster' | 'block' | 'namespaces' | 'pods' | 'nodes' | 'networks'

/** `plain` is that of NetworkPolicy, `admin` and `protocols` those of the two generations of cluster policies. */
export type PortSpelling = 'plain' | 'admin' | 'protocols'

export interface Dialect {
  readonly kind: RelatedKind
  /** What a rule may do, by default first; none where rules can only allow. */
  readonly actions: readonly string[]
  /** What a form offers. */
  readonly peers: Readonly<Record<Direction, readonly PeerForm[]>>
  readonly portsKey: 'ports' | 'protocols'
  readonly ports: PortSpelling
  /** How many rules a direction may have; `null` where nobody counts them. */
  readonly ruleLimit: number | null
  readonly hasPriority: boolean
  readonly hasTier: boolean
  /** The one name that its only object may have. */
  readonly fixedName: string | null
}

export const networkDialect: Dialect = {
  kind: networkPolicies,
  actions: [],
  peers: { ingress: ['here', 'cluster', 'block'], egress: ['here', 'cluster', 'block'] },
  portsKey: 'ports',
  ports: 'plain',
  ruleLimit: null,
  hasPriority: false,
  hasTier: false,
  fixedName: null,
}

export const adminDialect: Dialect = {
  kind: adminPolicies,
  actions: ['Allow', 'Deny', 'Pass'],
  peers: { ingress: ['namespaces', 'pods'], egress: ['namespaces', 'pods', 'nodes', 'networks'] },
  portsKey: 'ports',
  ports: 'admin',
  ruleLimit: 100,
  hasPriority: true,
  hasTier: false,
  fixedName: null,
}

export const baselineDialect: Dialect = {
  ...adminDialect,
  kind: baselinePolicies,
  actions: ['Allow', 'Deny'],
  hasPriority: false,
  fixedName: 'default',
}

export const clusterDialect: Dialect = {
  kind: clusterPolicies,
  actions: ['Accept', 'Deny', 'Pass'],
  // Nodes stand in the experimental definition only.
  peers: { ingress: ['namespaces', 'pods'], egress: ['namespaces', 'pods', 'networks'] },
  portsKey: 'protocols',
  ports: 'protocols',
  ruleLimit: 25,
  hasPriority: true,
  hasTier: true,
  fixedName: null,
}

export const tiers = ['Admin', 'Baseline'] as const

/** Where the peers of a rule stand. */
export const peersKey = (direction: Direction) => (direction === 'ingress' ? 'from' : 'to')
