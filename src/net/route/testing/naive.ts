/** A plain evaluator of rules, straight from the nested lists that the data plane is given, for comparison. */
import { parseAddress } from '../../address.ts'
import type { Match } from '../match.ts'
import type { RouteRequest } from '../request.ts'
import { internalOf } from '../write-match.ts'

/** As `match_engine.dsl` goes through the lists; what it would fail at does not occur in random rules. */
export function naivelyMatches(match: Match, request: RouteRequest): boolean {
  const internal = internalOf(match)
  if (internal === null) return match.conditions.length === 0
  return holds(internal.length === 1 ? (internal[0] as readonly unknown[]) : internal, request)
}

function holds([operator, ...rest]: readonly unknown[], request: RouteRequest): boolean {
  if (operator === 'AND') return rest.every((each) => holds(each as readonly unknown[], request))
  if (operator === 'OR') return rest.some((each) => holds(each as readonly unknown[], request))
  const [type, ...operands] = rest as readonly string[]
  if (type === 'HEADER' || type === 'COOKIE' || type === 'PARAM') {
    const [key = '', ...values] = operands
    return compare(String(operator), keyed(type, key, request), values)
  }
  const value = { HOST: request.host, URL: request.path, METHOD: request.method }[String(type)]
  return compare(String(operator), value ?? sourceText(request), operands)
}

function keyed(type: string, key: string, { headers, cookies, params }: RouteRequest): string | null {
  const value = type === 'HEADER' ? headers.get(key) : type === 'COOKIE' ? cookies.get(key) : params.get(key)
  return typeof value === 'string' ? value : null
}

function sourceText({ source }: RouteRequest): string {
  const value = source?.value ?? 0n
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.')
}

function compare(operator: string, value: string | null, operands: readonly string[]): boolean {
  if (value === null) return false
  const [first = '', second = ''] = operands
  if (operator === 'EXIST') return true
  if (operator === 'EQ') return operands.length === 1 && value === first
  if (operator === 'IN') return operands.includes(value)
  if (operator === 'STARTS_WITH') return value.indexOf(first) === 0
  if (operator === 'REGEX') return new RegExp(first).test(value)
  if (operator === 'RANGE') {
    const [low, middle, high] = [first, value, second].map((each) => parseAddress(each)?.value)
    if (low === undefined || middle === undefined || high === undefined)
      return first <= value && value <= second
    return low <= middle && middle <= high
  }
  const rest = value.slice(0, Math.max(0, value.length - first.length))
  return value.length >= first.length && value.endsWith(first.slice(1)) && !rest.includes('.')
}
