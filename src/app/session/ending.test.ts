import { expect, test } from 'vitest'
import { endingAt, endText, untilNext, warningMilliseconds } from './ending.ts'

const end = 100 * 60_000

test.each([
  [end - warningMilliseconds - 1, 'far'],
  [end - warningMilliseconds, 'near'],
  [end - 1, 'near'],
  [end, 'past'],
] as const)('at %i the end is %s', (now, ending) => expect(endingAt(end, now)).toBe(ending))

test('a session without an end is never near it', () => expect(endingAt(null, end)).toBe('far'))

test('the next look is when it becomes near, when it is past, and then now and again', () => {
  expect(untilNext(end, 0)).toBe(end - warningMilliseconds)
  expect(untilNext(end, end - 5)).toBe(5)
  expect(untilNext(end, end + 5)).toBe(30_000)
  expect(untilNext(Number.MAX_SAFE_INTEGER, 0)).toBe(2 ** 31 - 1)
})

test('the end is told by the time, with the day where it is another', () => {
  const morning = new Date(2026, 10, 21, 9, 30).getTime()
  expect(endText(morning, 'en-GB', morning)).toBe('09:30')
  expect(endText(morning, 'en-GB', morning - 86_400_000)).toMatch(/^Sat,? 21 Nov,? (at )?0?9:30$/)
})
