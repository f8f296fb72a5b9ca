/** Times that are asked about: from when to when, and how far the points are apart. */

/** In seconds; the documents' own dashboard shows the first. */
export const spans = {
  '5m': 300,
  '30m': 1_800,
  '1h': 3_600,
  '6h': 21_600,
  '24h': 86_400,
  '7d': 604_800,
} as const

export type SpanName = keyof typeof spans

export const spanNames = Object.keys(spans) as readonly SpanName[]

export interface Span {
  /** Seconds since the epoch; both are multiples of `step`, so that points stay where they are. */
  readonly from: number
  readonly to: number
  readonly step: number
  /** What rates are taken over. */
  readonly window: number
}

const niceSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600]
const mostPoints = 180
/** So many times must something have been scraped for a rate that one missed scrape does not break. */
const scrapesForRate = 4

/** `interval` is how far scrapes are apart. */
export function spanOf(name: SpanName, now: number, interval: number): Span {
  const length = spans[name]
  const least = Math.max(interval, length / mostPoints)
  const step = niceSteps.find((each) => each >= least) ?? Math.ceil(least)
  const to = Math.floor(now / step) * step
  return {
    from: to - Math.ceil(length / step) * step,
    to,
    step,
    window: Math.max(scrapesForRate * interval, step),
  }
}
