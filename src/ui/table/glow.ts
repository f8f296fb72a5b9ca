/**
 * Rows that have changed glow for a second, for those who like things to move. On and off and nothing between: a
 * fade would keep the page busy with it where something changes all the time.
 */
import { useEffect, useRef } from 'react'

const glowMilliseconds = 1000
/** Those that end at about the same time end together. */
const stepMilliseconds = 500

const until = new Map<HTMLElement, number>()

function glow(element: HTMLElement): void {
  element.toggleAttribute('data-glow', true)
  if (until.size === 0) setTimeout(endGlows, glowMilliseconds)
  until.set(element, performance.now() + glowMilliseconds)
}

function endGlows(): void {
  const now = performance.now()
  for (const [element, end] of until) {
    if (end > now) continue
    element.removeAttribute('data-glow')
    until.delete(element)
  }
  if (until.size > 0) setTimeout(endGlows, stepMilliseconds)
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
