/** The rows that can be seen, and the one that has the focus wherever it is. */
import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type FocusEvent, type RefObject, useMemo, useRef } from 'react'
import { Heading } from './group.ts'
import { headerHeight, rowHeights } from './table-style.ts'

export interface RowWindow {
  readonly items: readonly VirtualItem[]
  /** Of all rows, in CSS pixels. */
  readonly height: number
  /** The same function for as long as the rows are drawn. */
  readonly scrollTo: (index: number) => void
  /** For the element around the rows. */
  readonly handlers: {
    readonly onFocusCapture: (event: FocusEvent<HTMLElement>) => void
    readonly onBlurCapture: () => void
  }
}

export function useRowWindow<Row>(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly (Row | Heading)[],
  rowHeight: number,
): RowWindow {
  const focused = useRef(-1)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index] instanceof Heading ? rowHeights.normal : rowHeight),
    overscan: 8,
    scrollPaddingStart: headerHeight,
    // The row with the focus stays in the page, or scrolling would take the focus away.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      const at = focused.current
      if (at < 0 || at >= range.count || shown.includes(at)) return shown
      return [...shown, at].sort((a, b) => a - b)
    },
  })
  // Heights go by the place. They are others where rows are higher now, or headings stand elsewhere.
  const grouped = rows[0] instanceof Heading ? rows : null
  const measured = useRef({ rowHeight, grouped })
  if (measured.current.rowHeight !== rowHeight || measured.current.grouped !== grouped) {
    measured.current = { rowHeight, grouped }
    virtual.measure()
  }
  const stable = useMemo(
    () => ({
      scrollTo: (index: number) => virtual.scrollToIndex(index),
      handlers: {
        onFocusCapture: ({ target }: FocusEvent<HTMLElement>) => {
          focused.current = Number(target.closest('[data-row]')?.getAttribute('aria-rowindex') ?? 1) - 2
        },
        onBlurCapture: () => {
          focused.current = -1
        },
      },
    }),
    [virtual],
  )
  return { items: virtual.getVirtualItems(), height: virtual.getTotalSize(), ...stable }
}
