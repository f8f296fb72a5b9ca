import { expect, test } from 'vitest'
import { hasHsts, isOpenToHsts, withHsts } from './hsts.ts'

const header = '"Strict-Transport-Security":"max-age=31536000; includeSubDomains"'

test('HSTS is put into the headers of answers, and taken out again', () => {
  expect(withHsts('', true)).toBe(`{"headers":{${header}}}`)
  expect(withHsts(`{"headers":{${header}}}`, false)).toBeUndefined()
  const more = '{"headers_remove":["Server"],"headers":{"a":"b"}}'
  const on = withHsts(more, true) ?? ''
  expect(hasHsts(on)).toBe(true)
  expect(JSON.parse(withHsts(on, false) ?? '')).toEqual(JSON.parse(more))
})

test('a header in other letters is the same one', () => {
  const typed = '{"headers":{"strict-transport-security":"max-age=1"}}'
  expect(hasHsts(typed)).toBe(true)
  expect(withHsts(typed, false)).toBeUndefined()
})

test('what is no JSON map is left alone', () => {
  expect(['', '{}', '{"headers":{}}'].map(isOpenToHsts)).toEqual([true, true, true])
  expect(['{', '[]', '7', 'null'].map(isOpenToHsts)).toEqual([false, false, false, false])
})
