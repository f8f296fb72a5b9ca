import { expect, test } from 'vitest'
import { shownNumber, shownUnit } from './units.ts'

test.each([
  ['bytes', 200 * 1024 * 1024, 'MiB'],
  ['bytes', 0, 'B'],
  ['bytesPerSecond', 5_000, 'KiB/s'],
  ['seconds', 0.2, 'ms'],
  ['seconds', 2, 's'],
  ['perSecond', 12, ''],
] as const)('%s up to %d are told in %s', (unit, most, sign) => {
  expect(shownUnit(unit, most).sign).toBe(sign)
})

test('a share is told in percent', () => expect(0.25 / shownUnit('share', 1).size).toBe(25))

test.each([
  [0, '0'],
  [0.012345, '0.0123'],
  [1.23456, '1.23'],
  [123.456, '123'],
  [12_345, '12,345'],
])('%d is told as %s', (value, text) => expect(shownNumber(value)).toBe(text))
