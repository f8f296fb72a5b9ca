/** When a session ends, told some minutes before. */
import { useEffect, useState } from 'react'

export const warningMilliseconds = 5 * 60_000
/** Timers know no longer time than this. */
const longest = 2 ** 31 - 1
/** The server's clock may go otherwise than this one: it is asked until it agrees. */
const askAgainMilliseconds = 30_000

export type Ending = 'far' | 'near' | 'past'

export function endingAt(expires: number | null, now: number): Ending {
  if (expires === null || expires - now > warningMilliseconds) return 'far'
  return expires > now ? 'near' : 'past'
}

/** How long that stays as it is. */
export function untilNext(expires: number, now: number): number {
  const ending = endingAt(expires, now)
  if (ending === 'past') return askAgainMilliseconds
  return Math.min(longest, ending === 'near' ? expires - now : expires - warningMilliseconds - now)
}

/** `onPast` is told when the time has come, and again as long as it is past. */
export function useEnding(expires: number | null, onPast: () => void): Ending {
  const [ending, setEnding] = useState(() => endingAt(expires, Date.now()))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const now = Date.now()
      const next = endingAt(expires, now)
      setEnding(next)
      if (next === 'past') onPast()
      // A little later, because timers may be early.
      if (expires !== null) timer = setTimeout(look, untilNext(expires, now) + 50)
    }
    look()
    return () => clearTimeout(timer)
  }, [expires, onPast])
  return ending
}

/** The time of day, and the day where it is not today. */
export function endText(expires: number, language: string, now = Date.now()): string {
  const end = new Date(expires)
  if (end.toDateString() === new Date(now).toDateString()) {
    return end.toLocaleTimeString(language, { timeStyle: 'short' })
  }
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const
  return end.toLocaleString(language, { ...day, hour: 'numeric', minute: '2-digit' })
}
