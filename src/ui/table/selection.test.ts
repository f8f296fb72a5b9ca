import { expect, test } from 'vitest'
import { between, present } from './selection.ts'

const keys = ['a', 'b', 'c', 'd']

test('a range holds both its ends, whichever comes first', () => {
  expect(between(keys, 'b', 'd')).toEqual(['b', 'c', 'd'])
  expect(between(keys, 'd', 'b')).toEqual(['b', 'c', 'd'])
  expect(between(keys, 'b', 'b')).toEqual(['b'])
  expect(between(keys, 'gone', 'b')).toEqual(['b'])
})

test('what rows no longer have is not chosen any more', () => {
  const chosen = new Set(['a', 'c'])
  expect(present(chosen, keys, (key) => key)).toBe(chosen)
  expect([...present(chosen, ['b', 'c'], (key) => key)]).toEqual(['c'])
})
