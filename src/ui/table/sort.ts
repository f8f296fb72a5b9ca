/** The order of rows, computed with few comparisons where little has changed. */
import { useState } from 'react'
import type { Sorting, TableColumn } from './column.ts'
import { naturalKey } from './natural-key.ts'

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

export const naturalOrder = (a: string, b: string) => collator.compare(a, b)

/** A sorted copy; equal rows keep their order, rows without a value stand last in both directions. */
export function sortRows<Row extends object>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  sorting: Sorting,
): readonly Row[] {
  return new Sorter<Row>().sort(rows, columns, sorting)
}

type Value = string | number | null

interface Term<Row> {
  readonly read: (row: Row) => Value
  readonly sign: number
}

interface Entry<Row> {
  readonly row: Row
  readonly values: Value[]
  /** What is compared in place of the values: texts as keys that sort by their characters. */
  readonly keys: Value[]
  /** Where the row came in, and where it stands in the order. */
  at: number
  place: number
  /** The last time it was among the rows. */
  pass: number
  /** The last time its values were read. */
  read: number
  isPlaced: boolean
}

/** Where more than one row of so many has changed, all of them are looked at. */
const fewOf = 8

/**
 * Sorts a list that is sorted again whenever a few of its rows change. Where rows were only replaced by newer ones at
 * the same places, no others are looked at. Otherwise what was compared of a row is kept as long as its values are
 * the same, and the last order is where the next begins, which is nearly sorted then.
 */
export class Sorter<Row extends object> {
  #entries = new WeakMap<Row, Entry<Row>>()
  /** As the rows came in, and the rows themselves, which are compared with every change. */
  #given: Entry<Row>[] = []
  #rows: readonly Row[] = []
  #order: Entry<Row>[] = []
  #sorted: readonly Row[] = []
  #by = ''
  #pass = 0
  #revision = 0
  #last: { readonly of: readonly unknown[]; readonly rows: readonly Row[] } = { of: [], rows: [] }

  /** The same answer to the same question. */
  sortAgain(
    rows: readonly Row[],
    columns: readonly TableColumn<Row>[],
    sorting: Sorting,
    revision: string,
  ): readonly Row[] {
    const of = [rows, columns, JSON.stringify(sorting), revision]
    if (of.every((each, at) => each === this.#last.of[at])) return this.#last.rows
    const isRevised = columns !== this.#last.of[1] || revision !== this.#last.of[3]
    this.#last = { of, rows: this.sort(rows, columns, sorting, isRevised) }
    return this.#last.rows
  }

  /** Of rows that were there before, values are read again only if they are `revised`. */
  sort(
    rows: readonly Row[],
    columns: readonly TableColumn<Row>[],
    sorting: Sorting,
    revised = true,
  ): readonly Row[] {
    const by = sorting.flatMap(({ column, descending }): Term<Row>[] => {
      const found = columns.find(({ id }) => id === column)
      return found === undefined ? [] : [{ read: found.sortValue, sign: descending ? -1 : 1 }]
    })
    if (by.length === 0) return rows
    const name = JSON.stringify(sorting)
    const isSame = name === this.#by && !revised
    const replaced = isSame ? this.#replacedIn(rows) : null
    this.#rows = rows
    if (replaced !== null) return this.#replace(rows, replaced, by)
    if (name !== this.#by) {
      this.#by = name
      this.#entries = new WeakMap()
      this.#order = []
    }
    this.#pass += 1
    if (revised) this.#revision = this.#pass
    const entries = rows.map((row, at) => this.#entry(row, at, by))
    this.#given = entries
    const order = this.#order.filter((entry) => entry.pass === this.#pass)
    for (const entry of order) entry.isPlaced = true
    for (const entry of entries) {
      if (!entry.isPlaced) order.push(entry)
      entry.isPlaced = false
    }
    return this.#placed(order.sort((a, b) => compare(a, b, by)))
  }

  /** The places at which another row came in than the last time; `null` where more is different than a few rows. */
  #replacedIn(rows: readonly Row[]): readonly number[] | null {
    const before = this.#rows
    if (rows.length !== before.length) return null
    const replaced: number[] = []
    for (let at = 0; at < rows.length; at += 1) {
      if (rows[at] === before[at]) continue
      replaced.push(at)
      if (replaced.length * fewOf > rows.length) return null
    }
    return replaced
  }

  #replace(rows: readonly Row[], replaced: readonly number[], by: readonly Term<Row>[]): readonly Row[] {
    const sorted = [...this.#sorted]
    const moved: Entry<Row>[] = []
    const places = replaced.map((at) => this.#given[at]?.place ?? 0)
    for (const [index, at] of replaced.entries()) {
      const [row, before] = [rows[at], this.#given[at]]
      if (row === undefined || before === undefined) continue
      const entry = this.#entry(row, at, by)
      entry.place = places[index] ?? 0
      this.#given[at] = entry
      this.#order[entry.place] = entry
      sorted[entry.place] = row
      if (compare(entry, before, by) !== 0) moved.push(entry)
    }
    this.#sorted = sorted
    return moved.length === 0 ? sorted : this.#move(moved, by)
  }

  /** Takes entries out of the order and puts each in where it belongs now. */
  #move(moved: readonly Entry<Row>[], by: readonly Term<Row>[]): readonly Row[] {
    const leaving = new Set(moved)
    const rest = this.#order.filter((entry) => !leaving.has(entry))
    const order: Entry<Row>[] = []
    let taken = 0
    for (const entry of moved.toSorted((a, b) => compare(a, b, by))) {
      const until = firstAfter(rest, entry, by, taken)
      for (; taken < until; taken += 1) order.push(rest[taken] as Entry<Row>)
      order.push(entry)
    }
    for (; taken < rest.length; taken += 1) order.push(rest[taken] as Entry<Row>)
    return this.#placed(order)
  }

  #placed(order: Entry<Row>[]): readonly Row[] {
    this.#order = order
    this.#sorted = order.map((entry, place) => {
      entry.place = place
      return entry.row
    })
    return this.#sorted
  }

