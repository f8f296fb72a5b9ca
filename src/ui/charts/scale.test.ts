import { expect, test } from 'vitest'
import { linePath, nearest, timesOf, timeTicks, valueTicks } from './scale.ts'

test.each([
  [0, [0, 1]],
  [Number.NaN, [0, 1]],
  [1, [0, 0.25, 0.5, 0.75, 1]],
  [3.2, [0, 1, 2, 3, 4]],
  [100, [0, 25, 50, 75, 100]],
  [0.0071, [0, 0.002, 0.004, 0.006, 0.008]],
])('values up to %d are told at %j', (most, ticks) => expect(valueTicks(most)).toEqual(ticks))

test('times are round ones of the time zone', () => {
  const noon = Date.UTC(2026, 0, 1, 12) / 1000
  expect(timeTicks(noon + 1, noon + 300, 6, 0)).toEqual([60, 120, 180, 240, 300].map((each) => noon + each))
  // Half an hour off the hour, as in India.
  expect(timeTicks(noon, noon + 6 * 3600, 6, 19_800)[0]).toBe(noon + 1_800)
})

test('a line is interrupted where there is no value, and where points are missing', () => {
  const x = (time: number) => time
  const points = [
    [0, 1],
    [1, 2],
    [2, null],
    [3, 3],
    [9, 4],
  ] as const
  expect(linePath(points, x, x, 1)).toBe('M0.0 1.0h0.01L1.0 2.0M3.0 3.0h0.01M9.0 4.0h0.01')
  expect(linePath([], x, x, 1)).toBe('')
})

test('times of all lines, and the nearest of them', () => {
  const times = timesOf([
    { points: [[3, 1]] },
    {
      points: [
        [1, 1],
        [3, 2],
      ],
    },
  ])
  expect(times).toEqual([1, 3])
  expect(nearest(times, 2.4)).toBe(1)
  expect(nearest(times, -5)).toBe(0)
  expect(nearest([], 1)).toBe(-1)
})
