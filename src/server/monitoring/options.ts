/** Where the numbers of a cluster's objects are, as the configuration says it. */
import type { TargetLabels } from '../../net/monitoring/promql.ts'

export interface PrometheusOptions {
  readonly cluster: string
  /** With the path that its API is below; without a slash at its end. */
  readonly url: string
  /** A file; null: those of the system. */
  readonly certificateAuthority: string | null
  /**
   * - `none`: it lets this server ask, whoever wants to know.
   * - `token`: it wants the token that `tokenFile` holds.
   * - `forward`: it wants the token of whoever wants to know, and judges itself.
   */
  readonly auth: 'none' | 'token' | 'forward'
  readonly tokenFile: string | null
  /** Seconds between two scrapes. */
  readonly interval: number
  readonly labels: TargetLabels
}
