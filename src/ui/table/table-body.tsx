/** The rows of a table that can be seen. It alone is drawn again when one of them changes, or when one scrolls. */
import type { VirtualItem } from '@tanstack/react-virtual'
import { createContext, type ReactNode, type RefObject, useContext, useImperativeHandle } from 'react'
import type { TableColumn } from './column.ts'
import { Heading } from './group.ts'
import { TableRow } from './table-row.tsx'
import { useRowWindow } from './use-row-window.ts'

export interface BodyProps<Row> {
  readonly scroller: RefObject<HTMLElement | null>
  /** Scrolls to a place among all that is drawn, headings too. */
  readonly scrollTo: RefObject<((index: number) => void) | null>
  readonly rows: readonly (Row | Heading)[]
  readonly rowHeight: number
  /** All cells of a row. */
  readonly spans: number
  readonly columns: readonly TableColumn<Row>[]
  readonly from: number
  readonly to: number
  readonly rest: readonly TableColumn<Row>[]
  readonly rowKey: (row: Row) => string
  readonly nameOf: ((row: Row) => string) | undefined
  readonly versionOf: ((row: Row) => string | undefined) | undefined
  readonly revision: string | undefined
  readonly actions: ((row: Row) => ReactNode) | undefined
  /** The keys of those that are chosen; `null` where rows cannot be. */
  readonly chosen: ReadonlySet<string> | null
  readonly onSelect: (key: string, range: boolean) => void
  readonly gone: ReadonlySet<string>
}

/** A context, so that what stands around the rows has no part in their changes. */
export const TableRows = createContext<unknown>(null)

export function TableBody<Row extends object>() {
  // What the table around it put there.
  const props = useContext(TableRows) as BodyProps<Row> | null
  return props === null ? null : <Body {...props} />
}

function Body<Row extends object>(props: BodyProps<Row>) {
  const { rows, columns, from, to, rest, rowKey, nameOf, chosen, onSelect, actions, revision } = props
  const inView = useRowWindow(props.scroller, rows, props.rowHeight)
  useImperativeHandle(props.scrollTo, () => inView.scrollTo, [inView.scrollTo])
  const drawn = (item: VirtualItem) => {
    const row = rows[item.index]
    if (row === undefined) return null
    if (row instanceof Heading) {
      return (
        <tr key={`group ${row.text}`} aria-rowindex={item.index + 2}>
          <th scope="rowgroup" colSpan={props.spans}>
            {row.text}
          </th>
        </tr>
      )
    }
    const key = rowKey(row)
    return (
      <TableRow
        key={key}
        row={row}
        rowKey={key}
        index={item.index + 2}
        columns={columns}
        from={from}
        to={to}
        rest={rest}
        selected={chosen === null ? null : chosen.has(key)}
        onSelect={onSelect}
        isGone={props.gone.has(key)}
        version={props.versionOf?.(row)}
        revision={revision}
        nameOf={nameOf}
        actions={actions}
      />
    )
  }
  return <tbody {...inView.handlers}>{withGaps(inView.items, inView.height, drawn)}</tbody>
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
