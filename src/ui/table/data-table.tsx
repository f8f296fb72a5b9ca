/** A table of live rows: sticky header and first column, only what can be seen in the page, nothing moves under a reader. */
import { Box } from '@mui/material'
import type { VirtualItem } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useMemo, useRef } from 'react'
import type { Sorting, TableColumn } from './column.ts'
import { Heading, withHeadings } from './group.ts'
import { useRowKeys } from './row-keys.ts'
import type { Selection } from './selection.ts'
import { TableHead } from './table-head.tsx'
import { TableRow } from './table-row.tsx'
import { actionsWidth, headerHeight, rowHeights, selectWidth, tableStyle } from './table-style.ts'
import { Updates } from './updates.tsx'
import { useColumnRoom } from './use-column-room.ts'
import { useHold } from './use-hold.ts'
import { useRowWindow } from './use-row-window.ts'

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
  /** What stands below the header instead of rows. */
  readonly children?: ReactNode
  /** What floats above the foot of the table. */
  readonly foot?: ReactNode
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, narrow, groupOf, selection, rowKey } = props
  const scroller = useRef<HTMLDivElement>(null)
  const hold = useHold({
    rows: props.rows,
    keyOf: rowKey,
    view: `${props.view ?? ''} ${JSON.stringify(props.sorting)}`,
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
  const inView = useRowWindow(scroller, rows, rowKey, rowHeight)
  const { shown, rest } = useMemo(
    () => (narrow ? tellingOf(columns) : { shown: columns, rest: nothing }),
    [columns, narrow],
  )
  const aside = (selection === undefined ? 0 : selectWidth) + (props.actions === undefined ? 0 : actionsWidth)
  const room = useColumnRoom(scroller, shown, props.widths ?? noWidths, aside, narrow)
  const keys = useRowKeys({
    table: () => scroller.current,
    keys: () => hold.rows.map(rowKey),
    count: rows.length,
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
    scrollTo: inView.scrollTo,
    selection,
  })
  const chosen = selection === undefined ? null : { count: selection.keys.size, of: props.rows.length }
  const onChooseAll = useCallback(
    (all: boolean) => (all ? selection?.all() : selection?.clear()),
    [selection],
  )
  const spans = shown.length + (selection === undefined ? 0 : 1) + (props.actions === undefined ? 0 : 1)
  const firstLeft = selection === undefined ? 0 : selectWidth
  const style = useMemo(() => tableStyle(rowHeight, narrow, firstLeft), [rowHeight, narrow, firstLeft])
  const drawn = (item: VirtualItem) => {
    const row = rows[item.index]
    if (row === undefined) return null
    if (row instanceof Heading) {
      return (
        <tr key={item.key} aria-rowindex={item.index + 2}>
          <th scope="rowgroup" colSpan={spans}>
            {row.text}
          </th>
        </tr>
      )
    }
    const key = rowKey(row)
    return (
      <TableRow
        key={item.key}
        row={row}
        rowKey={key}
        index={item.index + 2}
        columns={shown}
        from={room.from}
        to={room.to}
        rest={rest}
        selected={selection === undefined ? null : selection.keys.has(key)}
        onSelect={keys.onSelect}
        isGone={hold.gone.has(key)}
        version={props.rowVersion?.(row)}
        revision={narrow ? props.revision : undefined}
        nameOf={props.rowName}
        actions={props.actions}
      />
    )
  }
  return (
    <Box
      sx={{ position: 'relative', flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}
      {...hold.handlers}
    >
      <Box
        ref={scroller}
        sx={{ overflow: 'auto', flex: 1, minHeight: 0, scrollPaddingTop: headerHeight }}
        onKeyDown={keys.onKeyDown}
        onScroll={room.onScroll}
        {...inView.handlers}
      >
        <Box
          component="table"
          role="grid"
          aria-label={props.label}
          aria-rowcount={rows.length + 1}
          aria-colcount={spans}
          {...(selection !== undefined && { 'aria-multiselectable': true })}
          style={{ width: narrow ? '100%' : room.total }}
          sx={style}
        >
          <colgroup>
            {selection !== undefined && <col style={{ width: selectWidth }} />}
            {room.cols.map(({ id, width }) => (
              <col key={id} style={{ width }} />
            ))}
            {props.actions !== undefined && <col style={{ width: actionsWidth }} />}
          </colgroup>
          <TableHead
            columns={shown}
            widths={room.widths}
            from={room.from}
            to={room.to}
            sorting={props.sorting}
            onSort={props.onSort}
            chosen={chosen}
            onChooseAll={onChooseAll}
            onWidth={narrow ? undefined : props.onWidth}
            onMove={narrow ? undefined : props.onMove}
            hasActions={props.actions !== undefined}
          />
          <tbody>{withGaps(inView.items, inView.height, drawn)}</tbody>
        </Box>
        {props.children}
        {props.foot !== undefined && <Box aria-hidden sx={{ height: { xs: 96, md: 64 } }} />}
      </Box>
      <Updates count={hold.waiting} onShow={hold.release} raised={props.foot !== undefined} />
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

/** Rows at their heights; what is not drawn is room between them. */
function withGaps(items: readonly VirtualItem[], total: number, drawn: (item: VirtualItem) => ReactNode) {
  const parts: ReactNode[] = []
  let end = 0
  const gapTo = (start: number) => {
    if (start > end)
      parts.push(
        <tr key={`gap ${end === 0 ? 'before' : parts.length}`} aria-hidden style={{ height: start - end }} />,
      )
  }
  for (const item of items) {
    gapTo(item.start)
    parts.push(drawn(item))
    end = item.end
  }
  gapTo(total)
  return parts
}
