import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type Address, formatAddress, parseAddress } from './address.ts'
import { formatCidr } from './cidr.ts'
import { drawn } from './drawn.ts'
import { Occupancy } from './occupancy.ts'
import {
  blockAround,
  encloses,
  holdersOf,
  islandsOf,
  lanesOf,
  meetings,
  nextBlocks,
  shareAt,
  ticksOf,
} from './plan.ts'
import { type AddressRange, formatRange, overlap, parseRange, rangeOf, sizeOf } from './range.ts'
import { covers, merged, without } from './rangeset.ts'
import { sharesOf } from './shares.ts'

const ranges = (...texts: readonly string[]) => texts.flatMap((text) => parseRange(text) ?? [])
const items = (...texts: readonly string[]) => ranges(...texts).map((range) => ({ range }))
const at = (text: string) => parseAddress(text) as Address
const only = (text: string) => ranges(text)[0] as AddressRange
const textOf = ({ range }: { range: AddressRange }) => formatRange(range)

/** Runs near the start or the end of what a family has. */
const anyRange = fc
  .tuple(
    fc.constantFrom<Address['family']>('IPv4', 'IPv6'),
    fc.bigInt(0n, 255n),
    fc.bigInt(0n, 255n),
    fc.boolean(),
  )
  .map(([family, a, b, high]): AddressRange => {
    const base = high ? (1n << (family === 'IPv4' ? 32n : 128n)) - 256n : 0n
    const value = (offset: bigint) => ({ family, value: base + offset })
    return { first: value(a < b ? a : b), last: value(a < b ? b : a) }
  })
const anyItems = fc.array(
  anyRange.map((range) => ({ range })),
  { maxLength: 24 },
)

describe('lanes', () => {
  it('put what lies in a range below it', () => {
    const laned = lanesOf(items('10.0.1.0/24', '10.0.0.0/16', '10.0.1.7', '10.0.2.0/24'))
    expect(laned.map(({ item, lane }) => `${lane} ${textOf(item)}`)).toEqual([
      '0 10.0.0.0-10.0.255.255',
      '1 10.0.1.0-10.0.1.255',
      '2 10.0.1.7',
      '1 10.0.2.0-10.0.2.255',
    ])
  })

  it('never have two ranges that meet', () => {
    fc.assert(
      fc.property(anyItems, (all) => {
        const laned = lanesOf(all)
        expect(laned).toHaveLength(all.length)
        for (const [index, a] of laned.entries())
          for (const b of laned.slice(index + 1))
            if (a.lane === b.lane) expect(overlap(a.item.range, b.item.range)).toBe(false)
      }),
    )
  })
})

it('finds each pair that meets, once', () => {
  fc.assert(
    fc.property(anyItems, (all) => {
      const naive = all.flatMap((a, index) =>
        all.slice(index + 1).filter((b) => overlap(a.range, b.range)),
      ).length
      const found = meetings(all)
      expect(found).toHaveLength(naive)
      for (const [a, b] of found) expect(overlap(a.range, b.range)).toBe(true)
    }),
  )
})

it('tells who has an address, the most exact first', () => {
  const all = items('10.0.0.0/8', '10.16.0.0/16', '10.16.3.7', '10.17.0.0/16')
  expect(holdersOf(all, at('10.16.3.7')).map(textOf)).toEqual([
    '10.16.3.7',
    '10.16.0.0-10.16.255.255',
    '10.0.0.0-10.255.255.255',
  ])
  expect(holdersOf(all, at('192.0.2.1'))).toEqual([])
})

describe('islands', () => {
  test.each([
    ['10.16.0.1-10.16.0.2', '10.16.0.0/30'],
    ['10.16.0.0/16', '10.16.0.0/16'],
    ['fd00::-fd00::ffff:ffff', 'fd00::/96'],
    ['0.0.0.0-255.255.255.255', '0.0.0.0/0'],
  ])('the block around %s is %s', (text, block) => expect(formatCidr(blockAround(only(text)))).toBe(block))

  it('keeps apart what is far from each other', () => {
    const all = ranges('10.4.0.0/16', '10.16.0.0/16', '10.16.3.0/24', '192.168.0.0/24')
    expect(islandsOf(all, 6).map(formatCidr)).toEqual(['10.0.0.0/11', '192.168.0.0/24'])
    expect(islandsOf(all, 0).map(formatCidr)).toEqual(['10.4.0.0/16', '10.16.0.0/16', '192.168.0.0/24'])
  })

  it('hold every range, and do not meet', () => {
    fc.assert(
      fc.property(fc.array(anyRange), fc.integer({ min: 0, max: 8 }), (all, bits) => {
        const own = all.filter(({ first }) => first.family === 'IPv4')
        const islands = islandsOf(own, bits).map(rangeOf)
        for (const range of own) expect(islands.some((each) => encloses(each, range))).toBe(true)
        expect(meetings(islands.map((range) => ({ range })))).toEqual([])
      }),
    )
  })
})

