import { expect, test } from 'vitest'
import { formatAge } from './age.tsx'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

test.each([
  ['0s', 0],
  ['0s', 999],
  ['1s', second],
  ['45s', 45 * second],
  ['59s', 59_999],
  ['1m', minute],
  ['1m30s', 90 * second],
  ['9m59s', 10 * minute - second],
  ['10m', 10 * minute + 59 * second],
  ['12m', 12 * minute],
  ['59m', hour - second],
  ['1h', hour + 59 * second],
  ['3h20m', 3 * hour + 20 * minute],
  ['23h', day - second],
  ['1d', day],
  ['5d2h', 5 * day + 2 * hour + 59 * minute],
  ['10d', 10 * day + 5 * hour],
  ['120d', 120 * day],
])('an age is %s after %d milliseconds', (text, milliseconds) => {
  expect(formatAge(milliseconds)).toBe(text)
})

test('what lies ahead, by clocks that differ, has no age yet', () => {
  expect(formatAge(-5 * minute)).toBe('0s')
})
