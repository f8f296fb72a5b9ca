import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { asFields, asList, asString, asStringMap } from './shape.ts'

test('a map is taken for fields, everything else for none', () => {
  const map = { a: 1 }
  expect(asFields(map)).toBe(map)
  for (const other of [null, undefined, [], ['a'], 'a', 1, true]) expect(asFields(other)).toEqual({})
})

test('a list is taken for a list, everything else for an empty one', () => {
  const list = [1, 'a']
  expect(asList(list)).toBe(list)
  for (const other of [null, undefined, { length: 1 }, 'ab', 2]) expect(asList(other)).toEqual([])
})

test('a string is taken for a string, everything else for an empty one', () => {
  expect(asString('a')).toBe('a')
  for (const other of [null, undefined, 1, true, ['a'], {}]) expect(asString(other)).toBe('')
})

test('a string map keeps only entries that are strings', () => {
  expect(asStringMap({ app: 'web', port: 80, on: true, none: null, empty: '' })).toEqual({
    app: 'web',
    empty: '',
  })
  for (const other of [null, ['a'], 'a', 7]) expect(asStringMap(other)).toEqual({})
})

test('nothing that can be typed makes any of them throw', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(typeof asFields(value)).toBe('object')
      expect(Array.isArray(asList(value))).toBe(true)
      expect(typeof asString(value)).toBe('string')
      for (const entry of Object.values(asStringMap(value))) expect(typeof entry).toBe('string')
    }),
  )
})
