/** Asks the cluster what it would make of a text, without writing anything. */
import type { KubeObject } from '../../k8s/objects.ts'
import { failed, type StatusError } from '../../k8s/status.ts'
import type { Documents } from '../../manifest/documents.ts'
import type { Answer } from '../api/request.ts'
import type { ClusterAccess } from './cluster-access.ts'
import { type Refusal, refusalOf } from './refusals.ts'
import { keyOf, namedIn, neededBy, type Standing, type Step, standingsOf } from './steps.ts'

/** What the server would make of one object. */
export interface Rehearsed {
  readonly step: Step
  /** Null where it cannot be asked before an earlier step is written. */
  readonly answer: Answer<KubeObject> | null
  /** That earlier step. */
  readonly needs: Step | null
}

export interface Review {
  /** In the order in which they will be written. */
  readonly steps: readonly Rehearsed[]
  /** How many documents the cluster holds already as they are. */
  readonly unchanged: number
}

export interface Rehearsal {
  readonly review: Review
  readonly refusals: readonly Refusal[]
}

/** The reason of a refusal that is none of the server's: what the user may not do is not sent to it. */
export const lackingRight = 'LackingRight'

/** `steps` are those of `whole`. */
export async function rehearse(
  whole: Documents,
  steps: readonly Step[],
  { write, lacks }: ClusterAccess,
): Promise<Rehearsal> {
  const rehearsed: Rehearsed[] = []
  const refusals: Refusal[] = []
  const lacking = await Promise.all(steps.map((step, at) => (mayGain(steps.slice(0, at)) ? '' : lacks(step))))
  for (const [index, step] of steps.entries()) {
    const earlier = steps.slice(0, index)
    const needs = neededBy(step, earlier)
    try {
      // A dry run keeps nothing, so the server takes the same new object as often as it is asked.
      if (isMadeBy(earlier, step)) throw madeTwice(step)
      const lack = lacking[index] ?? ''
      if (lack !== '') throw failed({ reason: lackingRight, message: lack })
      rehearsed.push({ step, needs, answer: needs === null ? await write(step, { dryRun: true }) : null })
    } catch (cause) {
      refusals.push(refusalOf(cause, step.index, step.manifest.value))
    }
  }
  return { review: { steps: rehearsed, unchanged: whole.documents.length - steps.length }, refusals }
}

/** An earlier step may give the rights for those behind it. */
function mayGain(earlier: readonly Step[]): boolean {
  return earlier.some(({ object }) => namedIn(object).group === 'rbac.authorization.k8s.io')
}

function isMadeBy(earlier: readonly Step[], { standing, object }: Step): boolean {
  if (standing !== null || namedIn(object).name === '') return false
  const key = keyOf(object)
  return earlier.some((each) => each.standing === null && keyOf(each.object) === key)
}

function madeTwice({ object }: Step): StatusError {
  const { kind, name } = namedIn(object)
  return failed({
    reason: 'AlreadyExists',
    code: 409,
    message: `The text makes the ${kind} ${name} more than once.`,
  })
}

export interface Existing {
  readonly standings: readonly Standing[]
  readonly refusals: readonly Refusal[]
}

/** The objects that the documents of a text name, as far as there are such; what a document does not say stays. */
export async function existingOf(
  whole: Documents,
  standings: readonly Standing[],
  { read }: ClusterAccess,
): Promise<Existing> {
  const refusals: Refusal[] = []
  const matched = standingsOf(whole, standings)
  const found = whole.documents.map(async ({ manifest }, index): Promise<Standing | null> => {
    if (namedIn(manifest.value).name === '') return null
    try {
      const origin = await read(manifest.value)
      return origin && { base: {}, ...matched[index], origin, key: keyOf(manifest.value) }
    } catch (cause) {
      refusals.push(refusalOf(cause, index, manifest.value))
      return null
    }
  })
  return { standings: (await Promise.all(found)).filter((standing) => standing !== null), refusals }
}
