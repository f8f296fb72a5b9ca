import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Address, parseAddress } from './address.ts'
import { AddressOrder } from './order.ts'

function inAddressOrder<T>(items: readonly T[], addressOf: (item: T) => Address | undefined): readonly T[] {
  const order = new AddressOrder<T>()
  for (const item of items) order.add(item, addressOf(item))
  return order.items()
}

const itself = (address: Address) => address
const naive = (all: readonly Address[]) =>
  all.toSorted((a, b) =>
    a.family !== b.family
      ? a.family === 'IPv4'
        ? -1
        : 1
      : a.value < b.value
        ? -1
        : a.value > b.value
          ? 1
          : 0,
  )

const v4 = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((value): Address => ({ family: 'IPv4', value }))
const v6 = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((value): Address => ({ family: 'IPv6', value }))
const nearV6 = fc
  .bigInt({ min: 0n, max: 2n ** 20n })
  .map((value): Address => ({ family: 'IPv6', value: 2n ** 120n + value }))

test.each([
  ['IPv4', v4],
  ['IPv6', v6],
  ['one small part of IPv6', nearV6],
  ['both', fc.oneof(v4, v6)],
])('puts addresses of %s in order', (_, address) => {
  fc.assert(
    fc.property(fc.array(address), (all) => {
      expect(inAddressOrder(all, itself)).toEqual(naive(all))
    }),
  )
})

test('keeps what has the same address as it came, and puts what has none last', () => {
  const items = ['10.0.0.2 a', '', '10.0.0.1', '10.0.0.2 b', '2001:db8::1']
  const of = (text: string) => parseAddress(text.split(' ')[0] ?? '') ?? undefined
  expect(inAddressOrder(items, of)).toEqual(['10.0.0.1', '10.0.0.2 a', '10.0.0.2 b', '2001:db8::1', ''])
  expect(inAddressOrder(items.slice(2, 4), of)).toEqual(['10.0.0.1', '10.0.0.2 b'])
})