it('writes round addresses on the scale', () => {
  expect(ticksOf(only('10.16.0.0/16'), 5).map(formatAddress)).toEqual([
    '10.16.0.0',
    '10.16.64.0',
    '10.16.128.0',
    '10.16.192.0',
  ])
  fc.assert(
    fc.property(anyRange, fc.integer({ min: 2, max: 12 }), (range, most) => {
      expect(ticksOf(range, most).length).toBeLessThanOrEqual(most)
    }),
  )
})

it('places IPv6 exactly', () => {
  const whole = only('fd00:10:16::/48')
  expect(shareAt(whole, whole.first.value)).toBe(0)
  expect(shareAt(whole, whole.first.value + (1n << 79n))).toBe(0.5)
  expect(shareAt(whole, whole.last.value + 1n)).toBe(1)
})

describe('free blocks', () => {
  it('come several at once, none of them twice', () => {
    const free = without(ranges('10.0.0.0/22'), ranges('10.0.1.0/24'))
    expect(nextBlocks(free, 'IPv4', 24, 5).map(formatCidr)).toEqual([
      '10.0.0.0/24',
      '10.0.2.0/24',
      '10.0.3.0/24',
    ])
    expect(nextBlocks(free, 'IPv4', 21, 5)).toEqual([])
  })

  it('are all free', () => {
    fc.assert(
      fc.property(fc.array(anyRange), fc.integer({ min: 24, max: 32 }), (taken, length) => {
        const free = without(ranges('0.0.0.0/24'), taken)
        const found = nextBlocks(free, 'IPv4', length, 4).map(rangeOf)
        expect(covers(free, found)).toBe(true)
        expect(meetings(found.map((range) => ({ range })))).toEqual([])
      }),
    )
  })
})

describe('what is drawn', () => {
  const line = { whole: only('10.0.0.0/8'), width: 1000, least: 8, lanes: 3 }

  it('is wide enough to be seen, and one where it is crowded', () => {
    const all = items(
      '10.16.0.0/16',
      '10.64.0.0/10',
      '10.16.3.0/24',
      '10.17.0.0/24',
      '10.18.0.0/24',
      '192.0.2.0/24',
    )
    const [crowd, wide, below] = drawn(all, line)
    expect(crowd?.items.map(textOf)).toEqual([
      '10.16.0.0-10.16.255.255',
      '10.17.0.0-10.17.0.255',
      '10.18.0.0-10.18.0.255',
    ])
    expect(wide).toMatchObject({ from: 250, to: 500, lane: 0 })
    expect(below).toMatchObject({ lane: 1 })
  })

  it('is bounded, within the line, and never on top of each other', () => {
    fc.assert(
      fc.property(anyItems, fc.integer({ min: 40, max: 400 }), (all, width) => {
        const whole = only('0.0.0.0/24')
        const found = drawn(all, { whole, width, least: 8, lanes: 3 })
        for (const lane of [0, 1, 2]) {
          const own = found.filter((each) => each.lane === lane)
          for (const [index, { from, to }] of own.entries()) {
            expect(from).toBeGreaterThanOrEqual(own[index - 1]?.to ?? 0)
            expect(to).toBeGreaterThan(from)
          }
        }
      }),
    )
  })
})

it('counts taken addresses as their runs would be', () => {
  const values = fc.array(fc.bigInt(0n, 4095n), { maxLength: 200 })
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 64 }), fc.bigInt(1n, 4096n), (taken, cells, size) => {
      const first = at('fd00::')
      const whole = { first, last: { ...first, value: first.value + size - 1n } }
      const addresses = taken.map((value) => ({ ...first, value: first.value + value }))
      const occupancy = new Occupancy(whole, cells)
      for (const address of addresses) occupancy.add(address)
      const inside = merged(addresses.map((each) => ({ first: each, last: each }))).flatMap((run) =>
        overlap(run, whole) ? [run] : [],
      )
      const shares = occupancy.shares()
      for (const [cell, share] of sharesOf(whole, inside, cells).entries())
        expect(shares[cell]).toBeCloseTo(share, 9)
      const used = without([whole], without([whole], inside)).reduce((sum, run) => sum + sizeOf(run), 0n)
      expect(occupancy.used).toBe(used)
    }),
  )
})
