/** Where values and times stand on a chart, and which of them its axes name. */

export type ChartPoint = readonly [number, number | null]

const niceSteps = [1, 2, 2.5, 5, 10]

/** From nothing to at least `most`, at distances that people count in. */
export function valueTicks(most: number, about = 4): readonly number[] {
  if (!(most > 0)) return [0, 1]
  const rough = most / about
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = (niceSteps.find((each) => each * power >= rough * 0.999) ?? 10) * power
  const count = Math.ceil((most / step) * 0.999999)
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)))
}

const timeSteps = [
  15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800,
]

/** Round times of day between two, in seconds since the epoch; `offset` is that of the time zone, in seconds. */
export function timeTicks(from: number, to: number, about: number, offset: number): readonly number[] {
  const step = timeSteps.find((each) => (to - from) / each <= about) ?? 604_800
  const first = Math.ceil((from + offset) / step) * step - offset
  const ticks: number[] = []
  for (let at = first; at <= to; at += step) ticks.push(at)
  return ticks
}

/** A line through points, interrupted where there is none; a point that stands alone is drawn as a short line. */
export function linePath(
  points: readonly ChartPoint[],
  x: (time: number) => number,
  y: (value: number) => number,
  step: number,
): string {
  let path = ''
  let last: number | null = null
  for (const [time, value] of points) {
    if (value === null) {
      last = null
      continue
    }
    const isJoined = last !== null && time - last <= step * 1.5
    path += `${isJoined ? 'L' : 'M'}${x(time).toFixed(1)} ${y(value).toFixed(1)}${isJoined ? '' : 'h0.01'}`
    last = time
  }
  return path
}

/** The times that lines have points at, in their order. */
export function timesOf(lines: readonly { readonly points: readonly ChartPoint[] }[]): readonly number[] {
  return [...new Set(lines.flatMap(({ points }) => points.map(([time]) => time)))].toSorted((a, b) => a - b)
}

/** The place in sorted times that is nearest to one; -1 where there is none. */
export function nearest(times: readonly number[], time: number): number {
  let best = -1
  for (const [index, each] of times.entries()) {
    if (best < 0 || Math.abs(each - time) < Math.abs((times[best] ?? 0) - time)) best = index
  }
  return best
}
