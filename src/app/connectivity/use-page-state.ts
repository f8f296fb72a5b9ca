/** The state of the page, which its address holds. */
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { formatState, type PageState, parseState } from './page-state.ts'

export type ChangeState = (change: Partial<PageState>) => void

export function usePageState(): readonly [PageState, ChangeState] {
  const [params, setParams] = useSearchParams()
  const said = params.toString()
  const state = useMemo(() => parseState(new URLSearchParams(said)), [said])
  const change = useCallback(
    (changed: Partial<PageState>) => {
      // Of the address as the browser has it: the page may not have been drawn with it yet.
      const now = parseState(new URLSearchParams(location.search))
      setParams(formatState({ ...now, ...changed }), { replace: true })
    },
    [setParams],
  )
  return [state, change]
}
