import { expect, test } from 'vitest'
import { naturalKey } from './natural-key.ts'

test.each([
  ['web-9', 'web-10'],
  ['web-009', 'web-10'],
  ['10.0.0.9', '10.0.0.10'],
  ['a', 'B'],
  ['É', 'f'],
  ['99999999', '100000000'],
  ['999999999', '1000000000'],
  ['v1', 'v1beta1'],
  ['web', 'web-1'],
])('%j stands before %j', (a, b) => expect(naturalKey(a) < naturalKey(b)).toBe(true))

test('case, accents and leading zeros make no difference', () => {
  expect(naturalKey('ÄPFEL-07')).toBe(naturalKey('apfel-7'))
})
