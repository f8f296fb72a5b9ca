import { describe, expect, it } from 'vitest'
import { parseRange } from './range.ts'
import { countOf, formatRanges, merged, without } from './rangeset.ts'

const ranges = (...texts: readonly string[]) => texts.flatMap((text) => parseRange(text) ?? [])

describe('sets of addresses', () => {
  it('makes one run of what overlaps or touches', () => {
    const set = merged(ranges('10.0.0.9', 'fd00::2', '10.0.0.1-10.0.0.4', '10.0.0.5', '10.0.0.2-10.0.0.3'))
    expect(formatRanges(set)).toBe('10.0.0.1-10.0.0.5,10.0.0.9,fd00::2')
    expect(countOf(set)).toBe(7n)
  })

  it('takes runs out of others, at their ends, inside, and across several', () => {
    const taken = ranges('10.0.0.0-10.0.0.1', '10.0.0.4', '10.0.0.6-10.0.1.2', '10.0.1.255')
    expect(formatRanges(without(ranges('10.0.0.0/29', '10.0.1.0/24', 'fd00::/127'), taken))).toBe(
      '10.0.0.2-10.0.0.3,10.0.0.5,10.0.1.3-10.0.1.254,fd00::-fd00::1',
    )
    expect(without(ranges('10.0.0.0/30'), ranges('0.0.0.0/0'))).toEqual([])
  })

  it('agrees with sets of single addresses', () => {
    for (let seed = 1; seed < 200; seed += 1) {
      const pick = (salt: number) => (seed * 7919 + salt * 104729 + seed * salt * 31) % 40
      const run = (salt: number) => {
        const [low = 0, high = 0] = [pick(salt), pick(salt + 1)].sort((a, b) => a - b)
        return ranges(`10.0.0.${low}-10.0.0.${high}`)
      }
      const [all, taken] = [
        [...run(1), ...run(3)],
        [...run(5), ...run(7), ...run(9)],
      ]
      const values = (each: typeof all) =>
        each.flatMap(({ first, last }) =>
          Array.from({ length: Number(last.value - first.value) + 1 }, (_, at) => first.value + BigInt(at)),
        )
      const gone = new Set(values(taken))
      const expected = [...new Set(values(all))].filter((each) => !gone.has(each)).sort()
      expect(values([...without(all, taken)]).sort()).toEqual(expected)
    }
  })
})
