import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

const lines = (...rows: string[][]) =>
  csvOf(
    [
      { header: 'Name', text: ([name = '']: string[]) => name },
      { header: 'Note', text: ([, note = '']: string[]) => note },
    ],
    rows,
  )
    .slice(1)
    .split('\r\n')

test('a table is a header and its rows, and begins with a byte order mark', () => {
  expect(lines(['web', 'x'])).toEqual(['Name,Note', 'web,x', ''])
  expect(csvOf([], []).startsWith('\uFEFF')).toBe(true)
})

test('what would break a cell stands in quotes', () => {
  expect(lines(['a,b', 'say "hi"'])[1]).toBe('"a,b","say ""hi"""')
  expect(csvOf([{ header: 'A', text: String }], ['a\nb'])).toContain('"a\nb"')
})

test.each(['=1+1', '+1', '-1', '@sum', '\t=1', '\r=1', ' =1'])('%j is no formula', (text) => {
  const written = csvOf([{ header: 'A', text: String }], [text])
  expect(written).toContain(`'${text}`)
})
