import { expect, test, vi } from 'vitest'
import { readOnce } from './readonce.ts'

test('an object is read once, another one like it by itself, and what is no object each time', () => {
  const read = vi.fn((object: unknown) => ({ of: object }))
  const reading = readOnce(read)
  const one = { name: 'a' }
  expect(reading(one)).toBe(reading(one))
  expect(read).toHaveBeenCalledTimes(1)
  expect(reading({ name: 'a' })).not.toBe(reading(one))
  for (const each of ['text', undefined, null]) expect(reading(each)).not.toBe(reading(each))
})
