/** What has to be written so that the policies are as the settings want them, and why. */

import type { KubeObject, Manifest } from '../../k8s/objects.ts'
import { isolatedProject, isolationPolicyName } from '../../kinds/isolation.ts'
import { accessOf, isSameAccess, readAccess, type Settings } from './access.ts'
import {
  accessNote,
  hasSpec,
  mendedPolicy,
  type Naming,
  newPolicy,
  type PolicyPlace,
  policySpec,
} from './generated-policy.ts'
import { projectOf } from './standing.ts'

/**
 * - `missing`: the namespace has no policy.
 * - `settings`: what may access the project is another.
 * - `edited`: somebody changed the policy itself.
 * - `moved`: the namespace is in another project now.
 * - `left`: the namespace is in no project any more.
 * - `extra`: a policy with our label that is not the one of its namespace.
 * - `off`: isolation is off.
 */
export type Reason = 'missing' | 'settings' | 'edited' | 'moved' | 'left' | 'extra' | 'off'

interface Step {
  readonly namespace: string
  /** Of the namespace, as it is; `''` where it is in none. */
  readonly project: string
  readonly reason: Reason
}

export type Change = Step &
  (
    | { readonly action: 'create'; readonly before: null; readonly after: Manifest }
    | { readonly action: 'update'; readonly before: KubeObject; readonly after: Manifest }
    | { readonly action: 'delete'; readonly before: KubeObject; readonly after: null }
  )

export interface Plan {
  /** By namespace. */
  readonly changes: readonly Change[]
  /** Namespaces whose policy of that name is somebody else's: they are not isolated. */
  readonly blocked: readonly PolicyPlace[]
  /** Namespaces whose policy is as it should be. */
  readonly kept: number
}

export interface PlanInput {
  readonly settings: Settings
  readonly namespaces: readonly KubeObject[]
  /** Those with our label, and those of our name; others do not matter. */
  readonly policies: readonly KubeObject[]
  readonly naming: Naming
  /** RFC 3339, UTC; what is written says that it was then. */
  readonly at: string
}

export function planOf(input: PlanInput): Plan {
  const policies = grouped(input.policies)
  const parts = input.namespaces
    .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
    // A namespace that goes takes nothing new, and takes its policies along.
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map((namespace) => partOf(namespace, policies.get(namespace.metadata.name) ?? [], input))
  return {
    changes: parts.flatMap(({ changes }) => changes),
    blocked: parts.flatMap(({ blocked }) => blocked),
    kept: parts.reduce((sum, { kept }) => sum + kept, 0),
  }
}

function partOf(namespace: KubeObject, standing: readonly KubeObject[], input: PlanInput): Plan {
  const { settings, naming } = input
  const place = { namespace: namespace.metadata.name, project: projectOf(namespace, naming) }
  const own = standing.filter((policy) => isolatedProject(policy, naming.labelDomain) !== null)
  const named = standing.find(({ metadata }) => metadata.name === isolationPolicyName)
  const isWanted = settings.isolated && place.project !== ''
  const reason = !settings.isolated ? 'off' : place.project === '' ? 'left' : 'extra'
  const removals = own
    .filter((policy) => !isWanted || policy !== named)
    .map((before): Change => ({ ...place, action: 'delete', reason, before, after: null }))
  if (!isWanted) return { changes: removals, blocked: [], kept: 0 }
  if (named === undefined) return { changes: [creation(place, input), ...removals], blocked: [], kept: 0 }
  if (!own.includes(named)) return { changes: removals, blocked: [place], kept: 0 }
  const why = lack(named, place, input)
  if (why === null) return { changes: removals, blocked: [], kept: 1 }
  return { changes: [update(named, place, why, input), ...removals], blocked: [], kept: 0 }
}

function grouped(policies: readonly KubeObject[]): ReadonlyMap<string, readonly KubeObject[]> {
  const groups = new Map<string, KubeObject[]>()
  for (const policy of policies) {
    const namespace = policy.metadata.namespace ?? ''
    const group = groups.get(namespace)
    if (group === undefined) groups.set(namespace, [policy])
    else group.push(policy)
  }
  return groups
}

function creation(place: PolicyPlace, { settings, naming, at }: PlanInput): Change {
  const after = newPolicy(place, { access: accessOf(settings, place.project), at }, naming)
  return { ...place, action: 'create', reason: 'missing', before: null, after }
}

function update(
  before: KubeObject,
  place: PolicyPlace,
  reason: Reason,
  { settings, naming, at }: PlanInput,
): Change {
  const after = mendedPolicy(before, place, { access: accessOf(settings, place.project), at }, naming)
  return { ...place, action: 'update', reason, before, after }
}

/** Why a policy is not as it should be; `null` where it is. */
function lack(policy: KubeObject, place: PolicyPlace, { settings, naming }: PlanInput): Reason | null {
  const { project } = place
  if (isolatedProject(policy, naming.labelDomain) !== project) return 'moved'
  const wanted = accessOf(settings, project)
  const said = readAccess(project, accessNote(policy, naming.labelDomain))
  const isAsSaid = said !== null && hasSpec(policy, policySpec(project, said.access, naming.projectLabel))
  if (!isAsSaid) return 'edited'
  return isSameAccess(said.access, wanted) ? null : 'settings'
}
