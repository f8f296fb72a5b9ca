import { expect, test } from 'vitest'
import { holdRows } from './steady.ts'

interface Row {
  readonly key: string
  readonly value: number
}
const rows = (keys: string, value = 0): Row[] => [...keys].map((key) => ({ key, value }))
const hold = (held: string, now: string, mayGo = '') => {
  const {
    rows: shown,
    waiting,
    gone,
  } = holdRows(
    rows(held),
    rows(now, 1),
    ({ key }) => key,
    (key) => mayGo.includes(key),
  )
  return {
    shown: shown.map(({ key }) => key).join(''),
    waiting,
    gone: [...gone].join(''),
    values: shown.map(({ value }) => value),
  }
}

test('rows stay where they are, each as it is now', () => {
  expect(hold('abc', 'abc')).toEqual({ shown: 'abc', waiting: 0, gone: '', values: [1, 1, 1] })
  expect(hold('abc', 'cab')).toMatchObject({ shown: 'abc', waiting: 1, values: [1, 1, 1] })
})

test('what comes waits, what goes is shown as it was', () => {
  expect(hold('abc', 'axbcy')).toMatchObject({ shown: 'abc', waiting: 2, gone: '' })
  expect(hold('abc', 'ac')).toEqual({ shown: 'abc', waiting: 1, gone: 'b', values: [1, 0, 1] })
})

test('what somebody here wanted to go goes at once', () => {
  expect(hold('abc', 'ac', 'b')).toMatchObject({ shown: 'ac', waiting: 0, gone: '' })
})

test('only those that have to move are counted', () => {
  expect(hold('abcdef', 'fabcde').waiting).toBe(1)
  expect(hold('abcdef', 'bacdfe').waiting).toBe(2)
  expect(hold('abcdef', 'fedcba').waiting).toBe(5)
})
