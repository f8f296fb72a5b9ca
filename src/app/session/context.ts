/** The keeper of the session in React. */
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { KeeperState } from './keeper.ts'
import type { PageKeeper } from './page-keeper.ts'

export const KeeperContext = createContext<PageKeeper | null>(null)

export function usePageKeeper(): PageKeeper {
  const keeper = useContext(KeeperContext)
  if (keeper === null) throw new Error('There is no KeeperContext above this component.')
  return keeper
}

export function useKeeperState(): KeeperState {
  const { keeper } = usePageKeeper()
  return useSyncExternalStore(keeper.observe, keeper.state)
}

/** Whether the session is over and the page stands there only for what was typed in it. */
export function useIsSessionOver(): boolean {
  const state = useKeeperState()
  return state.phase === 'needed' && state.cluster === null
}

/** The seconds until a time, counted down; 0 afterwards. */
export function useSecondsUntil(time: number): number {
  const left = () => Math.max(0, Math.ceil((time - Date.now()) / 1000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    const count = () => setSeconds(Math.max(0, Math.ceil((time - Date.now()) / 1000)))
    count()
    if (time <= Date.now()) return
    const timer = setInterval(count, 1000)
    return () => clearInterval(timer)
  }, [time])
  return seconds
}
