/** What a list shows and in which order; kept in the address, so that it can be shared and gone back to. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { useLocation, useNavigationType, useSearchParams } from 'react-router'
import { asFields } from '../../k8s/shape.ts'
import type { Sort, Sorting } from '../../ui/table/column.ts'
import { isLeaving } from '../leaving.ts'

/** How long the address waits for the end of typing. */
const settleMilliseconds = 300

export interface ListQuery {
  readonly text: string
  readonly setText: (text: string) => void
  readonly sorting: Sorting
  readonly setSorting: (change: (sorting: Sorting) => Sorting) => void
}

/** Says of an address that this page wrote it: what stands in the box is as new as it, or newer. */
const ownWrite = { replace: true, state: { written: true } } as const

export function useListQuery(defaultSort = 'name'): ListQuery {
  const [params, setParams] = useSearchParams()
  const { key, pathname, state } = useLocation()
  const addressed = params.get('q') ?? ''
  // What is typed is the page's own at once; the address follows.
  const [text, setText] = useState(addressed)
  const isOwn = useNavigationType() === 'REPLACE' && asFields(state).written === true
  const arrival = isOwn ? null : key
  useLayoutEffect(() => {
    if (arrival !== null) setText(addressed)
  }, [arrival, addressed])
  useEffect(() => {
    if (text === addressed) return
    const timer = setTimeout(() => {
      // On the way to another page this would take one back, or become part of its address.
      if (!isLeaving() && location.pathname === pathname) setParams(changed('q', text), ownWrite)
    }, settleMilliseconds)
    return () => clearTimeout(timer)
  }, [text, addressed, setParams, pathname])
  const sort = params.get('sort') ?? defaultSort
  const sorting = useMemo(() => parseSorting(sort), [sort])
  const setSorting = useCallback(
    (change: (sorting: Sorting) => Sorting) => {
      const now = parseSorting(new URLSearchParams(location.search).get('sort') ?? defaultSort)
      setParams(changed('sort', formatSorting(change(now))), ownWrite)
    },
    [setParams, defaultSort],
  )
  return { text, setText, sorting, setSorting }
}

/** Of the address as the browser has it: the page may not have been drawn with it yet. */
function changed(key: string, value: string): URLSearchParams {
  const next = new URLSearchParams(location.search)
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
