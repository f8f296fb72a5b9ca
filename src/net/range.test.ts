import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Address, formatAddress, parseAddress } from './address.ts'
import { contains, parseCidr } from './cidr.ts'
import { holds, parseRange, sizeOf } from './range.ts'

const addresses: fc.Arbitrary<Address> = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((value): Address => ({ family: 'IPv4', value })),
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((value): Address => ({ family: 'IPv6', value })),
)

describe('parseRange', () => {
  it.each([
    ['10.0.0.7', '10.0.0.7', '10.0.0.7', 1n],
    ['10.0.0.0/30', '10.0.0.0', '10.0.0.3', 4n],
    ['10.0.0.9/30', '10.0.0.8', '10.0.0.11', 4n],
    ['10.0.0.1-10.0.1.0', '10.0.0.1', '10.0.1.0', 256n],
    ['10.0.0.1 - 10.0.0.2', '10.0.0.1', '10.0.0.2', 2n],
    ['10.0.0.1..10.0.0.5', '10.0.0.1', '10.0.0.5', 5n],
    ['fd00::/64', 'fd00::', 'fd00::ffff:ffff:ffff:ffff', 2n ** 64n],
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255', 2n ** 32n],
  ])('reads %s', (text, first, last, size) => {
    const range = parseRange(text)
    expect(range && [formatAddress(range.first), formatAddress(range.last), sizeOf(range)]).toEqual([
      first,
      last,
      size,
    ])
  })

  it.each(['', 'x', '10.0.0.2-10.0.0.1', '10.0.0.1-fd00::1', '10.0.0.0/33', '1.1.1.1-1.1.1.2-1.1.1.3', '-'])(
    'refuses %s',
    (text) => {
      expect(parseRange(text)).toBeNull()
    },
  )

  it('holds exactly what its block contains', () => {
    fc.assert(
      fc.property(addresses, addresses, fc.nat(128), (base, probe, length) => {
        const block = `${formatAddress(base)}/${length % (base.family === 'IPv4' ? 33 : 129)}`
        const range = parseRange(block)
        expect(range).not.toBeNull()
        if (range !== null) expect(holds(range, probe)).toBe(contains(parseCidr(block), probe))
      }),
    )
  })
})

it('reads back every address it writes', () => {
  fc.assert(
    fc.property(addresses, (address) => {
      expect(parseAddress(formatAddress(address))).toEqual(address)
    }),
  )
})
