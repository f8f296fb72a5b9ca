/** What is wrong, or will not work, with a rule. */
import type { Check } from '../kind.ts'
import { answer, certificate, headers, legacy, rewrite } from './action/check-answer.ts'
import { order, priority } from './action/check-order.ts'
import { made, place } from './action/check-place.ts'
import type { RuleCheck } from './action/finding.ts'
import { matchFindings } from './match/check-match.ts'
import { viewOf } from './spec.ts'

const own: readonly RuleCheck[] = [place, priority, order, certificate, answer, legacy, headers, rewrite]

/** Of a rule that an Ingress made, the Ingress is what can be mended. */
export const ruleChecks: readonly Check[] = [
  (object, world) => {
    const view = viewOf(object)
    if (view.source !== null) return made(view, world, object)
    return [...matchFindings(view), ...own.flatMap((check) => check(view, world, object))]
  },
]
