/** What network policies of all kinds let through: questions, a matrix, who reaches what, and what a change does. */

export { readAhead } from './cluster-facts.ts'
export {
  type ClusterObjects,
  type CompiledPolicies,
  compileAmong,
  compileIsolation,
  compilePolicies,
  type Endpoint,
} from './compile.ts'
export { type ConnectionChange, changesBetween, type OutsideBlocks } from './difference.ts'
export { type Doubt, doubtOf, noDoubt, type Unread } from './doubt.ts'
export {
  type EndpointRef,
  evaluate,
  isOwnNode,
  type Question,
  type SideReason,
  type SideVerdict,
  type Step,
  type Verdict,
} from './evaluate.ts'
export type { Family } from './families.ts'
export {
  countOutside,
  matrixOf,
  type PolicyMatrix,
  partsByNamespace,
  type WorkloadMatrix,
  workloadMatrixOf,
} from './matrix.ts'
export { type CellState, type MatrixCell, stateOf } from './matrix-cell.ts'
export { countPairs } from './pair-counts.ts'
export { type Part, type Party, partiesOf, partyOf, reachBetween } from './parties.ts'
export { type PodFacts, podKey } from './pods.ts'
export type { Direction, PolicyRef } from './policy.ts'
export { changesByWorkload } from './policy-changes.ts'
export {
  allPorts,
  formatPorts,
  hasPort,
  intersection,
  isEqual,
  isNone,
  isPort,
  minus,
  noPorts,
  type PortRange,
  type PortSet,
  type Protocol,
  portRange,
  protocolOf,
  protocols,
  rangesOf,
  union,
  unionOf,
} from './ports.ts'
export {
  type Connection,
  connectionsOf,
  type Reachable,
  type ReachableOutside,
  type ReachablePorts,
  type ReachableWorkload,
  whatMayThisReach,
  whoMayReach,
} from './reach.ts'
export { type DecidingRule, type ShadowedRule, shadowedRules } from './shadowed.ts'
export { countingPods, type SubjectPods, subjectPods } from './subject-pods.ts'
export { type Workload, workloadKey, workloadOf } from './workload.ts'
