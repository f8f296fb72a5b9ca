import { describe, expect, test } from 'vitest'
import { parseQuantity } from './quantity.ts'

describe('a quantity', () => {
  test.each([
    ['0', 0],
    ['500m', 0.5],
    ['2', 2],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['3e2', 300],
    ['2E', 2e18],
    ['64Mi', 64 * 2 ** 20],
    ['2Gi', 2 ** 31],
    ['10k', 10_000],
    ['-1', -1],
  ])('%s is %d', (text, value) => expect(parseQuantity(text)).toBe(value))

  test.each(['', 'm', 'two', '1 Gi', '1gi', '1.2.3', 'NaN'])('%j is none', (text) =>
    expect(parseQuantity(text)).toBeNull(),
  )
})
