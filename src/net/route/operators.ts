/** What the tests of rules do with a value, as the data plane of ALB does it (`match_engine.operation`). */
import { isIPv4, isIPv6, parseAddress } from '../address.ts'
import { matchesPath } from '../httppath.ts'
import { type TestOperator, valueCount } from './match.ts'
import { regexOf, search } from './regex/index.ts'
import type { Subject } from './subject.ts'

/** `unknown`: not decided here, because of what the doubt says. */
export type Outcome = 'yes' | 'no' | 'unknown'

export interface Doubt {
  readonly kind:
    | 'regex-unsupported'
    | 'regex-text'
    | 'header-dash'
    | 'source-unknown'
    | 'parameter-repeated'
    | 'parameter-without-value'
    | 'rule-breaks'
  /** The pattern, key or value it is about. */
  readonly text: string
}

export interface TestVerdict {
  readonly outcome: Outcome
  readonly doubt?: Doubt
}

const yes: TestVerdict = { outcome: 'yes' }
const no: TestVerdict = { outcome: 'no' }
const said = (holds: boolean) => (holds ? yes : no)

export function tests(operator: TestOperator, values: readonly string[], subject: Subject): TestVerdict {
  const wanted = valueCount(operator)
  if (subject === null || (wanted !== null && values.length !== wanted)) return no
  if (subject === undefined) return { outcome: 'unknown', doubt: { kind: 'source-unknown', text: '' } }
  if (operator === 'EXIST') return yes
  if (typeof subject !== 'string') return testsOther(operator, subject)
  const [first = '', second = ''] = values
  switch (operator) {
    case 'EQ':
      return said(subject === first)
    case 'IN':
      return said(values.includes(subject))
    case 'STARTS_WITH':
      return said(subject.startsWith(first))
    case 'ENDS_WITH':
      return said(endsWith(subject, first))
    case 'RANGE':
      return said(isWithin(subject, first, second))
    case 'REGEX':
    case 'REGEX_ANY_CASE':
      return testsPattern(first, operator === 'REGEX_ANY_CASE', subject)
    case 'PREFIX':
      return said(matchesPath('Prefix', first, subject))
    case 'WILDCARD':
      return said(isOneLabelBelow(subject, first))
  }
}

/** Parameters without a value are `true`, repeated ones a list: neither is equal to a text, and the rest fails. */
function testsOther(operator: TestOperator, subject: true | readonly unknown[]): TestVerdict {
  if (operator === 'EQ' || operator === 'IN' || operator === 'RANGE') return no
  const kind = subject === true ? 'parameter-without-value' : 'parameter-repeated'
  return { outcome: 'unknown', doubt: { kind, text: '' } }
}

/**
 * The first letter of the suffix is taken for a star and dropped, and before what is left there may be no dot, but for
 * the last letter: `*.app.com` holds for `a.app.com`, and `.app.com` for `myapp.com` too.
 */
export function endsWith(text: string, suffix: string): boolean {
  if (suffix === '' || suffix.length === 1 || text.length < suffix.length) return suffix === '' && text === ''
  return text.endsWith(suffix.slice(1)) && !text.slice(0, text.length - suffix.length).includes('.')
}

/** `*.app.com` as ingress-nginx has it: one label of letters, digits, dashes and underscores. */
function isOneLabelBelow(host: string, wildcard: string): boolean {
  const rest = wildcard.slice(1)
  return host.endsWith(rest) && /^[\w-]+$/.test(host.slice(0, host.length - rest.length))
}

function testsPattern(pattern: string, ignoresCase: boolean, text: string): TestVerdict {
  const regex = regexOf(pattern, ignoresCase)
  if ('unfit' in regex) {
    if (regex.unfit === 'invalid') return no
    return { outcome: 'unknown', doubt: { kind: 'regex-unsupported', text: pattern } }
  }
  const found = search(regex, text)
  if (found === 'unknown') return { outcome: 'unknown', doubt: { kind: 'regex-text', text: pattern } }
  return said(found !== null)
}

/** By address where the value is one, else letter by letter. */
function isWithin(text: string, first: string, last: string): boolean {
  if (isIPv4(text)) return isBetween(text, first, last)
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  if (isIPv6(bare)) return areGroupsBetween(bare, first, last)
  return first <= text && text <= last
}

function isBetween(text: string, first: string, last: string): boolean {
  if (!isIPv4(first) || !isIPv4(last)) return false
  const [value, from, to] = [text, first, last].map((each) => parseAddress(each)?.value ?? 0n)
  return value !== undefined && from !== undefined && to !== undefined && from <= value && value <= to
}

/** Four numbers of 32 bits each, every one of them between its two: not what a range of addresses is. */
function areGroupsBetween(text: string, first: string, last: string): boolean {
  const strip = (each: string) => (/^\[.*\]$/.test(each) ? each.slice(1, -1) : each)
  if (!isIPv6(strip(first)) || !isIPv6(strip(last))) return false
  const [value = [], from = [], to = []] = [text, strip(first), strip(last)].map(groupsOf)
  for (const [at, group] of value.entries()) {
    const [low = 0n, high = 0n] = [from[at], to[at]]
    if (low < group && group < high) return true
    if (low > group || group > high) return false
  }
  return true
}

function groupsOf(text: string): readonly bigint[] {
  const value = parseAddress(text)?.value ?? 0n
  return [96n, 64n, 32n, 0n].map((shift) => (value >> shift) & 0xffffffffn)
}
