/** Whether an object meets the conditions of a filter. */
import type { KubeObject } from '../../k8s/objects.ts'
import { naturalOrder } from '../../ui/table/sort.ts'
import { ageOf, holds, numbersIn, parseDuration, parseNumber, type SizeOperator } from './comparison.ts'
import type { Condition, MapCondition, QueryField } from './conditions.ts'

/** A column as objects are matched by it. */
export interface QueryColumn extends QueryField {
  readonly text: (object: KubeObject) => string
  readonly value: (object: KubeObject) => string | number | null
  /** States its cell shows and its text does not say. */
  readonly says?: ((object: KubeObject) => readonly string[]) | undefined
  /** Of the column of names: all that an object is called, in one text. By default its name. */
  readonly called?: ((object: KubeObject) => string) | undefined
  /** Its text is not searched for words. */
  readonly silent?: boolean | undefined
}

export type Test = (object: KubeObject) => boolean

export interface MatchOptions {
  readonly now?: () => number
  /** All that is searched for words, as `searchedText` gives it, from where it is kept. */
  readonly searched?: (object: KubeObject) => string
}

export function matcher(
  conditions: readonly Condition[],
  columns: readonly QueryColumn[],
  options: MatchOptions = {},
): Test {
  const tests = conditions.map((condition) => testOf(condition, columns, options))
  return (object) => tests.every((test) => test(object))
}

function testOf(condition: Condition, columns: readonly QueryColumn[], options: MatchOptions): Test {
  const test = positive(condition, columns, options)
  return condition.negated ? (object) => !test(object) : test
}

function positive(condition: Condition, columns: readonly QueryColumn[], options: MatchOptions): Test {
  const { now = Date.now, searched = (object: KubeObject) => searchedText(object, columns) } = options
  switch (condition.type) {
    case 'word':
      return (object) => searched(object).includes(condition.text)
    case 'state':
      return stateTest(condition.text, columns)
    case 'label':
    case 'annotation':
      return mapTest(condition)
    case 'equals': {
      const text = textOf(condition.field, columns)
      const isEqual = equality(condition.value)
      return (object) => isEqual(text(object))
    }
    case 'contains': {
      const text = textOf(condition.field, columns)
      const isIn = containment(condition.value)
      return (object) => isIn(text(object))
    }
    case 'size':
      return sizeTest(condition, columns, now)
  }
}

/** Each text on a line of its own, so that no word is found in two of them together. */
export function searchedText(object: KubeObject, columns: readonly QueryColumn[]): string {
  let text = object.metadata.namespace ?? ''
  for (const column of columns) if (column.silent !== true) text += `\n${column.text(object)}`
  return text.toLowerCase()
}

/** A column says a state that is its text, or a part of it up to a comma, a colon or a bracket. */
function stateTest(state: string, columns: readonly QueryColumn[]): Test {
  const searched = columns.filter(({ id, silent }) => id !== 'name' && silent !== true)
  const isSaid = (text: string) =>
    text
      .toLowerCase()
      .split(/[,:;()]+/)
      .some((part) => part.trim() === state || part.trim().startsWith(`${state} `))
  return (object) => searched.some(({ text, says }) => isSaid(text(object)) || says?.(object).some(isSaid))
}

function mapTest({ type, key, value }: MapCondition): Test {
  const glob = value?.includes('*') ? globOf(value) : null
  return ({ metadata }) => {
    const actual = (type === 'label' ? metadata.labels : metadata.annotations)?.[key]
    if (actual === undefined) return false
    if (value === null || value === '') return true
    return glob === null ? actual === value : glob.test(actual)
  }
}

function textOf(field: string, columns: readonly QueryColumn[]): (object: KubeObject) => string {
  if (field === 'namespace') return ({ metadata }) => metadata.namespace ?? ''
  const column = columns.find(({ id }) => id === field)
  if (field === 'name') return column?.called ?? (({ metadata }) => metadata.name)
  return column?.text ?? (() => '')
}

/** The whole text or one of several in it: an address of a list, the number of a port. */
function equality(value: string): (text: string) => boolean {
  const wanted = value.toLowerCase()
  const isWanted = anyCase(value) ?? ((part: string) => part === wanted)
  return (text) => isWanted(text.toLowerCase()) || partsOf(text.toLowerCase()).some(isWanted)
}

function containment(value: string): (text: string) => boolean {
  const glob = anyCase(value)
  if (glob !== null) return (text) => glob(text.toLowerCase()) || partsOf(text.toLowerCase()).some(glob)
  const wanted = value.toLowerCase()
  // 443 is no part of 8443.
  const number = /^\d+$/.test(wanted) ? new RegExp(`(?<!\\d)${wanted}`) : null
  return (text) => number?.test(text) ?? text.toLowerCase().includes(wanted)
}

function partsOf(text: string): readonly string[] {
  const parts = text.split(/[\s,]+/)
  return [...parts, ...parts.flatMap((part) => part.split(/[/:]/))].filter((part) => part !== '')
}

/** `null` where there is no `*`. The texts have to be in lower case. */
function anyCase(pattern: string): ((text: string) => boolean) | null {
  if (!pattern.includes('*')) return null
  const glob = globOf(pattern.toLowerCase())
  return (text) => glob.test(text)
}

function globOf(pattern: string): RegExp {
  const parts = pattern.split(/\*+/).map((part) => part.replace(/[.+?^$()[\]{}|\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's')
}

function sizeTest(
  { field, operator, value }: { field: string; operator: SizeOperator; value: string },
  columns: readonly QueryColumn[],
  now: () => number,
): Test {
  const duration = parseDuration(value)
  const isAge = field === 'age'
  const column = columns.find(({ id }) => id === field)
  const text = isAge ? ({ metadata }: KubeObject) => metadata.creationTimestamp ?? '' : textOf(field, columns)
  if (duration !== null) {
    return (object) => {
      const actual = ageOf(text(object), now()) ?? parseDuration(text(object))
      return actual !== null && holds(actual - duration, operator)
    }
  }
  const number = parseNumber(value)
  if (number === null) {
    return (object) => {
      const actual = text(object)
      return actual !== '' && holds(naturalOrder(actual, value), operator)
    }
  }
  return (object) => {
    const actual = column?.value(object)
    const numbers = typeof actual === 'number' ? [actual] : numbersIn(text(object))
    return numbers.some((each) => holds(each - number, operator))
  }
}
