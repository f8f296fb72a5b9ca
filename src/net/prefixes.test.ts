import { describe, expect, it } from 'vitest'
import { type Address, formatAddress } from './address.ts'
import {
  blockSize,
  blocksOverlap,
  formatCidr,
  hasHostBits,
  networkCidr,
  parseCidr,
  parseCidrs,
} from './cidr.ts'
import { blocksIn, countBlocks, nextBlock } from './prefixes.ts'
import { type AddressRange, overlap, parseRange, parseRanges, rangeOf } from './range.ts'
import {
  common,
  countOf,
  covers,
  formatRanges,
  merged,
  nextAddress,
  runAt,
  wholeFamily,
  without,
} from './rangeset.ts'

const ranges = (...texts: readonly string[]) => texts.flatMap((text) => parseRange(text) ?? [])

/** A mulberry32: the same numbers every time. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Sets within 64 addresses of a family, at the end of it where `base` says so. */
const width = 64
const bases: readonly Address[] = [
  { family: 'IPv4', value: 0n },
  { family: 'IPv4', value: 2n ** 32n - 64n },
  { family: 'IPv6', value: (0xfd00n << 112n) + 64n },
]

function anySet(next: () => number, base: Address): readonly AddressRange[] {
  return Array.from({ length: Math.floor(next() * 5) }, () => {
    const [low = 0, high = 0] = [next(), next()].map((each) => Math.floor(each * width)).sort((a, b) => a - b)
    const at = (offset: number) => ({ ...base, value: base.value + BigInt(offset) })
    return { first: at(low), last: at(high) }
  })
}

/** The same set as an array of whether each address is in it. */
function members(set: readonly AddressRange[], base: Address): readonly boolean[] {
  return Array.from({ length: width }, (_, offset) =>
    set.some(({ first, last }) => {
      const value = base.value + BigInt(offset)
      return value >= first.value && value <= last.value
    }),
  )
}

describe.each(bases.map((base) => [formatAddress(base), base] as const))('sets from %s on', (_, base) => {
  const next = random(Number(base.value % 9973n) + 1)
  const cases = Array.from({ length: 300 }, () => [anySet(next, base), anySet(next, base)] as const)

  it('unite, intersect, subtract and contain as their addresses do', () => {
    for (const [a, b] of cases) {
      const [inA, inB] = [members(a, base), members(b, base)]
      expect(members(merged([...a, ...b]), base)).toEqual(inA.map((each, at) => each || inB[at]))
      expect(members(common(a, b), base)).toEqual(inA.map((each, at) => each && inB[at]))
      expect(members(without(a, b), base)).toEqual(inA.map((each, at) => each && !inB[at]))
      expect(covers(a, b)).toBe(inB.every((each, at) => !each || inA[at]))
      expect(countOf(merged(a))).toBe(BigInt(inA.filter(Boolean).length))
      expect(a.some((each) => b.some((other) => overlap(each, other)))).toBe(
        inA.some((each, at) => each && inB[at]),
      )
    }
  })

  it('find the run of an address, and the next address', () => {
    for (const [set] of cases) {
      const [inSet, run] = [members(set, base), merged(set)]
      for (let offset = 0; offset < width; offset += 1) {
        const address = { ...base, value: base.value + BigInt(offset) }
        expect(runAt(run, address) !== null).toBe(inSet[offset])
        const at = inSet.indexOf(true, offset)
        expect(nextAddress(run, address)?.value).toBe(at < 0 ? undefined : base.value + BigInt(at))
      }
      expect(nextAddress(run)?.value).toBe(
        inSet.includes(true) ? base.value + BigInt(inSet.indexOf(true)) : undefined,
      )
    }
  })

  it('consist of aligned blocks, as few as can be, and say where another fits', () => {
    const bits = base.family === 'IPv4' ? 32 : 128
    for (const [a, b] of cases) {
      const free = without(a, b)
      const blocks = free.flatMap(blocksIn)
      expect(merged(blocks.map(rangeOf))).toEqual(free)
      expect(blocks.some(hasHostBits)).toBe(false)
      const inFree = members(free, base)
      for (let exponent = 0; exponent <= 6; exponent += 1) {
        const size = 2 ** exponent
        const fits = (at: number) => inFree.slice(at, at + size).every(Boolean)
        const starts = Array.from({ length: width / size }, (_, at) => at * size).filter(fits)
        expect(countBlocks(free, base.family, bits - exponent)).toBe(BigInt(starts.length))
        const found = nextBlock(free, base.family, bits - exponent)
        expect(found === null).toBe(starts.length === 0)
        if (found === null) continue
        expect(starts).toContain(Number(found.address.value - base.value))
        const piece = (at: number) => {
          let whole = size
          while (
            whole < width &&
            inFree.slice(at - (at % (whole * 2)), at - (at % (whole * 2)) + whole * 2).every(Boolean)
          )
            whole *= 2
          return whole
        }
        // Nothing smaller would have had room.
        const chosen = piece(Number(found.address.value - base.value))
        expect(chosen).toBe(Math.min(...starts.map(piece)))
      }
    }
  })
})

