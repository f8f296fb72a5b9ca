/** What several pasted values are. */
import { expect, it } from 'vitest'
import { pastedValues } from './pasted-values.ts'

it.each([
  ['10.0.0.1', ['10.0.0.1']],
  ['a\nb\r\n\n c ', ['a', 'b', 'c']],
  ['a, b,c;d', ['a', 'b', 'c', 'd']],
  ["- 10.0.0.0/8  # office\n- 'fd00::/8'\n", ['10.0.0.0/8', 'fd00::/8']],
  ['["a", "b"]', ['a', 'b']],
  ['10.0.0.1 - 10.0.0.9\n10.0.1.1-10.0.1.9', ['10.0.0.1 - 10.0.0.9', '10.0.1.1-10.0.1.9']],
  [' \n', []],
])('%j is %j', (text, values) => {
  expect(pastedValues(text, false)).toEqual(values)
})

it('leaves commas that belong to values', () => {
  expect(pastedValues('10.0.0.1,fd00::1\n10.0.0.2,fd00::2', true)).toEqual([
    '10.0.0.1,fd00::1',
    '10.0.0.2,fd00::2',
  ])
})
