import { expect, test } from 'vitest'
import { parseAddress } from '../../net/address.ts'
import { type ForecastInput, forecastOf } from './forecast.ts'

const now = Date.parse('2026-03-20T12:00:00Z')
const ago = (hours: number) => new Date(now - hours * 3_600_000).toISOString()

function card(hours: number, ...texts: readonly string[]) {
  const metadata = { name: texts.join(), creationTimestamp: ago(hours) }
  const object = { apiVersion: 'kubeovn.io/v1', kind: 'IP', metadata }
  return { object, addresses: texts.flatMap((text) => parseAddress(text) ?? []) }
}

const old = card(24 * 40, '10.1.0.2', 'fd00::2')
const young = [card(24 * 6, '10.1.0.3', 'fd00::3'), card(2, '10.1.0.4', 'fd00::4')]

const ofAll = (more: Partial<ForecastInput> = {}) =>
  forecastOf({ cards: [old, ...young], family: 'IPv4', left: 10n, since: ago(24 * 60), now, ...more })

test('what came in a week and is still there says how long the rest lasts', () => {
  expect(ofAll()).toEqual({ days: 7, came: 2, lasts: 35 })
  expect(ofAll({ family: 'IPv6', left: 2n ** 80n })?.came).toBe(2)
  expect(ofAll({ left: 1n })).toEqual({ days: 7, came: 2, lasts: 3 })
})

test('of a younger subnet only its own days count', () => {
  expect(ofAll({ cards: young, since: ago(24 * 6 + 5) })).toEqual({ days: 6, came: 2, lasts: 30 })
  expect(ofAll({ cards: [card(2, '10.1.0.4')], since: ago(30) })).toEqual({ days: 1, came: 1, lasts: 10 })
})

test('where nothing can be said, nothing is', () => {
  expect(ofAll({ cards: [old] }), 'none came').toBeNull()
  expect(ofAll({ cards: [card(2, 'fd00::4')] }), 'none of the family came').toBeNull()
  expect(ofAll({ left: 0n }), 'none is left').toBeNull()
  expect(ofAll({ since: ago(23) }), 'the subnet is new').toBeNull()
  expect(ofAll({ since: '' }), 'its age is unknown').toBeNull()
  expect(ofAll({ since: ago(-48) }), 'clocks differ').toBeNull()
  const undated = { ...card(1, '10.1.0.9'), object: { ...old.object, metadata: { name: 'undated' } } }
  expect(ofAll({ cards: [undated] }), 'nobody knows when it came').toBeNull()
})
