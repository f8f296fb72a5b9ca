/** Rows that should be addresses. */
import { expect, it } from 'vitest'
import { addressesAt } from './address-checks.ts'
import { testWorld } from './testing/world.ts'

const found = (ranges: unknown) =>
  addressesAt(['spec', 'ranges'], 'cidr')({ spec: { ranges } }, testWorld()).map(
    ({ id, path, missing = false }) => [id, path.at(-1), missing],
  )

it('marks the rows that are none, and asks for the empty ones', () => {
  expect(found(['10.0.0.0/8', '10.0.0.1', '', 'fd00::/8', 'x'])).toEqual([
    ['address/invalid', 1, false],
    ['address/missing', 2, true],
    ['address/invalid', 4, false],
  ])
})

it.each([[undefined], ['10.0.0.1'], [{ a: 1 }], [[5, null, {}]]])('leaves %j to the server', (ranges) => {
  expect(found(ranges)).toEqual([])
})
