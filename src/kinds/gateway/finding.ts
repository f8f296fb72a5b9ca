/** What is said of Gateways, their routes, and the classes of controllers. */
import { findingsOf } from '../findings.ts'
import './words.ts'

export const { finding, fix } = findingsOf(
  'gateway',
  (id) => `gateway:check.${id}`,
  (id) => `gateway:fix.${id}`,
)
