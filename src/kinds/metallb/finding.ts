/** What is said of pools, advertisements, peers, and the Services that ask for addresses. */
import { findingsOf } from '../findings.ts'
import './words.ts'

export const { finding, missing, fix } = findingsOf(
  'metallb',
  (id) => `metallb:check.${id}`,
  (id) => `metallb:fix.${id}`,
)
