import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Address } from './address.ts'
import { Occupancy } from './occupancy.ts'
import { merged } from './rangeset.ts'
import { sharesOf } from './shares.ts'

const at = (value: bigint): Address => ({ family: 'IPv6', value })

test.each([
  ['few', 2n ** 9n],
  ['as many as a /16 has', 2n ** 16n],
  ['more than a number holds', 2n ** 80n],
])('counts what sharesOf counts of %s addresses', (_, most) => {
  const places = fc.array(fc.bigInt({ min: 0n, max: most - 1n }), { maxLength: 40 })
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: most }), fc.nat({ max: 600 }), places, (size, cells, offsets) => {
      const first = 2n ** 100n
      const whole = { first: at(first), last: at(first + size - 1n) }
      const occupancy = new Occupancy(whole, cells + 1)
      for (const offset of offsets) occupancy.add(at(first + offset))
      const inside = offsets.filter((offset) => offset < size).map((offset) => at(first + offset))
      expect(occupancy.used).toBe(BigInt(new Set(inside.map(({ value }) => value)).size))
      const runs = merged(inside.map((each) => ({ first: each, last: each })))
      const wanted = sharesOf(whole, runs, cells + 1)
      const shares = occupancy.shares()
      expect(shares).toHaveLength(wanted.length)
      for (const [cell, share] of wanted.entries()) expect(shares[cell]).toBeCloseTo(share, 9)
    }),
  )
})
