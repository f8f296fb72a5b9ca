/** Conditions that keep their time while they stay as they are, so that writing them again changes nothing. */
import type { Condition } from '../../k8s/objects.ts'

export interface WantedCondition {
  readonly type: string
  readonly status: Condition['status']
  readonly reason: string
  readonly message: string
  readonly observedGeneration?: number
}

/** The wanted conditions in their order, each with the time of its last change of status. */
export function withTimes(
  wanted: readonly WantedCondition[],
  before: readonly Condition[] | undefined,
  now: Date,
): readonly (WantedCondition & { readonly lastTransitionTime: string })[] {
  return wanted.map((condition) => {
    const known = before?.find(({ type }) => type === condition.type)
    const unchanged = known?.status === condition.status ? known.lastTransitionTime : undefined
    return { ...condition, lastTransitionTime: unchanged ?? secondsOf(now) }
  })
}

/** Whole seconds, as Kubernetes writes times. */
export function secondsOf(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}
