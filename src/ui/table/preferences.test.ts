import { describe, expect, test } from 'vitest'
import {
  type ColumnPreferences,
  moved,
  noPreferences,
  readPreferences,
  shownColumns,
  withShown,
  withWidth,
} from './preferences.ts'

const columns = ['name', 'type', 'ip', 'ports', 'labels', 'age'].map((id) => ({
  id,
  optional: id === 'labels',
}))
const ids = (preferences: ColumnPreferences, of = columns) =>
  shownColumns(of, preferences)
    .map(({ id }) => id)
    .join(' ')

describe('columns', () => {
  test('are at first as they were declared', () => expect(ids(noPreferences)).toBe('name type ip ports age'))

  test('are shown and hidden, the first one always', () => {
    expect(ids(withShown(withShown(noPreferences, 'labels', true), 'ip', false))).toBe(
      'name type ports labels age',
    )
    expect(ids(withShown(noPreferences, 'name', false))).toBe('name type ip ports age')
  })

  test('move, and never before the first', () => {
    expect(ids(moved(columns, noPreferences, 'ports', 1))).toBe('name ports type ip age')
    expect(ids(moved(columns, noPreferences, 'ports', 0))).toBe('name ports type ip age')
    expect(ids(moved(columns, noPreferences, 'type', 99))).toBe('name ip ports age type')
    expect(ids(moved(columns, noPreferences, 'name', 3))).toBe('name type ip ports age')
    expect(ids(moved(columns, noPreferences, 'unknown', 3))).toBe('name type ip ports age')
  })

  test('that came later stand behind those before them, and those that went are forgotten', () => {
    const before = moved(columns, noPreferences, 'age', 1)
    const later = [...columns.slice(0, 3), { id: 'new', optional: false }, ...columns.slice(3)]
    expect(ids(before, later)).toBe('name age type ip new ports')
    expect(
      ids(
        before,
        columns.filter(({ id }) => id !== 'type'),
      ),
    ).toBe('name age ip ports')
  })
})

test('a width is given and taken back', () => {
  const wide = withWidth(noPreferences, 'ip', 200)
  expect(wide.widths).toEqual({ ip: 200 })
  expect(withWidth(wide, 'ip', null)).toEqual(noPreferences)
})

test.each([null, 'text', [], { order: 'a', shown: { a: 1 }, widths: { a: 'wide', b: Number.NaN } }])(
  'what was stored by whatever else is left alone: %j',
  (stored) => expect(readPreferences(stored)).toEqual(noPreferences),
)
