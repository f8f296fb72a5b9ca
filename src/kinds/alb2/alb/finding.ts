/** What is said of load balancers. */
import type { Finding } from '../../../manifest/finding.ts'
import { findingsOf } from '../../findings.ts'
import type { World } from '../../world.ts'
import type { AlbView } from '../spec.ts'

export interface Judged extends AlbView {
  readonly object: unknown
  /** The object of that name in the cluster: the same, or the one that would be changed. */
  readonly saved: AlbView | undefined
}

export type Rule = (alb: Judged, world: World) => readonly Finding[]

export const { finding, missing, fix } = findingsOf(
  'alb2',
  (id) => `alb:check.${id}`,
  (id) => `alb:fix.${id}`,
)
