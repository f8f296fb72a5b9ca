/** What is said of settings that load balancers, ports and rules share. */
import { findingsOf } from '../findings.ts'

export const { finding, missing, fix } = findingsOf(
  'alb',
  (id) => `alb:check.${id}`,
  (id) => `alb:fix.${id}`,
)
