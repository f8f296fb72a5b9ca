/** What is said of Domains. */
import type { Finding } from '../../manifest/finding.ts'
import { findingsOf } from '../findings.ts'
import type { World } from '../world.ts'
import type { DomainView } from './spec.ts'

export type Rule = (domain: DomainView, world: World) => readonly Finding[]

export const { finding, missing, fix } = findingsOf(
  'domain',
  (id) => `domain:check.${id}`,
  (id) => `domain:fix.${id}`,
)
