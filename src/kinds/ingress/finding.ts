/** What is said of Ingresses. */
import type { Finding } from '../../manifest/finding.ts'
import { findingsOf } from '../findings.ts'
import type { World } from '../world.ts'
import type { IngressView } from './spec.ts'

export type Rule = (ingress: IngressView, world: World) => readonly Finding[]

export const { finding, missing, fix } = findingsOf(
  'ingress',
  (id) => `ingress:check.${id}`,
  (id) => `ingress:fix.${id}`,
)
