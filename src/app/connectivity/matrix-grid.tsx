/** The matrix as a grid: only what is in sight is drawn, arrow keys move, Enter asks why. */
import { Box } from '@mui/material'
import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCellText, usePairText } from './cell-look.tsx'
import { shownOf } from './cell-state.ts'
import { movedTo, nameWidth, scrollTo, size, windowOf } from './grid-window.ts'
import { Cell, Head } from './matrix-cells.tsx'
import { cornerStyle, gridStyle, headRowStyle } from './matrix-style.ts'
import type { PageState } from './page-state.ts'
import { formatPlace, type Place } from './place.ts'
import { usePlaceText } from './place-name.tsx'
import { cellAt, type MatrixAnswer } from './protocol.ts'

/** Rows and columns by their places in the matrix. */
export interface MatrixShown {
  readonly matrix: MatrixAnswer
  readonly rows: readonly number[]
  readonly columns: readonly number[]
}

export interface MatrixProps {
  readonly shown: MatrixShown
  readonly state: PageState
  readonly onChoose: (from: Place, to: Place) => void
  /** Opens the workloads of namespaces. */
  readonly onOpen: (from: string, to: string) => void
}

/** Row and column of the cell that arrow keys move from; -1 is the head. By name, because rows come and go. */
interface Active {
  readonly row: string
  readonly column: string
}

export function MatrixGrid({
  shown,
  state,
  onChoose,
  onOpen,
  ref,
}: MatrixProps & { ref?: Ref<HTMLDivElement> }) {
  const { t } = useTranslation('connectivity')
  const id = useId()
  const placeText = usePlaceText()
  const cellText = useCellText()
  const pairText = usePairText()
  const scroller = useRef<HTMLDivElement | null>(null)
  const [seen, onScroll] = useSeen(scroller)
  const { rows, columns } = placesShown(shown)
  const [active, setActive] = useState<Active>(() => activeOf(state))
  const at = {
    row:
      active.row === ''
        ? -1
        : Math.max(
            0,
            rows.findIndex((each) => formatPlace(each) === active.row),
          ),
    column:
      active.column === ''
        ? -1
        : Math.max(
            0,
            columns.findIndex((each) => formatPlace(each) === active.column),
          ),
  }
  const go = (row: number, column: number) => {
    const [from, to] = [rows[row], columns[column]]
    setActive({
      row: from === undefined ? '' : formatPlace(from),
      column: to === undefined ? '' : formatPlace(to),
    })
    if (scroller.current !== null) scrollTo(scroller.current, row, column)
  }
  const act = (row: number, column: number) => {
    const [from, to] = [rows[row], columns[column]]
    if (from !== undefined && to !== undefined) {
      if (from.type !== 'outside' || to.type !== 'outside') onChoose(from, to)
      return
    }
    const head = from ?? to
    if (head?.type === 'ns') onOpen(head.namespace, head.namespace)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      act(at.row, at.column)
      return
    }
    const next = movedTo(event, at, { rows: rows.length, columns: columns.length })
    if (next === null) return
    event.preventDefault()
    go(next.row, next.column)
  }
  const nameOf = (place: Place) => placeText(place, true)
  const names = { rows: rows.map(nameOf), columns: columns.map(nameOf) }
  const cellOf = (row: number, column: number) => {
    const cell = cellAt(shown.matrix, shown.rows[row] ?? 0, shown.columns[column] ?? 0)
    const said = cellText(cell, shown.matrix.port === null)
    return {
      label: `${pairText(names.rows[row] ?? '', names.columns[column] ?? '')}: ${said}`,
      look: shownOf(cell),
    }
  }
  const inSight = windowOf(seen, rows.length, columns.length)
  const chosen = `${chosenIn(shown, state.from)} ${chosenIn(shown, state.to)}`
  return (
    <Box
      ref={(element: HTMLDivElement | null) => {
        scroller.current = element
        if (typeof ref === 'function') ref(element)
        else if (ref) ref.current = element
      }}
      role="grid"
      aria-label={t('matrix')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={`${id}${at.row}/${at.column}`}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const cell = (event.target as Element).closest('[data-at]')
        const [row, column] = (cell?.getAttribute('data-at') ?? '').split('/').map(Number)
        if (row === undefined || column === undefined) return
        go(row, column)
        act(row, column)
      }}
      sx={gridStyle}
    >
      <Box role="row" aria-rowindex={1} sx={{ ...headRowStyle, width: nameWidth + columns.length * size }}>
        <Box role="columnheader" aria-colindex={1} sx={cornerStyle}>
          {t('fromTo')}
        </Box>
        {inSight.columns.map((column) => (
          <Head
            key={column}
            id={`${id}-1/${column}`}
            place={columns[column]}
            at={`-1/${column}`}
            index={column + 2}
            isColumn
            isActive={at.row === -1 && at.column === column}
          />
        ))}
      </Box>
      <Box role="rowgroup" sx={{ position: 'relative', height: rows.length * size }}>
        {inSight.rows.map((row) => (
          <Box
            key={row}
            role="row"
            aria-rowindex={row + 2}
            sx={{ position: 'absolute', height: size, width: nameWidth + columns.length * size }}
            style={{ top: row * size }}
          >
            <Head
              id={`${id}${row}/-1`}
              place={rows[row]}
              at={`${row}/-1`}
              index={1}
              isActive={at.row === row && at.column === -1}
            />
            {inSight.columns.map((column) => (
              <Cell
                key={column}
                id={`${id}${row}/${column}`}
                {...cellOf(row, column)}
                at={`${row}/${column}`}
                column={column}
                isActive={at.row === row && at.column === column}
                isChosen={chosen === `${nameAt(rows, row)} ${nameAt(columns, column)}`}
              />
            ))}
          </Box>
        ))}
      </Box>
    </Box>
  )
}

/** Among namespaces, a workload stands for its own. */
function chosenIn({ matrix }: MatrixShown, place: Place | null): string {
  if (place === null) return ''
  if (matrix.inside !== null || !('namespace' in place)) return formatPlace(place)
  return formatPlace({ type: 'ns', namespace: place.namespace })
}

const nameAt = (places: readonly Place[], at: number) => {
  const place = places[at]
  return place === undefined ? '' : formatPlace(place)
}

export function placesShown({ matrix, rows, columns }: MatrixShown) {
  const of = (places: readonly Place[], shown: readonly number[]) =>
    shown.flatMap((at) => {
      const place = places[at]
      return place === undefined ? [] : [place]
    })
  return { rows: of(matrix.rows, rows), columns: of(matrix.columns, columns) }
}

function activeOf({ from, to }: PageState): Active {
  return { row: from === null ? '-' : formatPlace(from), column: to === null ? '-' : formatPlace(to) }
}

/** What of the grid is in sight, told only when another row or column comes into it. */
function useSeen(scroller: { readonly current: HTMLDivElement | null }) {
  const [seen, setSeen] = useState({ top: 0, left: 0, width: 1200, height: 700 })
  const read = () => {
    const element = scroller.current
    if (element === null) return
    const { scrollTop, scrollLeft, clientWidth: width, clientHeight: height } = element
    const next = {
      top: Math.floor(scrollTop / size) * size,
      left: Math.floor(scrollLeft / size) * size,
      width,
      height,
    }
    setSeen((last) => (JSON.stringify(last) === JSON.stringify(next) ? last : next))
  }
  const latest = useRef(read)
  latest.current = read
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const observer = new ResizeObserver(() => latest.current())
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return [seen, read] as const
}
