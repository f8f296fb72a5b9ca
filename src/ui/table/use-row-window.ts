/** The rows that can be seen, and the one that has the focus wherever it is. */
import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type FocusEvent, type RefObject, useRef } from 'react'
import { Heading } from './group.ts'
import { headerHeight, rowHeights } from './table-style.ts'

export interface RowWindow {
  readonly items: readonly VirtualItem[]
  /** Of all rows, in CSS pixels. */
  readonly height: number
  readonly scrollTo: (index: number) => void
  /** For the element that scrolls. */
  readonly handlers: {
    readonly onFocusCapture: (event: FocusEvent<HTMLElement>) => void
    readonly onBlurCapture: () => void
  }
}

export function useRowWindow<Row>(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly (Row | Heading)[],
  rowKey: (row: Row) => string,
  rowHeight: number,
): RowWindow {
  const focused = useRef(-1)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index] instanceof Heading ? rowHeights.normal : rowHeight),
    overscan: 12,
    scrollPaddingStart: headerHeight,
    getItemKey: (index) => {
      const row = rows[index]
      if (row === undefined) return index
      return row instanceof Heading ? `group ${row.text}` : rowKey(row)
    },
    // The row with the focus stays in the page, or scrolling would take the focus away.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      const at = focused.current
      if (at < 0 || at >= range.count || shown.includes(at)) return shown
      return [...shown, at].sort((a, b) => a - b)
    },
  })
  const measured = useRef(rowHeight)
  if (measured.current !== rowHeight) {
    measured.current = rowHeight
    virtual.measure()
  }
  return {
    items: virtual.getVirtualItems(),
    height: virtual.getTotalSize(),
    scrollTo: (index) => virtual.scrollToIndex(index),
    handlers: {
      onFocusCapture: ({ target }) => {
        focused.current = Number(target.closest('[data-row]')?.getAttribute('aria-rowindex') ?? 1) - 2
      },
      onBlurCapture: () => {
        focused.current = -1
      },
    },
  }
}
