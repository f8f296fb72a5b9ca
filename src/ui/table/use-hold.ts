/** Holds the order of rows while the pointer or the keyboard is among them. */
import { type FocusEvent, type PointerEvent, useCallback, useMemo, useRef, useState } from 'react'
import { holdRows } from './steady.ts'

export interface Hold<Row> {
  readonly rows: readonly Row[]
  readonly waiting: number
  readonly gone: ReadonlySet<string>
  /** Shows what waits. */
  readonly release: () => void
  /** For the element around the rows. */
  readonly handlers: {
    readonly onPointerOver: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerLeave: () => void
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void
  }
}

export interface HoldOptions<Row> {
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** What somebody asked to see: rows of another view come at once. */
  readonly view: string
  /** Rows that are still being loaded come as they come. */
  readonly isSettled: boolean
  readonly mayGo: (key: string) => boolean
}

interface HeldRows<Row> {
  readonly view: string
  readonly rows: readonly Row[]
  /** Whether they were all there are: what completes a list never waits. */
  readonly isSettled: boolean
}

const nothingGone: ReadonlySet<string> = new Set()

export function useHold<Row>({ rows, keyOf, view, isSettled, mayGo }: HoldOptions<Row>): Hold<Row> {
  const [held, setHeld] = useState<HeldRows<Row> | null>(null)
  const at = useRef({ pointer: false, keyboard: false })
  // Where nothing stands nothing can move.
  const isHeld = held?.isSettled === true && held.view === view && isSettled && held.rows.length > 0
  const result = useMemo(
    () =>
      isHeld && held.rows !== rows
        ? holdRows(held.rows, rows, keyOf, mayGo)
        : { rows, waiting: 0, gone: nothingGone },
    [isHeld, held, rows, keyOf, mayGo],
  )
  // Another view, or the first complete one: from here on it is this one that stays as it is.
  if (held !== null && !isHeld && (held.rows !== rows || held.isSettled !== isSettled)) {
    setHeld({ view, rows, isSettled })
  }
  const latest = useRef({ rows, view, shown: result.rows, isSettled })
  latest.current = { rows, view, shown: result.rows, isSettled }
  const settle = useCallback(() => {
    const { pointer, keyboard } = at.current
    if (!pointer && !keyboard) setHeld(null)
    else {
      setHeld((now) => {
        const { view: current, shown, isSettled: isComplete } = latest.current
        return now ?? { view: current, rows: shown, isSettled: isComplete }
      })
    }
  }, [])
  const handlers = useMemo(
    () => ({
      onPointerOver: ({ target, pointerType }: PointerEvent<HTMLElement>) => {
        // A finger does not hover.
        at.current.pointer = pointerType !== 'touch' && target instanceof Element && isAmongRows(target)
        settle()
      },
      onPointerLeave: () => {
        at.current.pointer = false
        settle()
      },
      onFocus: ({ target }: FocusEvent<HTMLElement>) => {
        at.current.keyboard = isAmongRows(target) && target.matches(':focus-visible')
        settle()
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return
        at.current.keyboard = false
        settle()
      },
    }),
    [settle],
  )
  const release = useCallback(() => {
    const { pointer, keyboard } = at.current
    const { view: current, rows: wanted, isSettled: isComplete } = latest.current
    setHeld(pointer || keyboard ? { view: current, rows: wanted, isSettled: isComplete } : null)
  }, [])
  return { ...result, release, handlers }
}

/** Anywhere but in the header: also below the last row and on what floats over the rows. */
const isAmongRows = (element: Element) => element.closest('thead') === null
