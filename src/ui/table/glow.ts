/**
 * Rows that have changed glow for a second, for those who like things to move. On and off and nothing between: a
 * fade would keep the page busy with it where something changes all the time.
 */
import { useEffect, useRef } from 'react'

const glowMilliseconds = 1000

const until = new Map<HTMLElement, number>()
let end: ReturnType<typeof setTimeout> | undefined

function glow(element: HTMLElement): void {
  // What is over goes when the next one begins, so that the browser draws once for both.
  endGlows()
  element.toggleAttribute('data-glow', true)
  until.set(element, performance.now() + glowMilliseconds)
  clearTimeout(end)
  end = setTimeout(endGlows, glowMilliseconds)
}

function endGlows(): void {
  const now = performance.now()
  for (const [element, over] of until) {
    if (over > now) continue
    element.removeAttribute('data-glow')
    until.delete(element)
  }
}

/** For the row of that version. */
export function useGlow(version: string | undefined) {
  const element = useRef<HTMLTableRowElement>(null)
  const known = useRef(version)
  useEffect(() => {
    if (known.current === version) return
    known.current = version
    const isWelcome = window.matchMedia('(prefers-reduced-motion: no-preference)').matches
    if (isWelcome && element.current !== null) glow(element.current)
  }, [version])
  return element
}
