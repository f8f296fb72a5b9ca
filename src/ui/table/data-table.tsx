/** A table of live rows: sticky header, sorting, only the visible rows in the page. */
import { Box, TableSortLabel } from '@mui/material'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../shortcuts.tsx'
import type { Sort, TableColumn } from './column.ts'
import { Heading, withHeadings } from './group.ts'
import { moveFocus, moveWithArrows } from './row-focus.ts'
import { sortRows } from './sort.ts'

const rowHeight = 36
const narrowRowHeight = 56

export interface DataTableProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly TableColumn<Row>[]
  readonly rowKey: (row: Row) => string
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  /** The heading under which a row stands; without one there are no headings. */
  readonly groupOf?: ((row: Row) => string) | undefined
  /** The last cell of a row, for its menu. */
  readonly actions?: (row: Row) => ReactNode
  /** Two telling columns and a line of the rest, for narrow screens. */
  readonly narrow: boolean
  /** What stands below the header instead of rows. */
  readonly children?: ReactNode
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, narrow, sort, groupOf } = props
  const { t } = useTranslation('ui')
  const scroller = useRef<HTMLDivElement>(null)
  useShortcut('j', t('nextRow'), () => moveFocus(scroller.current, 1))
  useShortcut('k', t('previousRow'), () => moveFocus(scroller.current, -1))
  const rows = useMemo(() => {
    const sorted = sortRows(props.rows, columns, sort)
    return groupOf === undefined ? sorted : withHeadings(sorted, groupOf)
  }, [props.rows, columns, sort, groupOf])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (narrow && !(rows[index] instanceof Heading) ? narrowRowHeight : rowHeight),
    overscan: 12,
    getItemKey: (index) => {
      const row = rows[index]
      if (row === undefined) return index
      return row instanceof Heading ? `group ${row.text}` : props.rowKey(row)
    },
  })
  const shown = narrow ? columns.filter((column) => column.telling === true) : columns
  const rest = narrow ? columns.filter((column) => column.telling !== true && column.text !== undefined) : []
  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)

  return (
    <Box ref={scroller} sx={{ overflow: 'auto', flex: 1, minHeight: 0 }} onKeyDown={moveWithArrows}>
      <Box
        component="table"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        sx={{
          width: '100%',
          minWidth: narrow ? 0 : 860,
          borderCollapse: 'separate',
          borderSpacing: 0,
          tableLayout: 'fixed',
          fontSize: 13,
          lineHeight: '18px',
        }}
      >
        <colgroup>
          {shown.map((column) => (
            <col key={column.id} style={{ width: narrow ? undefined : column.width }} />
          ))}
          {props.actions !== undefined && <col style={{ width: 48 }} />}
        </colgroup>
        <Box component="thead">
          <tr>
            {shown.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={props.onSort} />
            ))}
            {props.actions !== undefined && <Box component="td" sx={headerStyle} />}
          </tr>
        </Box>
        <tbody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {items.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            if (row instanceof Heading) {
              return (
                <tr key={item.key} aria-rowindex={item.index + 2}>
                  <Box component="th" scope="rowgroup" colSpan={shown.length} sx={groupStyle}>
                    {row.text}
                  </Box>
                </tr>
              )
            }
            return (
              <Box component="tr" key={item.key} aria-rowindex={item.index + 2} data-row sx={rowStyle}>
                {shown.map((column, at) => (
                  <Box
                    component={at === 0 ? 'th' : 'td'}
                    {...(at === 0 ? { scope: 'row' } : {})}
                    key={column.id}
                    sx={cellStyle(column.align, narrow)}
                  >
                    {column.cell(row)}
                    {at === 0 && rest.length > 0 && <RestLine columns={rest} row={row} />}
                  </Box>
                ))}
                {props.actions !== undefined && (
                  <Box component="td" sx={{ ...cellStyle('right', narrow), px: 0.5, textOverflow: 'clip' }}>
                    {props.actions(row)}
                  </Box>
                )}
              </Box>
            )
          })}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </Box>
      {props.children}
    </Box>
  )
}

const headerStyle = {
  position: 'sticky',
  top: 0,
  zIndex: 1,
  bgcolor: 'background.default',
  borderBottom: 1,
  borderColor: 'divider',
  height: 36,
  px: 1.5,
  py: 0,
  textAlign: 'left',
  fontWeight: 500,
  color: 'text.secondary',
  whiteSpace: 'nowrap',
} as const

const groupStyle = {
  height: rowHeight,
  px: 1.5,
  py: 0,
  pt: 1,
  textAlign: 'left',
  fontWeight: 600,
  borderBottom: 1,
  borderColor: 'divider',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const

const rowStyle = {
  position: 'relative',
  '&:hover, &:focus-within': {
    bgcolor: 'color-mix(in srgb, var(--mui-palette-text-primary) 4%, transparent)',
  },
} as const

function cellStyle(align: 'right' | undefined, narrow: boolean) {
  return {
    height: narrow ? narrowRowHeight : rowHeight,
    px: 1.5,
    pt: 0,
    pb: narrow ? 2.5 : 0,
    borderBottom: 1,
    borderColor: 'divider',
    textAlign: align ?? 'left',
    fontWeight: 400,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    ...(align === 'right' && { fontVariantNumeric: 'tabular-nums' }),
  } as const
}

function HeaderCell<Row>(props: { column: TableColumn<Row>; sort: Sort; onSort: (sort: Sort) => void }) {
  const { column, sort } = props
  const active = sort.column === column.id
  const direction = active && sort.descending ? 'descending' : 'ascending'
  return (
    <Box
      component="th"
      scope="col"
      {...(active ? { 'aria-sort': direction } : {})}
      sx={{ ...headerStyle, textAlign: column.align ?? 'left' }}
    >
      <TableSortLabel
        active={active}
        direction={direction === 'descending' ? 'desc' : 'asc'}
        onClick={() => props.onSort({ column: column.id, descending: active && !sort.descending })}
      >
        {column.header}
      </TableSortLabel>
    </Box>
  )
}

/** A second line below all cells of a narrow row. */
function RestLine<Row>({ columns, row }: { columns: readonly TableColumn<Row>[]; row: Row }) {
  const parts = columns.map((column) => column.text?.(row) ?? '').filter((text) => text !== '')
  return (
    <Box
      sx={{
        position: 'absolute',
        left: 12,
        right: 48,
        bottom: 8,
        color: 'text.secondary',
        fontSize: 12,
        overflow: 'hidden',
        textOverflow: 'ellipsis',
      }}
    >
      {parts.join(' · ')}
    </Box>
  )
}
