/** What is said of listening ports. */
import type { KubeObject } from '../../../k8s/objects.ts'
import type { Finding } from '../../../manifest/finding.ts'
import type { AlbView } from '../../alb2/spec.ts'
import { findingsOf } from '../../findings.ts'
import type { World } from '../../world.ts'
import type { PortView } from '../spec.ts'

export interface Judged extends PortView {
  readonly object: unknown
  /** The object of that name in the cluster: the same, or the one that would be changed. */
  readonly saved: PortView | undefined
  /** Its load balancer, where it can be read. */
  readonly alb: AlbView | undefined
  /** The other ports of that load balancer. */
  readonly siblings: readonly KubeObject[]
  /** The projects that it is for. */
  readonly projects: readonly string[]
}

export type Rule = (port: Judged, world: World) => readonly Finding[]

export const { finding, missing, fix } = findingsOf(
  'frontend',
  (id) => `port:check.${id}`,
  (id) => `port:fix.${id}`,
)
