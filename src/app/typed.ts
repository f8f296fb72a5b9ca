/** Text that is typed, and that the address of the page holds once it rests. */
import { useEffect, useState } from 'react'
import { isLeaving } from './leaving.ts'

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
