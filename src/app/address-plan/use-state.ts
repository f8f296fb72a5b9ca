/** The state of the page, which its address holds. */
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { parseRange } from '../../net/range.ts'
import { formatState, type PageState, parseState, rangeText } from './page-state.ts'

export interface StateOfPage {
  readonly state: PageState
  /** In place of what the address says now. */
  readonly change: (change: Partial<PageState>) => void
  /** The address of the page with something else. */
  readonly to: (change: Partial<PageState>) => string
}

export function useStateOfPage(): StateOfPage {
  const [params, setParams] = useSearchParams()
  const said = params.toString()
  const parsed = useMemo(() => parseState(new URLSearchParams(said)), [said])
  const atText = parsed.at === null ? '' : rangeText(parsed.at)
  // What is counted of a range is counted anew for another one alone.
  const at = useMemo(() => (atText === '' ? null : parseRange(atText)), [atText])
  const state = useMemo(() => ({ ...parsed, at }), [parsed, at])
  const to = useCallback(
    (changed: Partial<PageState>) => `?${formatState({ ...state, ...changed })}`,
    [state],
  )
  const change = useCallback(
    (changed: Partial<PageState>) => {
      // Of the address as the browser has it: the page may not have been drawn with it yet.
      const now = parseState(new URLSearchParams(location.search))
      setParams(formatState({ ...now, ...changed }), { replace: !('at' in changed) })
    },
    [setParams],
  )
  return useMemo(() => ({ state, change, to }), [state, change, to])
}
