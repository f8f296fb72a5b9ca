import { expect, test } from 'vitest'
import { formatSorting, parseSorting } from './list-query.ts'

test.each([
  ['name', [['name', false]]],
  ['-age', [['age', true]]],
  [
    'type,-age',
    [
      ['type', false],
      ['age', true],
    ],
  ],
  ['type,,type,-', [['type', false]]],
  ['', []],
] as const)('the order %j', (text, expected) => {
  expect(parseSorting(text).map(({ column, descending }) => [column, descending])).toEqual(expected)
})

test('an order is written as it is read', () => {
  expect(formatSorting(parseSorting('type,-age'))).toBe('type,-age')
})
