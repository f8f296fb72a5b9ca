/** The statuses of policies: one entry for each Gateway by whose leave a policy works. */
import { type WantedCondition, withTimes } from '../conditions.ts'
import type { World, Write } from '../reaction.ts'
import { ensureStatus, same } from '../wanted.ts'
import { controllerName, type ParentReference } from './objects.ts'
import type { Policy } from './targets.ts'

export interface Verdict {
  readonly ancestor: ParentReference
  readonly conditions: readonly WantedCondition[]
}

/** The status cannot hold more. */
const mostAncestors = 16

/** Writes our entries and leaves those of other controllers; the first verdict on an ancestor holds. */
export function ancestorWrites(policy: Policy, verdicts: readonly Verdict[], world: World): readonly Write[] {
  const before = policy.status?.ancestors ?? []
  const others = before.filter((each) => each.controllerName !== controllerName)
  const first = verdicts.filter(
    ({ ancestor }, at) => verdicts.findIndex((other) => same(other.ancestor, ancestor)) === at,
  )
  const own = first.map(({ ancestor, conditions }) => {
    const known = before.find(
      (each) => each.controllerName === controllerName && same(each.ancestorRef, ancestor),
    )
    return {
      ancestorRef: ancestor,
      controllerName,
      conditions: withTimes(conditions, known?.conditions, world.now),
    }
  })
  const ancestors = [...others, ...own].slice(0, mostAncestors)
  return same(before, ancestors) ? [] : ensureStatus(policy, { ancestors })
}
