/** What the server answers of an object's numbers. */
import type { Span } from './span.ts'

/** Seconds since the epoch, and the value then; null where it is none, as a share of nothing. */
export type Point = readonly [number, number | null]

/**
 * - `data`: there are numbers.
 * - `empty`: it is measured, and nothing happened in this time.
 * - `absent`: nothing like it is measured.
 * - `failed`: Prometheus did not answer; `message` says why.
 */
export interface PanelAnswer {
  readonly id: string
  readonly state: 'data' | 'empty' | 'absent' | 'failed'
  readonly message?: string
  readonly series: readonly { readonly id: string; readonly points: readonly Point[] }[]
}

export interface MonitoringAnswer {
  readonly span: Span
  readonly panels: readonly PanelAnswer[]
}
