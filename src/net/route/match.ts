/** What a rule matches: conditions that all hold, each with tests of which one is enough. */

export const indicators = ['HOST', 'URL', 'METHOD', 'HEADER', 'COOKIE', 'PARAM', 'SRC_IP'] as const
export type Indicator = (typeof indicators)[number]

export const operators = ['EQ', 'IN', 'STARTS_WITH', 'ENDS_WITH', 'REGEX', 'RANGE', 'EXIST'] as const
/** What may stand in a rule of an ALB. */
export type Operator = (typeof operators)[number]

/**
 * What only other routers have: an element-wise prefix of paths, a wildcard that stands for one label of a host, and a
 * pattern that does not look at case.
 */
export type TestOperator = Operator | 'PREFIX' | 'WILDCARD' | 'REGEX_ANY_CASE'

export interface Test {
  readonly operator: TestOperator
  readonly values: readonly string[]
}

export interface Condition {
  readonly indicator: Indicator
  /** The name of the header, cookie or parameter; `''` for the other indicators. */
  readonly key: string
  readonly tests: readonly Test[]
}

export interface Match {
  readonly conditions: readonly Condition[]
}

export const everything: Match = { conditions: [] }

const keyed: ReadonlySet<Indicator> = new Set<Indicator>(['HEADER', 'COOKIE', 'PARAM'])

export function needsKey(indicator: Indicator): boolean {
  return keyed.has(indicator)
}

/** What the public documents and the source's own tests use with each indicator; the form offers these. */
export const operatorsOf: Readonly<Record<Indicator, readonly Operator[]>> = {
  HOST: ['EQ', 'IN', 'ENDS_WITH', 'STARTS_WITH', 'REGEX'],
  URL: ['STARTS_WITH', 'EQ', 'IN', 'REGEX'],
  METHOD: ['EQ', 'IN'],
  SRC_IP: ['EQ', 'IN', 'RANGE'],
  HEADER: ['EQ', 'IN', 'STARTS_WITH', 'ENDS_WITH', 'REGEX', 'RANGE', 'EXIST'],
  COOKIE: ['EQ', 'IN', 'STARTS_WITH', 'ENDS_WITH', 'REGEX', 'RANGE', 'EXIST'],
  PARAM: ['EQ', 'IN', 'STARTS_WITH', 'ENDS_WITH', 'REGEX', 'RANGE', 'EXIST'],
}

/** How many values a test takes; `null` where any number will do. */
export function valueCount(operator: TestOperator): number | null {
  if (operator === 'IN') return null
  if (operator === 'RANGE') return 2
  return operator === 'EXIST' ? 0 : 1
}

/**
 * The key and values as the data plane takes them apart: it is given one list, so a missing key is taken from the
 * values, and a key that the indicator does not want becomes the first of them. `null` where there is nothing left
 * to be a key, which is an error there for every request that comes so far.
 */
export function operandsOf(
  { indicator, key }: Condition,
  { values }: Test,
): { readonly key: string; readonly values: readonly string[] } | null {
  if (!needsKey(indicator)) return { key: '', values: key === '' ? values : [key, ...values] }
  if (key !== '') return { key, values }
  const [first, ...rest] = values
  return first === undefined ? null : { key: first, values: rest }
}
