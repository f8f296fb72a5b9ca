/** The room that columns have in a table, and which of many can be seen. */
import { type RefObject, type UIEvent, useCallback, useLayoutEffect, useMemo, useState } from 'react'
import type { TableColumn } from './column.ts'
import { columnsInView, widthsOf } from './column-widths.ts'

export interface ColumnRoom {
  readonly widths: readonly number[]
  readonly from: number
  readonly to: number
  /** Of the whole table. */
  readonly total: number
  /** Whether that is more than there is room for. */
  readonly isWide: boolean
  /** What stands in the `colgroup`: columns, and the room of those that are not drawn. */
  readonly cols: readonly { readonly id: string; readonly width: number | undefined }[]
  readonly onScroll: (event: UIEvent<HTMLElement>) => void
}

/** Scrolling tells of every so many pixels only. */
const step = 60

export function useColumnRoom(
  scroller: RefObject<HTMLElement | null>,
  columns: readonly TableColumn<never>[],
  chosen: Readonly<Record<string, number>>,
  /** What is beside the columns. */
  aside: number,
  narrow: boolean,
): ColumnRoom {
  const [available, setAvailable] = useState(0)
  const [left, setLeft] = useState(0)
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const measure = () => setAvailable(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  const onScroll = useCallback(({ currentTarget }: UIEvent<HTMLElement>) => {
    // Only the look of the edge changes, so nothing has to be drawn anew.
    currentTarget.toggleAttribute('data-aside', currentTarget.scrollLeft > 0)
    setLeft(Math.floor(currentTarget.scrollLeft / step) * step)
  }, [])
  return useMemo(() => {
    const widths = widthsOf(columns, available - aside, chosen)
    const { from, to } = narrow ? { from: 1, to: columns.length } : columnsInView(widths, left, available)
    const width = (start: number, end: number) =>
      widths.slice(start, end).reduce((sum, each) => sum + each, 0)
    const col = (at: number) => ({
      id: columns[at]?.id ?? '',
      width: narrow ? undefined : widths[at],
    })
    const total = width(0, widths.length) + aside
    return {
      widths,
      from,
      to,
      total,
      isWide: !narrow && total > available,
      cols: [
        ...(columns.length > 0 ? [col(0)] : []),
        ...(from > 1 ? [{ id: 'before', width: width(1, from) }] : []),
        ...[...columns.keys()].slice(from, to).map(col),
        ...(to < columns.length ? [{ id: 'after', width: width(to, widths.length) }] : []),
      ],
      onScroll,
    }
  }, [columns, available, aside, chosen, left, narrow, onScroll])
}
