/** One row; drawn again only if its object, its place or what is shown of it has changed. */
import { memo, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TableColumn } from './column.ts'

export interface RowProps<Row> {
  readonly row: Row
  readonly rowKey: string
  /** As the screen reader counts, the header being the first. */
  readonly index: number
  readonly columns: readonly TableColumn<Row>[]
  readonly from: number
  readonly to: number
  /** On narrow screens: the columns whose texts stand in a second line. */
  readonly rest: readonly TableColumn<Row>[]
  /** `null` where rows cannot be chosen. */
  readonly selected: boolean | null
  readonly onSelect: (key: string, range: boolean) => void
  readonly isGone: boolean
  readonly version: string | undefined
  /** Makes the row read the texts of `rest` again. */
  readonly revision: string | undefined
  readonly nameOf: ((row: Row) => string) | undefined
  readonly actions: ((row: Row) => ReactNode) | undefined
}

export const TableRow = memo(RowView) as typeof RowView

function RowView<Row>(props: RowProps<Row>) {
  const { row, rowKey, index, columns, from, to, rest, selected, isGone } = props
  const { t } = useTranslation('ui')
  const element = useGlow(props.version)
  const [first] = columns
  const cell = (column: TableColumn<Row>, at: number) => (
    <td key={column.id} aria-colindex={colIndex(at, selected)} data-align={column.align}>
      {column.cell(row)}
    </td>
  )
  return (
    <tr
      ref={element}
      data-row
      data-key={rowKey}
      data-gone={isGone || undefined}
      aria-rowindex={index}
      {...(selected !== null && { 'aria-selected': selected })}
    >
      {selected !== null && (
        <td data-select data-stays="select">
          <input
            type="checkbox"
            aria-label={t('selectRow', { name: props.nameOf?.(row) ?? rowKey })}
            checked={selected}
            onClick={(event) => props.onSelect(rowKey, event.shiftKey)}
            onChange={doNothing}
          />
        </td>
      )}
      {first !== undefined && (
        <th scope="row" data-stays="first" aria-colindex={colIndex(0, selected)}>
          {first.cell(row)}
          {isGone && <span> {t('rowGone')}</span>}
          {rest.length > 0 && <RestLine columns={rest} row={row} />}
        </th>
      )}
      {from > 1 && <td aria-hidden colSpan={1} />}
      {columns.slice(from, to).map((column, at) => cell(column, from + at))}
      {to < columns.length && <td aria-hidden colSpan={1} />}
      {props.actions !== undefined && <td data-actions>{props.actions(row)}</td>}
    </tr>
  )
}

// Turning the box is told to whoever keeps the selection, with the keys that were held; React wants a word of its own.
function doNothing() {}

export function colIndex(at: number, selected: boolean | null): number {
  return at + (selected === null ? 1 : 2)
}

/** A second line below all cells of a narrow row. */
function RestLine<Row>({ columns, row }: { columns: readonly TableColumn<Row>[]; row: Row }) {
  const parts = columns.map((column) => column.text?.(row) ?? '').filter((text) => text !== '')
  return <span data-rest>{parts.join(' · ')}</span>
}

/** Of opacity alone, which browsers animate beside the page's own work: a colour would be painted each frame. */
const glow: Keyframe[] = [{ opacity: 0.22 }, { opacity: 0 }]
const glowTiming = { duration: 1000, easing: 'ease-out', pseudoElement: '::after' } as const

/** A row that has changed glows once, for those who like things to move. */
function useGlow(version: string | undefined) {
  const element = useRef<HTMLTableRowElement>(null)
  const known = useRef(version)
  useEffect(() => {
    if (known.current === version) return
    known.current = version
    if (window.matchMedia('(prefers-reduced-motion: no-preference)').matches) {
      element.current?.lastElementChild?.animate(glow, glowTiming)
    }
  }, [version])
  return element
}
