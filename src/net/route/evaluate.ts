/** Whether a request is matched, and if not, which condition failed and what the request had. */
import { type Condition, type Match, operandsOf, type Test } from './match.ts'
import { type Doubt, type Outcome, type TestVerdict, tests } from './operators.ts'
import type { RouteRequest } from './request.ts'
import { type Subject, subjectOf } from './subject.ts'

export interface ConditionVerdict {
  readonly condition: Condition
  readonly outcome: Outcome
  /** What the request has there. */
  readonly subject: Subject
  readonly doubts: readonly Doubt[]
}

export interface MatchVerdict {
  readonly outcome: Outcome
  /** The first condition that does not hold; where there is none, the first that is not decided. */
  readonly failed: ConditionVerdict | null
  readonly doubts: readonly Doubt[]
}

const matched: MatchVerdict = { outcome: 'yes', failed: null, doubts: [] }

export function evaluateMatch({ conditions }: Match, request: RouteRequest): MatchVerdict {
  let undecided: ConditionVerdict | null = null
  const doubts: Doubt[] = []
  for (const condition of conditions) {
    const verdict = evaluateCondition(condition, request)
    if (verdict.outcome === 'no') return { outcome: 'no', failed: verdict, doubts: [] }
    if (verdict.outcome === 'unknown') {
      undecided ??= verdict
      doubts.push(...verdict.doubts)
    }
  }
  return undecided === null ? matched : { outcome: 'unknown', failed: undecided, doubts }
}

/** A condition without tests is left out by the controller, and so keeps nothing back. */
export function evaluateCondition(condition: Condition, request: RouteRequest): ConditionVerdict {
  const subject = subjectOf(condition.indicator, condition.key, request)
  if (condition.tests.length === 0) return { condition, outcome: 'yes', subject, doubts: [] }
  const doubts: Doubt[] = []
  for (const test of condition.tests) {
    const { outcome, doubt } = evaluateTest(condition, test, subject, request)
    if (outcome === 'yes') return { condition, outcome, subject, doubts: [] }
    if (doubt !== undefined) doubts.push(doubt)
  }
  return { condition, outcome: doubts.length > 0 ? 'unknown' : 'no', subject, doubts }
}

function evaluateTest(
  condition: Condition,
  test: Test,
  subject: Subject,
  request: RouteRequest,
): TestVerdict {
  const operands = operandsOf(condition, test)
  if (operands === null) return { outcome: 'no' }
  const { key, values } = operands
  const own = key === condition.key ? subject : subjectOf(condition.indicator, key, request)
  const verdict = tests(test.operator, values, own)
  // In the published data plane a variable with a dash in its name is never found; platforms may differ.
  if (condition.indicator === 'HEADER' && key.includes('-') && verdict.outcome === 'yes') {
    return { outcome: 'unknown', doubt: { kind: 'header-dash', text: key } }
  }
  return verdict
}
