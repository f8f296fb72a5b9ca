/** The state of the page, which its address holds. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { isLeaving } from '../leaving.ts'
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

const settleMilliseconds = 250

/** What is typed shows at once; `onSettled` hears of it after a rest. Another value from outside takes its place. */
export function useTyped(value: string, onSettled: (text: string) => void) {
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    setText(value)
  }
  useEffect(() => {
    if (text === value) return
    const { pathname } = location
    const timer = setTimeout(() => {
      if (!isLeaving() && location.pathname === pathname) onSettled(text)
    }, settleMilliseconds)
    return () => clearTimeout(timer)
  }, [text, value, onSettled])
  return [text, setText] as const
}
