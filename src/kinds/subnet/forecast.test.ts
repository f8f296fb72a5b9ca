import { expect, test } from 'vitest'
import { type ForecastInput, forecastOf, hourOf } from './forecast.ts'

const now = Date.parse('2026-03-20T12:00:00Z')
const ago = (hours: number) => new Date(now - hours * 3_600_000).toISOString()

/** So many came so many hours ago. */
const arrived = (...each: readonly (readonly [hours: number, count: number])[]) =>
  new Map(each.map(([hours, count]) => [hourOf(ago(hours)), count]))

const old = [24 * 40, 1] as const
const young = [
  [24 * 6, 1],
  [2, 1],
] as const

const ofAll = (more: Partial<ForecastInput> = {}) =>
  forecastOf({ arrivals: arrived(old, ...young), left: 10n, since: ago(24 * 60), now, ...more })

test('what came in a week and is still there says how long the rest lasts', () => {
  expect(ofAll()).toEqual({ days: 7, came: 2, lasts: 35 })
  expect(ofAll({ left: 2n ** 80n })?.came).toBe(2)
  expect(ofAll({ left: 1n })).toEqual({ days: 7, came: 2, lasts: 3 })
})

test('of a younger subnet only its own days count', () => {
  expect(ofAll({ arrivals: arrived(...young), since: ago(24 * 6 + 5) })).toEqual({
    days: 6,
    came: 2,
    lasts: 30,
  })
  expect(ofAll({ arrivals: arrived([2, 1]), since: ago(30) })).toEqual({ days: 1, came: 1, lasts: 10 })
})

test('where nothing can be said, nothing is', () => {
  expect(ofAll({ arrivals: arrived(old) }), 'none came').toBeNull()
  expect(ofAll({ left: 0n }), 'none is left').toBeNull()
  expect(ofAll({ since: ago(23) }), 'the subnet is new').toBeNull()
  expect(ofAll({ since: '' }), 'its age is unknown').toBeNull()
  expect(ofAll({ since: ago(-48) }), 'clocks differ').toBeNull()
})
