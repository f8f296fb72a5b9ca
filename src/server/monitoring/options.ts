/** Where the numbers of a cluster's objects are, as the configuration says it. */
import { type TargetLabels, usualLabels } from '../../net/monitoring/promql.ts'
import type { ConfiguredPrometheus } from '../config/settings/monitoring.ts'
import { millisecondsOf } from '../config/valuetype.ts'

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

const usualInterval = '30s'

export function prometheusOptions(configured: readonly ConfiguredPrometheus[]): readonly PrometheusOptions[] {
  return configured.map((each) => ({
    cluster: each.cluster,
    url: each.url.replace(/\/+$/, ''),
    certificateAuthority: each.certificateAuthority ?? null,
    auth: each.auth ?? 'none',
    tokenFile: each.tokenFile ?? null,
    interval: millisecondsOf(each.interval ?? usualInterval) / 1000,
    labels: {
      namespace: each.namespaceLabel ?? usualLabels.namespace,
      pod: each.podLabel ?? usualLabels.pod,
    },
  }))
}
