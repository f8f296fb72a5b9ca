/** Label selectors of any shape, and labels to judge by them. */
import type { LabelSelector, LabelSelectorRequirement, Labels } from '../../k8s/selector.ts'
import { asFields, asStringMap } from '../../k8s/shape.ts'

/**
 * The selector, or `null` where the API server would refuse it (metav1 validation: an operator it does not know,
 * `In` without values, values that are no texts). What is refused selects nothing.
 */
export function readSelector(value: unknown): LabelSelector | null {
  if (!isMap(value)) return null
  const { matchLabels = null, matchExpressions = null } = asFields(value)
  if (matchLabels !== null && !isTextMap(matchLabels)) return null
  if (matchExpressions !== null && !Array.isArray(matchExpressions)) return null
  const requirements = (matchExpressions ?? []).map(readRequirement)
  const valid = requirements.filter((each) => each !== null)
  if (valid.length < requirements.length) return null
  return { matchLabels: asStringMap(matchLabels), matchExpressions: valid }
}

/** As `readSelector`; one that is not there selects everything. */
export function readSelectorOrAll(value: unknown): LabelSelector | null {
  return value === undefined || value === null ? {} : readSelector(value)
}

/** The labels as a map that inherits nothing, so that no label is found that is not there. */
export function readLabels(value: unknown): Labels {
  return Object.assign(Object.create(null), asStringMap(value))
}

/** The keys a selector looks at. */
export function keysOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): readonly string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.map((each) => each.key)]
}

export function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readRequirement(value: unknown): LabelSelectorRequirement | null {
  const { key, operator, values: given } = asFields(value)
  const values = given ?? []
  if (typeof key !== 'string' || key === '' || !isTextList(values)) return null
  if (operator === 'In' || operator === 'NotIn') return values.length > 0 ? { key, operator, values } : null
  if (operator === 'Exists' || operator === 'DoesNotExist')
    return values.length === 0 ? { key, operator } : null
  return null
}

function isTextMap(value: unknown): boolean {
  return isMap(value) && Object.values(asFields(value)).every((each) => typeof each === 'string')
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}
