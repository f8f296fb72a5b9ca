/** A table of live rows: sticky header and first column, only what can be seen in the page, nothing moves under a reader. */
import { Box } from '@mui/material'
import { type ReactNode, useCallback, useMemo, useRef } from 'react'
import type { Sorting, TableColumn } from './column.ts'
import { withHeadings } from './group.ts'
import { useRowKeys } from './row-keys.ts'
import type { Selection } from './selection.ts'
import { type BodyProps, TableBody, TableRows } from './table-body.tsx'
import { TableHead } from './table-head.tsx'
import { actionsWidth, headerHeight, rowHeights, selectWidth, tableStyle } from './table-style.ts'
import { Updates } from './updates.tsx'
import { useColumnRoom } from './use-column-room.ts'
import { useHold } from './use-hold.ts'

export interface DataTableProps<Row extends object> {
  readonly label: string
  /** In the order in which they stand. */
  readonly rows: readonly Row[]
  /** Those that are shown. */
  readonly columns: readonly TableColumn<Row>[]
  readonly rowKey: (row: Row) => string
  /** What a row is called, for those who hear it. */
  readonly rowName?: (row: Row) => string
  /** Rows of which this has changed glow. */
  readonly rowVersion?: (row: Row) => string | undefined
  readonly sorting: Sorting
  /** With what the order is now, which may be newer than the one that is drawn. */
  readonly onSort: (change: (sorting: Sorting) => Sorting) => void
  /** The heading under which a row stands; without one there are no headings. */
  readonly groupOf?: ((row: Row) => string) | undefined
  /** The last cell of a row, for its menu. */
  readonly actions?: (row: Row) => ReactNode
  /** Two telling columns and a line of the rest, for narrow screens. */
  readonly narrow: boolean
  readonly compact?: boolean
  readonly selection?: Selection
  /** Widths that somebody gave to columns, and how others are given. */
  readonly widths?: Readonly<Record<string, number>>
  readonly onWidth?: (id: string, width: number | null) => void
  readonly onMove?: (id: string, to: number) => void
  /** Names what is looked at: rows of another view, or still being loaded, never wait for the pointer to leave. */
  readonly view?: string
  readonly isSettled?: boolean
  /** Rows that somebody here wanted to go, so that they leave at once. */
  readonly mayGo?: (key: string) => boolean
  /** Another one says that the texts of rows may be others now; cells look after themselves. */
  readonly revision?: string
  /** What stands below the header instead of rows; the same for as long as it can be. */
  readonly children?: ReactNode
  /** What floats above the foot of the table. */
  readonly foot?: ReactNode
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, narrow, groupOf, selection, rowKey, rowName, rowVersion, actions } = props
  const { label, sorting, onSort, onWidth, onMove, children } = props
  const scroller = useRef<HTMLDivElement>(null)
  const scrollTo = useRef<((index: number) => void) | null>(null)
  const hold = useHold({
    rows: props.rows,
    keyOf: rowKey,
    view: `${props.view ?? ''} ${JSON.stringify(sorting)}`,
    isSettled: props.isSettled ?? true,
    mayGo: props.mayGo ?? never,
  })
  const rows = useMemo(
    () => (groupOf === undefined ? hold.rows : withHeadings(hold.rows, groupOf)),
    [hold.rows, groupOf],
  )
  const rowHeight = narrow
    ? rowHeights.narrow
    : props.compact === true
      ? rowHeights.compact
      : rowHeights.normal
  const { shown, rest } = useMemo(
    () => (narrow ? tellingOf(columns) : { shown: columns, rest: nothing }),
    [columns, narrow],
  )
  const hasActions = actions !== undefined
  const canSelect = selection !== undefined
  const aside = (canSelect ? selectWidth : 0) + (hasActions ? actionsWidth : 0)
  const room = useColumnRoom(scroller, shown, props.widths ?? noWidths, aside, narrow)
  const { onKeyDown, onSelect } = useRowKeys({
    table: () => scroller.current,
    keys: () => hold.rows.map(rowKey),
    count: rows.length,
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
    scrollTo: (index) => scrollTo.current?.(index),
    selection,
  })
  const onChooseAll = useCallback(
    (all: boolean) => (all ? selection?.all() : selection?.clear()),
    [selection],
  )
  const spans = shown.length + (canSelect ? 1 : 0) + (hasActions ? 1 : 0)
  const body: BodyProps<Row> = {
    scroller,
    scrollTo,
    rows,
    rowHeight,
    spans,
    columns: shown,
    from: room.from,
    to: room.to,
    rest,
    rowKey,
    nameOf: rowName,
    versionOf: rowVersion,
    revision: narrow ? props.revision : undefined,
    actions,
    chosen: selection?.keys ?? null,
    onSelect,
    gone: hold.gone,
  }
  const count = rows.length
  const all = props.rows.length
  const chosenCount = selection?.keys.size ?? null
  const hasFoot = props.foot !== undefined
  const head = useMemo(
    () => (
      <TableHead
        columns={shown}
        widths={room.widths}
        from={room.from}
        to={room.to}
        sorting={sorting}
        onSort={onSort}
        chosen={chosenCount === null ? null : { count: chosenCount, of: all }}
        onChooseAll={onChooseAll}
        onWidth={narrow ? undefined : onWidth}
        onMove={narrow ? undefined : onMove}
        hasActions={hasActions}
      />
    ),
    [shown, room, sorting, onSort, chosenCount, all, onChooseAll, narrow, onWidth, onMove, hasActions],
  )
  // As long as this is the same, what changes in a row is no more than that row's own work.
  const frame = useMemo(
    () => (
      <Box
        ref={scroller}
        sx={{ overflow: 'auto', flex: 1, minHeight: 0, scrollPaddingTop: headerHeight }}
        onKeyDown={onKeyDown}
        onScroll={room.onScroll}
      >
        <Box
          component="table"
          role="grid"
          aria-label={label}
          aria-rowcount={count + 1}
          aria-colcount={spans}
          {...(canSelect && { 'aria-multiselectable': true })}
          style={{ width: narrow ? '100%' : room.total }}
          sx={tableStyle({ rowHeight, narrow, isWide: room.isWide, firstLeft: canSelect ? selectWidth : 0 })}
        >
          <colgroup>
            {canSelect && <col style={{ width: selectWidth }} />}
            {room.cols.map(({ id, width }) => (
              <col key={id} style={{ width }} />
            ))}
            {hasActions && <col style={{ width: actionsWidth }} />}
          </colgroup>
          {head}
          <TableBody />
        </Box>
        {children}
        {hasFoot && <Box aria-hidden sx={{ height: { xs: 96, md: 64 } }} />}
      </Box>
    ),
    [label, count, spans, canSelect, narrow, room, rowHeight, hasActions, head, children, hasFoot, onKeyDown],
  )
  return (
    <Box
      sx={{ position: 'relative', flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}
      {...hold.handlers}
    >
      <TableRows value={body}>{frame}</TableRows>
      <Updates count={hold.waiting} onShow={hold.release} raised={hasFoot} />
      {props.foot}
    </Box>
  )
}

const nothing: readonly never[] = []
const noWidths = {}
const never = () => false

/** The columns that narrow screens show, and those whose texts stand in the line of the rest. */
function tellingOf<Row>(columns: readonly TableColumn<Row>[]) {
  const isTelling = ({ telling }: TableColumn<Row>) => telling === true
  const rest = columns.filter((column) => !isTelling(column) && column.text !== undefined)
  return { shown: columns.filter(isTelling), rest }
}
