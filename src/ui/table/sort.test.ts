import { describe, expect, test } from 'vitest'
import type { TableColumn } from './column.ts'
import { Sorter, sortedBy, sortRows } from './sort.ts'

interface Row {
  readonly name: string
  readonly value?: string | number | null
}

const column = (id: string, sortValue: TableColumn<Row>['sortValue']): TableColumn<Row> => ({
  id,
  header: id,
  cell: () => null,
  sortValue,
})
const columns = [column('name', ({ name }) => name), column('value', ({ value }) => value ?? null)]

const sorted = (rows: readonly Row[], by: string, descending = false) =>
  sortRows(rows, columns, [{ column: by, descending }]).map(({ name }) => name)
const named = (...names: string[]) => names.map((name) => ({ name }))

describe('text', () => {
  test('is sorted in natural order, whatever its case', () => {
    expect(sorted(named('web-10', 'web-9', 'Api', 'web-1', 'b'), 'name')).toEqual([
      'Api',
      'b',
      'web-1',
      'web-9',
      'web-10',
    ])
  })

  test('is sorted the other way round when descending', () => {
    expect(sorted(named('web-9', 'a', 'web-10'), 'name', true)).toEqual(['web-10', 'web-9', 'a'])
  })

  test('keeps addresses in the order of their numbers', () => {
    expect(sorted(named('10.0.0.10', '10.0.0.9', '9.0.0.1'), 'name')).toEqual([
      '9.0.0.1',
      '10.0.0.9',
      '10.0.0.10',
    ])
  })
})

describe('numbers', () => {
  const rows: Row[] = [
    { name: 'ten', value: 10 },
    { name: 'minus', value: -1 },
    { name: 'nine', value: 9 },
    { name: 'half', value: 0.5 },
    { name: 'quarter', value: 0.25 },
  ]
  test('are sorted by size', () => {
    expect(sorted(rows, 'value')).toEqual(['minus', 'quarter', 'half', 'nine', 'ten'])
    expect(sorted(rows, 'value', true)).toEqual(['ten', 'nine', 'half', 'quarter', 'minus'])
  })
})

describe('rows without a value', () => {
  const rows: Row[] = [
    { name: 'none', value: null },
    { name: 'b', value: 'b' },
    { name: 'nothing' },
    { name: 'empty', value: '' },
    { name: 'a', value: 'a' },
  ]

  test('stand last in both directions, in the order they came in', () => {
    expect(sorted(rows, 'value')).toEqual(['empty', 'a', 'b', 'none', 'nothing'])
    expect(sorted(rows, 'value', true)).toEqual(['b', 'a', 'empty', 'none', 'nothing'])
  })
})

test('equal rows keep their order in both directions', () => {
  const rows = named('z', 'a', 'm').map((row) => ({ ...row, value: 1 }))
  expect(sorted(rows, 'value')).toEqual(['z', 'a', 'm'])
  expect(sorted(rows, 'value', true)).toEqual(['z', 'a', 'm'])
})

test('sorting leaves the given rows as they were, also by a column that does not exist', () => {
  const rows = named('b', 'a')
  expect(sorted(rows, 'name')).toEqual(['a', 'b'])
  expect(rows).toEqual(named('b', 'a'))
  expect(sortRows(rows, columns, [{ column: 'gone', descending: false }])).toBe(rows)
})

describe('several columns', () => {
  const rows: Row[] = [
    { name: 'b', value: 1 },
    { name: 'c', value: 2 },
    { name: 'a', value: 1 },
    { name: 'd', value: null },
  ]
  const by = (...sorting: { column: string; descending: boolean }[]) =>
    sortRows(rows, columns, sorting).map(({ name }) => name)

  test('decide one after the other, each in its own direction', () => {
    expect(by({ column: 'value', descending: false }, { column: 'name', descending: false })).toEqual([
      'a',
      'b',
      'c',
      'd',
    ])
    expect(by({ column: 'value', descending: true }, { column: 'name', descending: true })).toEqual([
      'c',
      'b',
      'a',
      'd',
    ])
  })

  test('come and go by clicks', () => {
    const name = { column: 'name', descending: false }
    const value = { column: 'value', descending: false }
    const down = (sort: typeof name) => ({ ...sort, descending: true })
    expect(sortedBy([name], 'name', false)).toEqual([down(name)])
    expect(sortedBy([down(name)], 'name', false)).toEqual([name])
    expect(sortedBy([name, value], 'value', false)).toEqual([value])
    expect(sortedBy([name], 'value', true)).toEqual([name, value])
    expect(sortedBy([name, value], 'value', true)).toEqual([name, down(value)])
    expect(sortedBy([name, down(value)], 'value', true)).toEqual([name])
    expect(sortedBy([down(name)], 'name', true)).toEqual([name])
  })
})

test('sorting again after changes is the same as sorting anew', () => {
  const sorter = new Sorter<Row>()
  const sorting = [{ column: 'value', descending: true }]
  let rows: Row[] = [...Array(200).keys()].map((at) => ({ name: `n${at}`, value: (at * 7) % 50 }))
  for (let round = 0; round < 30; round += 1) {
    expect(sorter.sort(rows, columns, sorting)).toEqual(sortRows(rows, columns, sorting))
    rows = rows.map((row, at) => (at % 30 === round ? { ...row, value: round } : row))
    if (round % 3 === 0) rows = rows.slice(1)
    if (round % 4 === 0) rows = [...rows, { name: `new${round}`, value: round }]
  }
})

test('rows replaced at their places are sorted as if anew, also where they changed places', () => {
  const sorter = new Sorter<Row>()
  const sorting = [
    { column: 'value', descending: false },
    { column: 'name', descending: true },
  ]
  let rows: readonly Row[] = [...Array(200).keys()].map((at) => ({
    name: `n${at % 60}`,
    value: (at * 7) % 50,
  }))
  sorter.sort(rows, columns, sorting)
  for (let round = 0; round < 60; round += 1) {
    const next = [...rows]
    for (let at = round; at < 200; at += 23) next[at] = { name: `n${at % 60}`, value: (at * round) % 50 }
    const [a = next[0], b = next[0]] = [next[round * 2], next[round * 3]]
    if (round % 2 === 0 && a !== undefined && b !== undefined) {
      next[round * 2] = b
      next[round * 3] = a
    }
    // The same values in another object.
    if (round % 5 === 0) next[7] = { ...next[7], name: next[7]?.name ?? '' }
    rows = next
    const before = sorter.sort(rows, columns, sorting, false)
    const kept = [...before]
    expect(before).toEqual(sortRows(rows, columns, sorting))
    sorter.sort(rows.with(3, { name: 'n3', value: round }), columns, sorting, false)
    expect(before).toEqual(kept)
    expect(sorter.sort(rows, columns, sorting, false)).toEqual(kept)
  }
})

test('a value that is another without a new row is seen', () => {
  const values = new Map([
    ['a', 1],
    ['b', 2],
  ])
  const read = [column('value', ({ name }) => values.get(name) ?? null)]
  const rows = named('a', 'b')
  const sorter = new Sorter<Row>()
  const names = (revision: string) =>
    sorter.sortAgain(rows, read, [{ column: 'value', descending: false }], revision).map(({ name }) => name)
  expect(names('1')).toEqual(['a', 'b'])
  values.set('a', 3)
  expect(names('1')).toEqual(['a', 'b'])
  expect(names('2')).toEqual(['b', 'a'])
})
