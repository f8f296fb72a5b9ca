/**
 * The order in which an ALB asks its rules. Source: `Policies.Less` (controller/types), `DSLX.Priority`
 * (pkg/apis/alauda/v1) and `InternalDSLLen` (utils) of alauda/alb: `spec.priority`, the smaller number first; then the
 * weight of the match, the larger first; then the length of the match as JSON, the longer first; then the name.
 */
import type { Match } from './match.ts'
import { internalOf } from './write-match.ts'

export interface OrderKey {
  /** `spec.priority`; 0 where it was left out, which comes before all that the form offers. */
  readonly priority: number
  readonly weight: number
  readonly length: number
  readonly name: string
}

export type OrderFact = 'priority' | 'weight' | 'length' | 'name'

/** The default service group of a port: `MakeItMatchLast`. */
export const lastKey = (name: string): OrderKey => ({ priority: 999, weight: -1, length: 0, name })

/** A redirect of the whole port: `MakeItMatchFirst`. */
export const firstKey = (name: string): OrderKey => ({ priority: -1, weight: 999_999_999, length: 0, name })

export function orderKeyOf(priority: number, match: Match, name: string): OrderKey {
  return { priority, weight: weightOf(match), length: lengthOf(match), name }
}

export function compareKeys(a: OrderKey, b: OrderKey): number {
  return (
    a.priority - b.priority ||
    b.weight - a.weight ||
    b.length - a.length ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  )
}

/** What puts the one before the other. */
export function decidingFact(a: OrderKey, b: OrderKey): OrderFact {
  if (a.priority !== b.priority) return 'priority'
  if (a.weight !== b.weight) return 'weight'
  return a.length !== b.length ? 'length' : 'name'
}

/** Of a host only the first row counts, and only `EQ`, `IN` and `ENDS_WITH`; of a path `IN` does not count. */
export function weightOf({ conditions }: Match): number {
  return conditions.reduce((sum, { indicator, tests }) => {
    if (indicator === 'HOST') {
      const operator = tests[0]?.operator
      return sum + (operator === 'EQ' || operator === 'IN' ? 50_000 : operator === 'ENDS_WITH' ? 10_000 : 0)
    }
    if (indicator !== 'URL') return sum + 100 * tests.length
    return tests.reduce((all, { operator, values }) => all + pathWeight(operator, values[0] ?? ''), sum)
  }, 0)
}

function pathWeight(operator: string, value: string): number {
  if (operator === 'EQ') return 2000
  if (operator === 'STARTS_WITH') return 1002 + bytesOf(value)
  return operator === 'REGEX' ? 1000 + bytesOf(value) : 0
}

/** Bytes of the JSON that Go writes, which escapes more than ours. */
export function lengthOf(match: Match): number {
  const json = JSON.stringify(internalOf(match))
  const escaped = json.match(/[<>&\u2028\u2029]/g) ?? []
  return escaped.reduce((sum, char) => sum + 6 - bytesOf(char), bytesOf(json))
}

function bytesOf(text: string): number {
  return /^[\u0000-\u007f]*$/.test(text) ? text.length : new TextEncoder().encode(text).length
}
