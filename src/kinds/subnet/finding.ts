/** What is said of Subnets. */
import type { Finding } from '../../manifest/finding.ts'
import { findingsOf } from '../findings.ts'
import type { World } from '../world.ts'
import type { SubnetView, Variant } from './spec.ts'

export interface Judged extends SubnetView {
  readonly variant: Variant
  /** The object of that name in the cluster: the same, or the one that would be changed. */
  readonly saved: SubnetView | undefined
}

export type Rule = (subnet: Judged, world: World) => readonly Finding[]

export const { finding, missing, fix } = findingsOf(
  'subnet',
  (id) => `subnet:check.${id}`,
  (id) => `subnet:fix.${id}`,
)
