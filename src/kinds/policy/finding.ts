/** What is said of policies. */
import type { Finding } from '../../manifest/finding.ts'
import { findingsOf } from '../findings.ts'
import type { World } from '../world.ts'
import type { Policy } from './view.ts'

export type Rule = (policy: Policy, world: World, object: unknown) => readonly Finding[]

export const { finding, missing, fix } = findingsOf(
  'policy',
  (id) => `policy:check.${id}`,
  (id) => `policy:fix.${id}`,
)

export const everyRule = ({ rules }: Policy) => [...rules.ingress, ...rules.egress]
