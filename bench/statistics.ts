/** The few statistics that the benchmark speaks in. */

/** The value below which that share of the values lies; `NaN` of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]) => quantile(values, 0.5)

export const longest = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), 0)

/** How long a task takes, in milliseconds: the median of so many rounds. */
export function medianTime(rounds: number, task: () => unknown): number {
  return median(
    Array.from({ length: rounds }, () => {
      const start = performance.now()
      task()
      return performance.now() - start
    }),
  )
}
