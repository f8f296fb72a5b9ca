/** The header of a table: sorts, and lets columns be moved and made wider. */
import { Box, TableSortLabel } from '@mui/material'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sorting, TableColumn } from './column.ts'
import { narrowest } from './column-widths.ts'
import { sortedBy } from './sort.ts'
import { colIndex } from './table-row.tsx'

export interface HeadProps<Row> {
  readonly columns: readonly TableColumn<Row>[]
  readonly widths: readonly number[]
  readonly from: number
  readonly to: number
  readonly sorting: Sorting
  readonly onSort: (change: (sorting: Sorting) => Sorting) => void
  /** How many of how many rows are chosen; `null` where they cannot be. */
  readonly chosen: { readonly count: number; readonly of: number } | null
  readonly onChooseAll: (all: boolean) => void
  readonly onWidth?: ((id: string, width: number | null) => void) | undefined
  /** A column to a place among those that are shown. */
  readonly onMove?: ((id: string, to: number) => void) | undefined
  readonly hasActions: boolean
}

export function TableHead<Row>(props: HeadProps<Row>) {
  const { columns, from, to, chosen } = props
  const cell = (at: number) => {
    const column = columns[at]
    return column === undefined ? null : <HeaderCell key={column.id} {...props} column={column} at={at} />
  }
  const seen = [...columns.keys()].slice(from, to)
  return (
    <thead>
      <tr aria-rowindex={1}>
        {chosen !== null && (
          <th scope="col" data-select data-stays="select" aria-colindex={1}>
            <ChooseAll {...chosen} onChoose={props.onChooseAll} />
          </th>
        )}
        {cell(0)}
        {from > 1 && <td aria-hidden />}
        {seen.map(cell)}
        {to < columns.length && <td aria-hidden />}
        {props.hasActions && <td />}
      </tr>
    </thead>
  )
}

function ChooseAll(props: { count: number; of: number; onChoose: (all: boolean) => void }) {
  const { t, i18n } = useTranslation('ui')
  const { count, of } = props
  const input = useRef<HTMLInputElement>(null)
  const isAll = count > 0 && count === of
  useEffect(() => {
    if (input.current !== null) input.current.indeterminate = count > 0 && !isAll
  }, [count, isAll])
  return (
    <input
      ref={input}
      type="checkbox"
      aria-label={t('selectAll', { count: of, formatted: of.toLocaleString(i18n.language) })}
      checked={isAll}
      disabled={of === 0}
      onChange={() => props.onChoose(!isAll)}
    />
  )
}

const dragged = 'application/x-portolan-column'

function HeaderCell<Row>(props: HeadProps<Row> & { column: TableColumn<Row>; at: number }) {
  const { column, at, sorting, onMove, onWidth } = props
  const { t } = useTranslation('ui')
  const [isOver, setOver] = useState(false)
  const place = sorting.findIndex((each) => each.column === column.id)
  const sort = sorting[place]
  const direction = sort?.descending === true ? 'descending' : 'ascending'
  const canMove = onMove !== undefined && at > 0
  return (
    <Box
      component="th"
      scope="col"
      aria-colindex={colIndex(at, props.chosen === null ? null : false)}
      {...(sort !== undefined && { 'aria-sort': direction })}
      {...(at === 0 && { 'data-stays': 'first' })}
      data-align={column.align}
      data-column={column.id}
      draggable={canMove}
      onDragStart={(event) => event.dataTransfer.setData(dragged, column.id)}
      onDragOver={(event) => {
        if (onMove === undefined || !event.dataTransfer.types.includes(dragged)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        onMove?.(event.dataTransfer.getData(dragged), at)
      }}
      onKeyDownCapture={(event) => onHeaderKey(event, props)}
      sx={isOver ? { boxShadow: 'inset 2px 0 var(--mui-palette-primary-main)' } : {}}
    >
      <TableSortLabel
        active={sort !== undefined}
        direction={direction === 'descending' ? 'desc' : 'asc'}
        onClick={({ shiftKey }) => props.onSort((now) => sortedBy(now, column.id, shiftKey))}
        sx={{ maxWidth: '100%' }}
      >
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {column.header}
        </Box>
        {sorting.length > 1 && sort !== undefined && (
          <Box
            component="span"
            title={t('sortPlace', { place: place + 1 })}
            sx={{ order: 1, fontSize: 11, fontVariantNumeric: 'tabular-nums' }}
          >
            {place + 1}
          </Box>
        )}
      </TableSortLabel>
      {onWidth !== undefined && (
        <WidthHandle width={props.widths[at] ?? 0} onWidth={(width) => onWidth(column.id, width)} />
      )}
    </Box>
  )
}

const widthStep = 16

/**
 * Alt with an arrow makes a column wider or narrower; with Shift as well it moves it. Shift Enter is taken here,
 * because the click that the button makes of Enter tells of no other key.
 */
function onHeaderKey<Row>(
  event: KeyboardEvent<HTMLElement>,
  props: HeadProps<Row> & { column: TableColumn<Row>; at: number },
) {
  const { column, at, widths, onMove, onWidth } = props
  if (event.key === 'Enter' && event.shiftKey) {
    event.preventDefault()
    event.stopPropagation()
    props.onSort((now) => sortedBy(now, column.id, true))
    return
  }
  const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
  if (!event.altKey || step === 0) return
  event.preventDefault()
  if (event.shiftKey) {
    if (at > 0 && at + step > 0) onMove?.(column.id, at + step)
  } else onWidth?.(column.id, Math.max(narrowest, (widths[at] ?? 0) + step * widthStep))
}

/** For the pointer alone: the keyboard has its keys on the header and the fields of the column chooser. */
function WidthHandle(props: { width: number; onWidth: (width: number | null) => void }) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (start.current === null) return
    props.onWidth(Math.max(narrowest, start.current.width + event.clientX - start.current.x))
  }
  return (
    <Box
      aria-hidden
      data-width-handle
      // Without this the browser would take it for the beginning of a drag of the column.
      draggable
      onDragStart={(event) => {
        event.preventDefault()
        event.stopPropagation()
      }}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width: props.width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null
      }}
      onDoubleClick={() => props.onWidth(null)}
      sx={{
        position: 'absolute',
        right: 0,
        top: 0,
        bottom: 0,
        width: 9,
        cursor: 'col-resize',
        touchAction: 'none',
        '&::after': {
          content: '""',
          position: 'absolute',
          right: 0,
          top: 10,
          bottom: 10,
          borderRight: '1px solid var(--mui-palette-divider)',
        },
        '&:hover::after': {
          borderRightWidth: 3,
          borderColor: 'var(--mui-palette-primary-main)',
          top: 4,
          bottom: 4,
        },
      }}
    />
  )
}
