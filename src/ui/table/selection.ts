/** Which rows are chosen: by what they are, so that they stay chosen wherever they stand. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

export interface Selection {
  readonly keys: ReadonlySet<string>
  /** How many were chosen and are there no longer, or no longer match; told until the next choice. */
  readonly lost: number
  readonly set: (keys: readonly string[], chosen: boolean) => void
  /** All rows, also those that are not drawn. */
  readonly all: () => void
  readonly clear: () => void
}

export function useSelection<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Selection {
  const [state, setState] = useState(nothing)
  const kept = useMemo(() => present(state.keys, rows, keyOf), [state.keys, rows, keyOf])
  const latest = useRef(rows)
  useEffect(() => {
    latest.current = rows
    if (kept.size === state.keys.size) return
    setState(({ keys, lost }) => ({ keys: kept, lost: lost + keys.size - kept.size }))
  }, [kept, state.keys, rows])
  const set = useCallback((touched: readonly string[], chosen: boolean) => {
    setState(({ keys }) => ({ keys: withKeys(keys, touched, chosen), lost: 0 }))
  }, [])
  const all = useCallback(() => setState({ keys: new Set(latest.current.map(keyOf)), lost: 0 }), [keyOf])
  const clear = useCallback(() => setState(nothing), [])
  return useMemo(
    () => ({ keys: kept, lost: state.lost, set, all, clear }),
    [kept, state.lost, set, all, clear],
  )
}

const nothing: { readonly keys: ReadonlySet<string>; readonly lost: number } = { keys: new Set(), lost: 0 }

/** The chosen keys that rows still have; the same set where that is all of them. */
export function present<Row>(
  keys: ReadonlySet<string>,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlySet<string> {
  if (keys.size === 0) return keys
  const found = new Set<string>()
  for (const row of rows) {
    const key = keyOf(row)
    if (keys.has(key)) found.add(key)
  }
  return found.size === keys.size ? keys : found
}

/** From one key to the other in the order of the rows, both among them; without the first, the other alone. */
export function between(keys: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [keys.indexOf(from), keys.indexOf(to)]
  return a < 0 || b < 0 ? [to] : keys.slice(Math.min(a, b), Math.max(a, b) + 1)
}

function withKeys(keys: ReadonlySet<string>, touched: readonly string[], on: boolean): ReadonlySet<string> {
  const next = new Set(keys)
  for (const key of touched) {
    if (on) next.add(key)
    else next.delete(key)
  }
  return next
}