describe('large blocks', () => {
  it('are counted exactly', () => {
    const site = ranges('2001:db8:1::/48')
    expect(countOf(site)).toBe(2n ** 80n)
    expect(countBlocks(site, 'IPv6', 64)).toBe(65536n)
    const left = without(site, ranges('2001:db8:1::/64', '2001:db8:1:ffff::1'))
    expect(countOf(left)).toBe(2n ** 80n - 2n ** 64n - 1n)
    expect(countBlocks(left, 'IPv6', 64)).toBe(65534n)
    expect(countBlocks(left, 'IPv4', 24)).toBe(0n)
    expect(
      formatCidr(nextBlock(left, 'IPv6', 64) ?? { address: { family: 'IPv4', value: 0n }, length: 0 }),
    ).toBe('2001:db8:1:1::/64')
    expect(countOf([wholeFamily('IPv6')])).toBe(2n ** 128n)
    expect(blocksIn(wholeFamily('IPv6')).map(formatCidr)).toEqual(['::/0'])
    expect(blocksIn(wholeFamily('IPv4')).map(formatCidr)).toEqual(['0.0.0.0/0'])
  })

  it('cost as little as small ones', () => {
    const used = Array.from({ length: 30000 }, (_, at) => ({
      first: { family: 'IPv6' as const, value: (0xfd00n << 112n) + BigInt(at * 2) },
      last: { family: 'IPv6' as const, value: (0xfd00n << 112n) + BigInt(at * 2) },
    }))
    const before = performance.now()
    expect(without(ranges('fd00::/48'), used)).toHaveLength(30000)
    expect(performance.now() - before).toBeLessThan(2000)
  })
})

describe('texts', () => {
  it('keeps host bits and knows the network', () => {
    const cidr = parseCidr('10.1.1.1/24')
    expect(
      cidr && [formatCidr(cidr), hasHostBits(cidr), formatCidr(networkCidr(cidr)), blockSize(cidr)],
    ).toEqual(['10.1.1.1/24', true, '10.1.1.0/24', 256n])
  })

  it('reads what commas join, and refuses it as a whole', () => {
    expect(parseCidrs('10.16.0.0/16, fd00:10:16::/112')?.map(formatCidr)).toEqual([
      '10.16.0.0/16',
      'fd00:10:16::/112',
    ])
    expect(parseCidrs('10.16.0.0/16,')).toBeNull()
    expect(formatRanges(parseRanges('10.0.0.1..10.0.0.4,fd00::1') ?? [])).toBe('10.0.0.1-10.0.0.4,fd00::1')
    expect(parseRanges('10.0.0.1,x')).toBeNull()
    expect(formatRanges(ranges('10.0.0.1 ~ 10.0.0.3', '10.0.0.9~10.0.0.9'))).toBe(
      '10.0.0.1-10.0.0.3,10.0.0.9',
    )
  })

  it('tells which blocks meet', () => {
    const meet = (a: string, b: string) => {
      const [one, other] = [parseCidr(a), parseCidr(b)]
      return one !== null && other !== null && blocksOverlap(one, other)
    }
    expect(meet('10.0.0.0/8', '10.1.2.3/24')).toBe(true)
    expect(meet('10.1.2.0/24', '10.0.0.0/8')).toBe(true)
    expect(meet('10.1.2.0/24', '10.1.3.0/24')).toBe(false)
    expect(meet('0.0.0.0/0', '::/0')).toBe(false)
  })
})
