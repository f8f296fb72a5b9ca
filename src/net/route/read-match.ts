/**
 * The `dslx` of a rule, and what the controller makes of it (`DSLX2Internal` and `DSLX.Priority` of alauda/alb, and
 * `match_engine` of its data plane): what it refuses, what never matches, and what it trips over.
 */
import { asFields } from '../../k8s/shape.ts'
import {
  type Condition,
  type Indicator,
  indicators,
  type Match,
  needsKey,
  type Operator,
  operators,
  type Test,
  valueCount,
} from './match.ts'
import { regexOf } from './regex/index.ts'

/**
 * What becomes of the rule. `skipped`: the controller leaves it out. `never`: it is there, and no request matches.
 * `breaks`: the controller or the data plane fails at it, which other requests may feel.
 */
export type Fate = 'used' | 'skipped' | 'never' | 'breaks'

export type MatchFault =
  | 'missing'
  | 'empty'
  | 'no-list'
  | 'term-shape'
  | 'type-unknown'
  | 'values-empty'
  | 'row-shape'
  | 'row-empty'
  | 'row-short'
  | 'operator-unknown'
  | 'value-count'
  | 'key-missing'
  | 'key-unneeded'
  | 'key-dash'
  | 'regex-invalid'
  | 'regex-unsupported'
  | 'suffix-without-star'
  | 'host-upper-case'
  | 'range-as-text'

export interface MatchProblem {
  readonly fault: MatchFault
  /** Where in the `dslx`. */
  readonly at: readonly (string | number)[]
  readonly text: string
  /** What the rule comes to by this alone. */
  readonly fate: Fate
}

export interface Reading {
  readonly match: Match
  readonly fate: Fate
  readonly problems: readonly MatchProblem[]
  /** Whether `match` says all that was read, so that writing it loses nothing. */
  readonly isWhole: boolean
}

export function readMatch(dslx: unknown): Reading {
  const problems: MatchProblem[] = []
  if (dslx === undefined || dslx === null) {
    return unread('missing', 'skipped')
  }
  if (!Array.isArray(dslx)) return unread('no-list', 'skipped')
  if (dslx.length === 0) return unread('empty', 'never')
  const read = dslx.map((term: unknown, at) => readTerm(term, at, problems))
  const conditions = read.filter((each) => each !== null)
  const isEmpty = conditions.every(({ tests }) => tests.length === 0)
  if (isEmpty && !problems.some(({ fate }) => fate !== 'used')) {
    problems.push({ fault: 'empty', at: [], text: '', fate: 'never' })
  }
  return {
    match: { conditions },
    fate: worst(problems.map(({ fate }) => fate)),
    problems,
    isWhole: read.every((each, at) => each !== null && rowsOf(dslx[at]) === each.tests.length),
  }
}

function unread(fault: MatchFault, fate: Fate): Reading {
  const problems = [{ fault, at: [], text: '', fate }]
  return { match: { conditions: [] }, fate, problems, isWhole: fault !== 'no-list' }
}

/** What the controller does comes before what the data plane would do. */
const gravest: readonly Fate[] = ['breaks', 'skipped', 'never']

function worst(fates: readonly Fate[]): Fate {
  return gravest.find((each) => fates.includes(each)) ?? 'used'
}

function rowsOf(term: unknown): number {
  const { values } = asFields(term)
  return Array.isArray(values) ? values.length : 0
}

type Report = (fault: MatchFault, place: readonly (string | number)[], text: string, fate?: Fate) => void

