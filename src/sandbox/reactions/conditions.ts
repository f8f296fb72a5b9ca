/** Conditions that keep their time while they stay as they are, so that writing them again changes nothing. */
import type { Condition } from '../../k8s/objects.ts'
import { timestamp } from '../api/values.ts'

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
    return { ...condition, lastTransitionTime: unchanged ?? timestamp(now) }
  })
}

interface UpdatedCondition extends Condition {
  readonly lastUpdateTime?: string
}

/** As `withTimes`, with the time of the last change of any other field too, for the kinds that keep it. */
export function withUpdateTimes<T extends WantedCondition>(
  wanted: readonly T[],
  before: readonly UpdatedCondition[] | undefined,
  now: Date,
): readonly (T & { readonly lastUpdateTime: string; readonly lastTransitionTime: string })[] {
  return wanted.map((condition) => {
    const known = before?.find(({ type }) => type === condition.type)
    const sameStatus = known?.status === condition.status
    const same =
      sameStatus && known.reason === condition.reason && (known.message ?? '') === condition.message
    const lastUpdateTime = (same ? known.lastUpdateTime : undefined) ?? timestamp(now)
    const lastTransitionTime = (sameStatus ? known.lastTransitionTime : undefined) ?? timestamp(now)
    return { ...condition, lastUpdateTime, lastTransitionTime }
  })
}
