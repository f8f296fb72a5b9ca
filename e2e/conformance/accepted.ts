/** Differences that are known and that nobody at the console would notice. */
import type { Difference } from './compare.ts'

export interface Accepted {
  /** Matches `<session>: <METHOD> <path>`. */
  readonly request: RegExp
  /** Matches the path of the difference inside the answer. */
  readonly at: RegExp
  readonly reason: string
}

export const accepted: readonly Accepted[] = []

/** The first entry that speaks of a difference, or `undefined`. */
export function acceptance(request: string, { at }: Difference): Accepted | undefined {
  return accepted.find((each) => each.request.test(request) && each.at.test(at))
}
