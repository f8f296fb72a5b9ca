/** Changes of one indicator of a match as the YAML holds it; what is not understood stays as it is. */
import type { Path } from '../../../k8s/fieldpath.ts'
import { type Manifest, readAt, removeAt, setAt } from '../../../manifest/manifest.ts'
import {
  type Indicator,
  indicators,
  needsKey,
  type Operator,
  operators,
  operatorsOf,
  valueCount,
} from '../../../net/route/index.ts'

export const indicatorOf = (type: unknown): Indicator | undefined => indicators.find((each) => each === type)
export const operatorOf = (name: unknown): Operator | undefined => operators.find((each) => each === name)

/** A row of a match that can be shown: texts, the first of them an operator that is known. */
export function rowOf(
  row: unknown,
): { readonly operator: Operator; readonly values: readonly string[] } | null {
  if (!Array.isArray(row) || !row.every((each) => typeof each === 'string')) return null
  const [name, ...values]: readonly string[] = row
  const operator = operatorOf(name)
  return operator === undefined ? null : { operator, values }
}

export const newTerm = (type: Indicator = 'URL') => ({
  type,
  ...(needsKey(type) && { key: '' }),
  values: [newRow(type)],
})

export function newRow(type: Indicator): readonly string[] {
  const [operator = 'EQ'] = operatorsOf[type]
  return [operator, ...(type === 'URL' ? ['/'] : [''])]
}

/** A key that the new type does not want goes; rows keep their operators, also those that are unusual for it. */
export function withType(manifest: Manifest, path: Path, type: Indicator): Manifest {
  const typed = setAt(manifest, [...path, 'type'], type)
  const keyPath = [...path, 'key']
  const key = readAt(typed, keyPath)
  if (!needsKey(type)) return key === undefined ? typed : removeAt(typed, keyPath)
  return key === undefined ? setAt(typed, keyPath, '') : typed
}

/** The row gets as many values as the operator takes. */
export function withOperator(manifest: Manifest, path: Path, operator: Operator): Manifest {
  const { values } = rowOf(readAt(manifest, path)) ?? { values: [] }
  const wanted = valueCount(operator) ?? Math.max(1, values.length)
  if (wanted === values.length) return setAt(manifest, [...path, 0], operator)
  const fitted = Array.from({ length: wanted }, (_, at) => values[at] ?? '')
  return setAt(manifest, path, [operator, ...fitted])
}

/** The types as the documents list them, the one that is there among them. */
export const offeredTypes: readonly Indicator[] = [
  ...(['HOST', 'URL', 'SRC_IP', 'HEADER', 'COOKIE', 'PARAM', 'METHOD'] as const),
]

/** A row may say no value only where it stands alone. */
export function offeredOperators(type: Indicator, current: string, isAlone: boolean): readonly Operator[] {
  const usual = operatorsOf[type].filter((each) => each !== 'EXIST' || isAlone || current === 'EXIST')
  const odd = operatorOf(current)
  return odd === undefined || usual.includes(odd) ? usual : [...usual, odd]
}
