/** What a table is told of its columns, and in which order its rows stand. */
import type { ReactNode } from 'react'

export interface TableColumn<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** What is compared; numbers by size, text by natural order (`web-9` before `web-10`), `null` last. */
  readonly sortValue: (row: Row) => string | number | null
  /** The cell as plain text, for filters and for the line of the rest on narrow screens. */
  readonly text?: (row: Row) => string
  /** What a file of the table holds; by default the text. */
  readonly exported?: (row: Row) => string
  /** CSS pixels, or `20%` of the table; without one the column shares what is left. */
  readonly width?: number | string
  readonly align?: 'right'
  /** One of the two columns that narrow screens show. */
  readonly telling?: boolean
  /** Shown only to those who chose it. */
  readonly optional?: boolean
}

export interface Sort {
  readonly column: string
  readonly descending: boolean
}

/** By the first; what is equal there by the second, and so on. */
export type Sorting = readonly Sort[]
