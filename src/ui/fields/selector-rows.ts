/** A label selector as somebody typed it, and what it matches. */
import type { KubeObject } from '../../k8s/objects.ts'
import { type LabelSelector, type LabelSelectorRequirement, matchesSelector } from '../../k8s/selector.ts'
import { asFields, asList, asString, asStringMap, type Fields } from '../../k8s/shape.ts'

export type Operator = LabelSelectorRequirement['operator']

export const operators: readonly Operator[] = ['In', 'NotIn', 'Exists', 'DoesNotExist']

export function hasValues(operator: string): boolean {
  return operator === 'In' || operator === 'NotIn'
}

/** The selector that a value says; null while a part of it is unfinished, or of a shape that is none. */
export function selectorOf(value: unknown): LabelSelector | null {
  const { matchLabels, matchExpressions } = asFields(value)
  const labels = asStringMap(matchLabels)
  const requirements = asList(matchExpressions).map(requirementOf)
  if (Object.keys(labels).length !== Object.keys(asFields(matchLabels)).length) return null
  if (requirements.some((each) => each === null)) return null
  return {
    ...(Object.keys(labels).length > 0 && { matchLabels: labels }),
    ...(requirements.length > 0 && { matchExpressions: requirements.filter((each) => each !== null) }),
  }
}

function requirementOf(row: unknown): LabelSelectorRequirement | null {
  const { key, operator: given, values } = asFields(row)
  const operator = operators.find((each) => each === given)
  if (operator === undefined || asString(key) === '') return null
  if (!hasValues(operator)) return { key: asString(key), operator }
  const texts = asList(values).filter((each) => typeof each === 'string')
  return texts.length === 0 ? null : { key: asString(key), operator, values: texts }
}

/** A row with another operator: one that takes no values has none. */
export function withOperator(row: Fields, operator: string, values: readonly unknown[]): Fields {
  const { values: _, ...rest } = row
  return hasValues(operator) ? { ...rest, operator, values } : { ...rest, operator }
}

export interface Matches {
  readonly selected: readonly KubeObject[]
  /** It asks for nothing, so it matches everything. */
  readonly isOpen: boolean
}

/** Null while the selector is unfinished. */
export function matchesOf(value: unknown, objects: readonly KubeObject[]): Matches | null {
  const selector = selectorOf(value)
  if (selector === null) return null
  return {
    selected: objects.filter(({ metadata }) => matchesSelector(selector, metadata.labels)),
    isOpen: Object.keys(selector).length === 0,
  }
}

/** The keys of the objects' labels, or the values that one key has among them, in order. */
export function knownKeys(objects: readonly KubeObject[]): readonly string[] {
  return sorted(objects.flatMap(({ metadata }) => Object.keys(metadata.labels ?? {})))
}

export function knownValues(objects: readonly KubeObject[], key: string): readonly string[] {
  return sorted(objects.flatMap(({ metadata }) => metadata.labels?.[key] ?? []))
}

const sorted = (texts: readonly string[]) => [...new Set(texts)].sort()
