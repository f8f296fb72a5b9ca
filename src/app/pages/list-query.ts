/** What a list shows and in which order; kept in the address, so that it can be shared and gone back to. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation, useNavigation, useSearchParams } from 'react-router'
import type { Sort, Sorting } from '../../ui/table/column.ts'

/** How long the address waits for the end of typing. */
const settleMilliseconds = 300

export interface ListQuery {
  readonly text: string
  readonly setText: (text: string) => void
  readonly sorting: Sorting
  readonly setSorting: (sorting: Sorting) => void
}

export function useListQuery(defaultSort = 'name'): ListQuery {
  const [params, setParams] = useSearchParams()
  const addressed = params.get('q') ?? ''
  // What is typed is the page's own at once; the address follows.
  const [text, setText] = useState(addressed)
  const seen = useRef(addressed)
  // What was written and has not come back as the address yet: a fast typist is ahead of it.
  const written = useRef<readonly string[]>([])
  if (addressed !== seen.current) {
    seen.current = addressed
    const echo = written.current.indexOf(addressed)
    written.current = written.current.slice(echo + 1)
    if (echo < 0 && text !== addressed) setText(addressed)
  }
  const { pathname } = useLocation()
  const isLeaving = useNavigation().state !== 'idle'
  useEffect(() => {
    // On the way to another page, what was typed here would become part of its address.
    if (isLeaving || text === (written.current.at(-1) ?? seen.current)) return
    const timer = setTimeout(() => {
      if (location.pathname !== pathname) return
      written.current = [...written.current, text]
      setParams((current) => changed(current, 'q', text), { replace: true })
    }, settleMilliseconds)
    return () => clearTimeout(timer)
  }, [text, setParams, isLeaving, pathname])
  const sort = params.get('sort') ?? defaultSort
  const sorting = useMemo(() => parseSorting(sort), [sort])
  const setSorting = useCallback(
    (next: Sorting) =>
      setParams((current) => changed(current, 'sort', formatSorting(next)), { replace: true }),
    [setParams],
  )
  return { text, setText, sorting, setSorting }
}

function changed(params: URLSearchParams, key: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params)
  if (value === '') next.delete(key)
  else next.set(key, value)
  return next
}

/** `type,-age` is by type, and by age from the oldest where types are the same. */
export function parseSorting(text: string): Sorting {
  const seen = new Set<string>()
  return text.split(',').flatMap((part): Sort[] => {
    const descending = part.startsWith('-')
    const column = descending ? part.slice(1) : part
    if (column === '' || seen.has(column)) return []
    seen.add(column)
    return [{ column, descending }]
  })
}

export function formatSorting(sorting: Sorting): string {
  return sorting.map(({ column, descending }) => `${descending ? '-' : ''}${column}`).join(',')
}
