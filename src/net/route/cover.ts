/** What can be proved of two matches: that one holds for every request of the other, or that none has both. */
import { isIPv4, parseAddress } from '../address.ts'
import { matchesPath } from '../httppath.ts'
import { type Condition, type Indicator, type Match, needsKey, type Test, valueCount } from './match.ts'
import { tests as evaluate } from './operators.ts'

/** Whether every request that `inner` matches is certainly matched by `outer` too. */
export function covers(outer: Match, inner: Match): boolean {
  return outer.conditions.every(
    (condition) =>
      isAlwaysTrue(condition) ||
      (isPlain(condition) &&
        inner.conditions.some((each) => isSameSubject(condition, each) && isWithin(each, condition))),
  )
}

/** Whether certainly no request is matched by both. */
export function areDisjoint(a: Match, b: Match): boolean {
  return a.conditions.some((one) =>
    b.conditions.some((other) => isSameSubject(one, other) && haveNothingInCommon(one, other)),
  )
}

/** Paths of requests begin with a slash, and conditions without tests are left out. */
export function isAlwaysTrue({ indicator, key, tests }: Condition): boolean {
  if (tests.length === 0) return true
  return indicator === 'URL' && key === '' && tests.some(isRoot)
}

function isRoot({ operator, values }: Test): boolean {
  const [first] = values
  if (values.length !== 1) return false
  return (
    (operator === 'STARTS_WITH' && (first === '/' || first === '')) ||
    (operator === 'PREFIX' && first === '/')
  )
}

/** Keys that are missing or not wanted change the meaning of the values; such conditions prove nothing. */
function isPlain({ indicator, key }: Condition): boolean {
  return needsKey(indicator) === (key !== '')
}

function isSameSubject(a: Condition, b: Condition): boolean {
  if (a.indicator !== b.indicator || !isPlain(a) || !isPlain(b)) return false
  return a.key === b.key || (a.indicator === 'COOKIE' && a.key.toLowerCase() === b.key.toLowerCase())
}

function isWithin(inner: Condition, outer: Condition): boolean {
  if (inner.tests.length === 0) return false
  return inner.tests.every((test) => outer.tests.some((other) => implies(test, other, inner.indicator)))
}

function haveNothingInCommon(a: Condition, b: Condition): boolean {
  if (a.tests.length === 0 || b.tests.length === 0) return false
  return a.tests.every((one) => b.tests.every((other) => exclude(one, other, a.indicator)))
}

/** The values a test holds for, where they are finitely many. */
function finiteValues({ operator, values }: Test): readonly string[] | null {
  if (operator === 'IN') return values
  return operator === 'EQ' && values.length === 1 ? values : null
}

const isSound = ({ operator, values }: Test) => {
  const wanted = valueCount(operator)
  return wanted === null || values.length === wanted
}

function implies(test: Test, other: Test, indicator: Indicator): boolean {
  if (!isSound(test) || !isSound(other)) return false
  if (other.operator === 'EXIST' || isEqual(test, other)) return true
  const finite = finiteValues(test)
  if (finite !== null) return finite.every((value) => outcome(other, value) === 'yes')
  const [[from = '', to = ''], [first = '', last = '']] = [test.values, other.values]
  if (test.operator === 'STARTS_WITH') return other.operator === 'STARTS_WITH' && from.startsWith(first)
  if (test.operator === 'PREFIX') {
    if (other.operator === 'PREFIX') return matchesPath('Prefix', first, from)
    return other.operator === 'STARTS_WITH' && from.replace(/\/$/, '').startsWith(first)
  }
  if (test.operator !== 'RANGE' || other.operator !== 'RANGE') return false
  // By letters, what is an address is compared differently. Sources are taken to be addresses.
  const areNested = numberOf(first) <= numberOf(from) && numberOf(to) <= numberOf(last)
  return indicator === 'SRC_IP' && [from, to, first, last].every(isIPv4) && areNested
}

function exclude(a: Test, b: Test, indicator: Indicator): boolean {
  if (!isSound(a) || !isSound(b)) return false
  const [one, other] = [finiteValues(a), finiteValues(b)]
  if (one !== null) return one.every((value) => outcome(b, value) === 'no')
  if (other !== null) return other.every((value) => outcome(a, value) === 'no')
  const [[from = '', to = ''], [first = '', last = '']] = [a.values, b.values]
  if (isPathPrefix(a) && isPathPrefix(b)) {
    const [x, y] = [bare(a), bare(b)]
    return !x.startsWith(y) && !y.startsWith(x)
  }
  if (a.operator === 'ENDS_WITH' && b.operator === 'ENDS_WITH') return areOtherLabels(from, first)
  if (a.operator === 'WILDCARD' && b.operator === 'WILDCARD') return from !== first
  if (a.operator !== 'RANGE' || b.operator !== 'RANGE') return false
  const areApart = numberOf(to) < numberOf(first) || numberOf(last) < numberOf(from)
  return indicator === 'SRC_IP' && [from, to, first, last].every(isIPv4) && areApart
}

const isPathPrefix = ({ operator }: Test) => operator === 'STARTS_WITH' || operator === 'PREFIX'
const bare = ({ operator, values }: Test) =>
  operator === 'PREFIX' ? (values[0] ?? '').replace(/\/$/, '') : (values[0] ?? '')

/** Each stands for one label, so that the longer name has one too many for the other. */
function areOtherLabels(a: string, b: string): boolean {
  const [suffix, other] = [a.slice(1), b.slice(1)]
  if (a.startsWith('*.') && b.startsWith('*.')) return suffix !== other
  return !suffix.endsWith(other) && !other.endsWith(suffix)
}

function isEqual(a: Test, b: Test): boolean {
  return (
    a.operator === b.operator &&
    a.values.length === b.values.length &&
    a.values.every((value, at) => value === b.values[at])
  )
}

function outcome({ operator, values }: Test, value: string) {
  return evaluate(operator, values, value).outcome
}

function numberOf(text: string): bigint {
  return parseAddress(text)?.value ?? -1n
}
