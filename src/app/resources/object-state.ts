/** How an object of any kind is, where its status says so in one of the usual ways. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import type { Tone } from '../../ui/state.tsx'

export interface ObjectState {
  readonly tone: Tone
  /** In the cluster's own words: a phase, or a condition (`Ready`, and where it does not hold `Ready=False`). */
  readonly word: string
  readonly reason?: string
}

/** Conditions that are good when they hold, the most telling first. */
const goodConditions = [
  'Ready',
  'Available',
  'Programmed',
  'Established',
  'Accepted',
  'Complete',
  'Succeeded',
  'Healthy',
]
const badConditions = ['Failed', 'Stalled', 'Degraded', 'ReplicaFailure']

const phases: Readonly<Record<string, Tone>> = {
  Active: 'good',
  Available: 'good',
  Bound: 'good',
  Complete: 'good',
  Completed: 'good',
  Healthy: 'good',
  Ready: 'good',
  Running: 'good',
  Succeeded: 'good',
  Creating: 'waiting',
  Pending: 'waiting',
  Progressing: 'waiting',
  Provisioning: 'waiting',
  Terminating: 'waiting',
  Released: 'warning',
  Error: 'danger',
  Failed: 'danger',
  Lost: 'danger',
}
/** Phases that nothing follows: what the conditions say of readiness is no fault then. */
const lastPhases = ['Succeeded', 'Failed', 'Complete', 'Completed', 'Terminating']

export interface ReadCondition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly message: string
  readonly since: string | undefined
}

/**
 * The conditions of an object's status, or of the object itself where it is nothing but a status; none where it has
 * something else under that name.
 */
export function conditionsOf(object: KubeObject): readonly ReadCondition[] {
  const { status, conditions } = asFields(object)
  return asList(asFields(status).conditions ?? conditions)
    .map(asFields)
    .map((each) => ({
      type: asString(each.type),
      status: asString(each.status),
      reason: asString(each.reason),
      message: asString(each.message),
      since: asString(each.lastTransitionTime) || asString(each.lastUpdateTime) || undefined,
    }))
    .filter(({ type }) => type !== '')
}

/** `null` where the status does not tell. */
export function stateOf(object: KubeObject): ObjectState | null {
  if (object.metadata.deletionTimestamp !== undefined) return { tone: 'waiting', word: 'Terminating' }
  const phase = phaseOf(object)
  if (phase !== null && lastPhases.includes(phase.word)) return phase
  return stateOfConditions(conditionsOf(object)) ?? phase
}

function phaseOf(object: KubeObject): ObjectState | null {
  const word = asString(asFields(asFields(object).status).phase)
  return word === '' ? null : { tone: phases[word] ?? 'unknown', word }
}

function stateOfConditions(conditions: readonly ReadCondition[]): ObjectState | null {
  const known = (types: readonly string[]) =>
    types.flatMap((type) => conditions.find((each) => each.type === type) ?? [])
  const bad = known(badConditions).find(({ status }) => status === 'True')
  if (bad !== undefined) return { tone: 'danger', word: bad.type, ...withReason(bad) }
  const good = known(goodConditions)
  const missing = good.find(({ status }) => status !== 'True')
  if (missing !== undefined) {
    const tone = missing.status === 'False' ? 'warning' : 'unknown'
    return { tone, word: `${missing.type}=${missing.status}`, ...withReason(missing) }
  }
  const [first] = good
  return first === undefined ? null : { tone: 'good', word: first.type }
}

/** Whether a condition is good or bad news; `null` where that depends on the kind. */
export function toneOf({ type, status }: ReadCondition): Tone | null {
  if (status === 'Unknown') return 'unknown'
  if (goodConditions.includes(type)) return status === 'True' ? 'good' : 'warning'
  if (badConditions.includes(type)) return status === 'True' ? 'danger' : 'good'
  return null
}

const withReason = ({ reason }: ReadCondition) => (reason === '' ? {} : { reason })
