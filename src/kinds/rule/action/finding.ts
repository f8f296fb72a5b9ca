/** What is said of rules. */
import type { Finding } from '../../../manifest/finding.ts'
import { findingsOf } from '../../findings.ts'
import type { World } from '../../world.ts'
import type { RuleView } from '../spec.ts'
import './words.ts'

export type RuleCheck = (rule: RuleView, world: World, object: unknown) => readonly Finding[]

export const { finding, missing, fix } = findingsOf(
  'rule',
  (id) => `action:check.${id}`,
  (id) => `action:fix.${id}`,
)
