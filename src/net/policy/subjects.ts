/** Which pods the cluster-wide policies choose: their subjects, and the pods and namespaces of their peers. */
import { asFields, asList, type Fields } from '../../k8s/shape.ts'
import type { NamespaceChoice, PodChoice } from './policy.ts'
import { isMap, readSelector, readSelectorOrAll } from './selectors.ts'

const earlyFields = ['namespaceSelector', 'sameLabels', 'notSameLabels']

/** The subject of a policy; `null` where it chooses nothing that could be understood. */
export function readSubject(value: unknown, late: boolean): PodChoice | null {
  const { namespaces = null, pods = null } = asFields(value)
  if ((namespaces === null) === (pods === null)) return null
  if (pods !== null) return readPods(asFields(pods), late)
  const selector = readSelector(namespaces)
  return selector === null ? null : { namespaces: { selector }, pods: {} }
}

/** `pods` of a subject or peer: v1alpha1 wants both selectors, v1alpha2 all namespaces where it names none. */
export function readPods({ namespaceSelector, podSelector }: Fields, late: boolean): PodChoice | null {
  const selector = late ? readSelectorOrAll(namespaceSelector) : readSelector(namespaceSelector)
  const pods = readSelector(podSelector)
  return selector === null || pods === null ? null : { namespaces: { selector }, pods }
}

/** Whether the value is of v1alpha1's early form, in which namespaces are chosen in one of three ways. */
export function isEarlyChoice(value: unknown): boolean {
  return isMap(value) && earlyFields.some((field) => Object.hasOwn(asFields(value), field))
}

/** Namespaces by the early form, `unknown` where it chooses in no way, `null` where it is malformed. */
export function readEarlyChoice(value: unknown): NamespaceChoice | 'unknown' | null {
  if (!isMap(value)) return null
  const fields = asFields(value)
  const set = earlyFields.filter((field) => (fields[field] ?? null) !== null)
  const [field] = set
  if (field === undefined) return 'unknown'
  if (set.length > 1) return null
  if (field === 'namespaceSelector') {
    const selector = readSelector(fields.namespaceSelector)
    return selector === null ? null : { selector }
  }
  const labels = asList(fields[field])
  const texts = labels.filter((each) => typeof each === 'string')
  if (texts.length === 0 || texts.length < labels.length) return null
  return { labels: texts, same: field === 'sameLabels' }
}
