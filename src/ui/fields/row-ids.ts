/** Names for the rows of a list that stay with them as they move, so that what a row remembers moves along. */
import { useState } from 'react'

interface Ids {
  readonly ids: readonly number[]
  readonly next: number
}

/** As many as there are rows: somebody else, the editor or an undo, may have added and removed some. */
export function fitted({ ids, next }: Ids, count: number): Ids {
  const more = Array.from({ length: Math.max(0, count - ids.length) }, (_, at) => next + at)
  return { ids: [...ids.slice(0, count), ...more], next: next + more.length }
}

export function useRowIds(count: number) {
  const [state, setState] = useState<Ids>(() => fitted({ ids: [], next: 0 }, count))
  if (state.ids.length !== count) setState(fitted(state, count))
  const change = (changed: (ids: readonly number[]) => readonly number[]) =>
    setState((current) => ({ ...current, ids: changed(current.ids) }))
  return {
    of: (index: number) => state.ids[index] ?? index,
    removed: (index: number) => change((ids) => ids.toSpliced(index, 1)),
    moved: (from: number, to: number) =>
      change((ids) => ids.toSpliced(from, 1).toSpliced(to, 0, ids[from] ?? from)),
  }
}
