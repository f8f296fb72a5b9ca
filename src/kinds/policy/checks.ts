/** What is wrong, or will not work, with a policy of any of the kinds. Only code that itself comes later may import this. */
import type { Check } from '../kind.ts'
import * as forPorts from './check-ports.ts'
import * as forRules from './check-rules.ts'
import * as forSubject from './check-subject.ts'
import type { Dialect } from './dialects.ts'
import type { Rule } from './finding.ts'
import { policyOf } from './view.ts'
import './words.ts'

const rules: readonly Rule[] = [
  forSubject.name,
  forSubject.namespace,
  forSubject.generated,
  forSubject.subject,
  forSubject.targets,
  forSubject.priority,
  forSubject.tier,
  forSubject.samePriority,
  forSubject.enforcement,
  forRules.count,
  forRules.actions,
  forRules.peers,
  forPorts.ports,
]

export function checksFor(dialect: Dialect): Check {
  return (object, world) => {
    const policy = policyOf(object, dialect)
    return rules.flatMap((rule) => rule(policy, world, object))
  }
}
