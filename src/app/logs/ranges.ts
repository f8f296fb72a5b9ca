/** How much of what was written is asked for at first. What is kept is bounded whatever is asked. */
import { lineLimits } from '../../ui/logs/line-store.ts'

export interface Range {
  readonly tailLines: number | null
  readonly sinceSeconds: number | null
}

const since = (sinceSeconds: number): Range => ({ sinceSeconds, tailLines: lineLimits.lines })

export const ranges = {
  tail: { tailLines: 1_000, sinceSeconds: null },
  minutes5: since(5 * 60),
  hour: since(3600),
  day: since(24 * 3600),
  all: { tailLines: lineLimits.lines, sinceSeconds: null },
} as const satisfies Readonly<Record<string, Range>>

export type RangeName = keyof typeof ranges

export const rangeNames = Object.keys(ranges) as readonly RangeName[]
