import type { ReactNode } from 'react'

export interface TableColumn<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** What is compared; numbers by size, text by natural order (`web-9` before `web-10`), `null` last. */
  readonly sortValue: (row: Row) => string | number | null
  /** The cell as plain text, for filters and for the line of the rest on narrow screens. */
  readonly text?: (row: Row) => string
  /** CSS width; without one the column shares what is left. */
  readonly width?: number | string
  readonly align?: 'right'
  /** One of the two columns that narrow screens show. */
  readonly telling?: boolean
}

export interface Sort {
  readonly column: string
  readonly descending: boolean
}
