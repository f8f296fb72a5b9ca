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

interface Entry<Row> {
  readonly row: Row
  readonly values: Value[]
  /** What is compared in place of the values: texts as keys that sort by their characters. */
  readonly keys: Value[]
  /** Where the row came in. */
  at: number
  /** The last time it was among the rows. */
  pass: number
  /** The last time its values were read. */
  read: number
  isPlaced: boolean
}

/**
 * Sorts a list that is sorted again whenever a few of its rows change: what was compared of a row is kept as long
 * as its values are the same, and the last order is where the next begins, which is nearly sorted then.
 */
export class Sorter<Row extends object> {
  #entries = new WeakMap<Row, Entry<Row>>()
  #order: readonly Entry<Row>[] = []
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
    const by = sorting.flatMap(({ column, descending }) => {
      const found = columns.find(({ id }) => id === column)
      return found === undefined ? [] : [{ read: found.sortValue, sign: descending ? -1 : 1 }]
    })
    if (by.length === 0) return rows
    const name = JSON.stringify(sorting)
    if (name !== this.#by) {
      this.#by = name
      this.#entries = new WeakMap()
      this.#order = []
    }
    const reads = by.map(({ read }) => read)
    this.#pass += 1
    if (revised) this.#revision = this.#pass
    const entries = rows.map((row, at) => this.#entry(row, at, reads))
    const order = this.#order.filter((entry) => entry.pass === this.#pass)
    for (const entry of order) entry.isPlaced = true
    for (const entry of entries) {
      if (!entry.isPlaced) order.push(entry)
      entry.isPlaced = false
    }
    this.#order = order.sort((a, b) => compare(a, b, by))
    return this.#order.map(({ row }) => row)
  }

  #entry(row: Row, at: number, reads: readonly ((row: Row) => Value)[]): Entry<Row> {
    let entry = this.#entries.get(row)
    if (entry === undefined) {
      entry = { row, values: [], keys: [], at, pass: 0, read: 0, isPlaced: false }
      this.#entries.set(row, entry)
    }
    entry.at = at
    entry.pass = this.#pass
    if (entry.read > 0 && entry.read >= this.#revision) return entry
    entry.read = this.#pass
    for (let index = 0; index < reads.length; index += 1) {
      const value = reads[index]?.(row) ?? null
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
