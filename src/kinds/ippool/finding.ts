/** What is said of IPPools. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Finding } from '../../manifest/finding.ts'
import { findingsOf } from '../findings.ts'
import type { SubnetView } from '../subnet/spec.ts'
import type { World } from '../world.ts'
import type { IpPoolView } from './spec.ts'

export interface Judged extends IpPoolView {
  /** The subnet that it names, where it is there. */
  readonly of: SubnetView | undefined
  /** The object of that name in the cluster: the same, or the one that would be changed. */
  readonly saved: KubeObject | undefined
}

export type Rule = (pool: Judged, world: World) => readonly Finding[]

export const { finding, missing, refusal, fix } = findingsOf(
  'ippool',
  (id) => `ippool:check.${id}`,
  (id) => `ippool:fix.${id}`,
)
