/** Names of rows while others add and remove some. */
import { expect, it } from 'vitest'
import { fitted } from './row-ids.ts'

it('keeps the names of the rows that stay, and never gives one twice', () => {
  const three = fitted({ ids: [], next: 0 }, 3)
  expect(three.ids).toEqual([0, 1, 2])
  const one = fitted(three, 1)
  expect(one.ids).toEqual([0])
  expect(fitted(one, 3).ids).toEqual([0, 3, 4])
})