function readTerm(term: unknown, at: number, problems: MatchProblem[]): Condition | null {
  const report: Report = (fault, place, text, fate = 'used') =>
    problems.push({ fault, at: [at, ...place], text, fate })
  const { type, key = '', values = [] } = asFields(term)
  if (typeof type !== 'string' || typeof key !== 'string' || !(Array.isArray(values) || values === null)) {
    report('term-shape', [], '', 'skipped')
    return null
  }
  const indicator = indicators.find((each) => each === type)
  const rows: readonly unknown[] = values ?? []
  if (indicator === undefined) {
    report('type-unknown', ['type'], type, rows.length > 0 ? 'never' : 'used')
    return null
  }
  if (rows.length === 0) {
    // The weight of a host is taken from its first row without a look whether there is one.
    report('values-empty', ['values'], type, indicator === 'HOST' ? 'breaks' : 'used')
  }
  if (rows.length > 0) reportKey(indicator, key, report)
  const read = rows.map((row, index) => readRow(row, index, rows.length, { indicator, key }, report))
  const tests = read.filter((each) => each !== null)
  if (rows.length > 0 && tests.length > 0 && tests.every((test) => isDead(indicator, key, test))) {
    report('value-count', ['values'], type, 'never')
  }
  return { indicator, key, tests }
}

function reportKey(indicator: Indicator, key: string, report: Report): void {
  if (needsKey(indicator) && key === '') report('key-missing', ['key'], indicator)
  if (!needsKey(indicator) && key !== '') report('key-unneeded', ['key'], key)
  if (indicator === 'HEADER' && key.includes('-')) report('key-dash', ['key'], key)
}

function readRow(
  row: unknown,
  index: number,
  count: number,
  { indicator, key }: Pick<Condition, 'indicator' | 'key'>,
  report: Report,
): Test | null {
  const place = ['values', index]
  if (!Array.isArray(row) || !row.every((value) => typeof value === 'string')) {
    report('row-shape', place, '', 'skipped')
    return null
  }
  const [name = '', ...values]: readonly string[] = row
  if (row.length === 0) {
    report('row-empty', place, '', 'breaks')
    return null
  }
  if (count > 1 && row.length < 2) report('row-short', place, name, 'skipped')
  const operator = operators.find((each) => each === name)
  if (operator === undefined) {
    report('operator-unknown', place, name, 'breaks')
    return null
  }
  // The weight of a path counts the letters of its value without a look whether there is one.
  const isWeighed = indicator === 'URL' && (operator === 'STARTS_WITH' || operator === 'REGEX')
  if (isWeighed && values.length === 0) report('value-count', place, name, 'breaks')
  else if (needsKey(indicator) && key === '' && values.length === 0) {
    report('key-missing', place, name, 'breaks')
  } else if (!isCount(operator, values.length)) report('value-count', place, name)
  reportValues(indicator, operator, values, place, report)
  return { operator, values }
}

function isCount(operator: Operator, count: number): boolean {
  const wanted = valueCount(operator)
  return wanted === null ? count > 0 : count === wanted
}

function reportValues(
  indicator: Indicator,
  operator: Operator,
  values: readonly string[],
  place: readonly (string | number)[],
  report: Report,
): void {
  for (const [at, value] of values.entries()) {
    const there = [...place, at + 1]
    if (operator === 'REGEX') {
      const regex = regexOf(value)
      if ('unfit' in regex) {
        report(regex.unfit === 'invalid' ? 'regex-invalid' : 'regex-unsupported', there, regex.part)
      }
    } else if (operator === 'ENDS_WITH' && !value.startsWith('*')) {
      report('suffix-without-star', there, value)
    } else if (indicator === 'HOST' && value !== value.toLowerCase()) report('host-upper-case', there, value)
  }
  const isText = operator === 'RANGE' && indicator !== 'SRC_IP' && values.some((value) => !/[.:]/.test(value))
  if (isText) report('range-as-text', place, values.join(' '))
}

/** Whether the number of its operands alone keeps the test from ever holding. */
function isDead(indicator: Indicator, key: string, { operator, values }: Test): boolean {
  const extra = needsKey(indicator) ? (key === '' ? -1 : 0) : key === '' ? 0 : 1
  if (operator === 'REGEX' && values.every((value) => isInvalid(value)) && values.length > 0) return true
  return values.length + extra >= 0 && !isCount(operator as Operator, values.length + extra)
}

function isInvalid(pattern: string): boolean {
  const regex = regexOf(pattern)
  return 'unfit' in regex && regex.unfit === 'invalid'
}