  #entry(row: Row, at: number, by: readonly Term<Row>[]): Entry<Row> {
    let entry = this.#entries.get(row)
    if (entry === undefined) {
      entry = { row, values: [], keys: [], at, place: 0, pass: 0, read: 0, isPlaced: false }
      this.#entries.set(row, entry)
    }
    entry.at = at
    entry.pass = this.#pass
    if (entry.read > 0 && entry.read >= this.#revision) return entry
    entry.read = this.#pass
    for (let index = 0; index < by.length; index += 1) {
      const value = by[index]?.read(row) ?? null
      if (index < entry.values.length && entry.values[index] === value) continue
      entry.values[index] = value
      entry.keys[index] = keyOf(value)
    }
    return entry
  }
}

function keyOf(value: Value): Value {
  if (typeof value === 'string') return naturalKey(value)
  return value === null || Number.isNaN(value) ? null : value
}

function compare<Row>(a: Entry<Row>, b: Entry<Row>, by: readonly { readonly sign: number }[]): number {
  for (let index = 0; index < by.length; index += 1) {
    const order = compareKeys(a.keys[index] ?? null, b.keys[index] ?? null, by[index]?.sign ?? 1)
    if (order !== 0) return order
  }
  return a.at - b.at
}

/** The first place from `from` on whose entry stands behind that one. */
function firstAfter<Row>(
  order: readonly Entry<Row>[],
  entry: Entry<Row>,
  by: readonly Term<Row>[],
  from: number,
): number {
  let [low, high] = [from, order.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(order[middle] as Entry<Row>, entry, by) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function compareKeys(a: Value, b: Value, sign: number): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  if (typeof a === typeof b) return a < b ? -sign : sign
  return sign * (naturalKey(String(a)) < naturalKey(String(b)) ? -1 : 1)
}

/** What a click on a header makes of the order: that column alone, or (`added`) beside those that are there. */
export function sortedBy(sorting: Sorting, column: string, added: boolean): Sorting {
  const known = sorting.find((each) => each.column === column)
  if (!added) {
    const turned = known !== undefined && sorting[0] === known && !known.descending
    return [{ column, descending: turned }]
  }
  if (known === undefined) return [...sorting, { column, descending: false }]
  // Up, down, and away again, but never the last one.
  if (known.descending && sorting.length > 1) return sorting.filter((each) => each !== known)
  return sorting.map((each) => (each === known ? { column, descending: !known.descending } : each))
}

/**
 * The rows in order; the same ones as long as nothing that is compared has changed. Another `revision` says that
 * rows may have other values now.
 */
export function useSorted<Row extends object>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  sorting: Sorting,
  revision = '',
): readonly Row[] {
  const [sorter] = useState(() => new Sorter<Row>())
  return sorter.sortAgain(rows, columns, sorting, revision)
}
