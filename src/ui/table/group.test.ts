import { expect, test } from 'vitest'
import { Heading, withHeadings } from './group.ts'

const told = (rows: readonly (string | Heading)[]) =>
  rows.map((row) => (row instanceof Heading ? `[${row.text}]` : row))
const firstLetter = (row: string) => row.slice(0, 1)

test('each group stands behind its heading, and rows keep their order in it', () => {
  expect(told(withHeadings(['b2', 'a9', 'b1', 'a1'], firstLetter))).toEqual([
    '[b]',
    'b2',
    'b1',
    '[a]',
    'a9',
    'a1',
  ])
})

test('without rows there is no heading', () => expect(withHeadings([], firstLetter)).toEqual([]))
