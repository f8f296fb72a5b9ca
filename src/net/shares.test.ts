import { describe, expect, it } from 'vitest'
import { type AddressRange, parseRange } from './range.ts'
import { sharesOf } from './shares.ts'

const ranges = (...texts: readonly string[]) => texts.flatMap((text) => parseRange(text) ?? [])
const range = (text: string): AddressRange => {
  const [found] = ranges(text)
  if (found === undefined) throw new Error(text)
  return found
}

describe('sharesOf', () => {
  it('has a cell for each address where there are few', () => {
    expect(sharesOf(range('10.0.0.0/29'), ranges('10.0.0.1-10.0.0.2', '10.0.0.7'), 512)).toEqual([
      0, 1, 1, 0, 0, 0, 0, 1,
    ])
  })

  it('counts what lies in each cell as addresses do', () => {
    const whole = range('10.0.0.0-10.0.0.99')
    for (const cells of [1, 3, 7, 32, 64, 100]) {
      const runs = ranges('9.255.255.0-10.0.0.2', '10.0.0.10', '10.0.0.12-10.0.0.55', '10.0.0.98-10.0.1.9')
      const naive = Array.from({ length: cells }, (_, cell) => {
        const [start, end] = [Math.floor((100 * cell) / cells), Math.floor((100 * (cell + 1)) / cells)]
        const isIn = (at: number) => at <= 2 || at === 10 || (at >= 12 && at <= 55) || at >= 98
        const held = Array.from({ length: end - start }, (__, at) => start + at).filter(isIn).length
        return held / (end - start)
      })
      sharesOf(whole, runs, cells).forEach((share, at) => {
        expect(share, `cell ${at} of ${cells}`).toBeCloseTo(naive[at] ?? -1, 10)
      })
    }
  })

  it('leaves out the other family and what lies elsewhere', () => {
    expect(sharesOf(range('10.0.0.0/30'), ranges('fd00::1', '10.0.0.4', '9.0.0.1'), 4)).toEqual([0, 0, 0, 0])
    const half = sharesOf(range('2001:db8::/48'), ranges('2001:db8::/49'), 4)
    expect(half).toEqual([1, 1, 0, 0])
  })
})
