import { expect, test } from 'vitest'
import { failed } from '../../k8s/status.ts'
import { cleanToken, waitAfter } from './token.ts'

test.each([
  ['abc.def', 'abc.def'],
  ['  abc.def\n', 'abc.def'],
  ['abc\n  .def\r\n  .ghi', 'abc.def.ghi'],
  ['Bearer abc.def', 'abc.def'],
  ['Authorization: Bearer abc', 'abc'],
  ['token: "abc"', 'abc'],
  ["'abc'", 'abc'],
  ['bearer', 'bearer'],
  ['', ''],
])('of %j the token is %j', (pasted, token) => expect(cleanToken(pasted)).toBe(token))

test('one waits as long as the server says after too many tries, and not at all after others', () => {
  expect(waitAfter(failed({ code: 429, details: { retryAfterSeconds: 12.2 } }))).toBe(13)
  expect(waitAfter(failed({ code: 429 }))).toBe(1)
  expect(waitAfter(failed({ code: 401, details: { retryAfterSeconds: 9 } }))).toBe(0)
  expect(waitAfter(new Error('no'))).toBe(0)
})
