/** The keyboard's way through the rows of a table: from the link of one to that of the next. */
import type { KeyboardEvent } from 'react'

/** Moves the focus to the link of the next or previous row; from outside the table, to the first one. */
export function moveFocus(table: HTMLElement | null, step: 1 | -1): void {
  const row = document.activeElement?.closest('[data-row]')
  const next = row == null || !table?.contains(row) ? table?.querySelector('[data-row]') : beside(row, step)
  next?.querySelector('a')?.focus()
}

/** Between rows there may be headings. */
function beside(row: Element, step: 1 | -1): Element | null {
  let next: Element | null = row
  do next = step > 0 ? next.nextElementSibling : next.previousElementSibling
  while (next !== null && !next.hasAttribute('data-row'))
  return next
}

export function moveWithArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  if (!(event.target instanceof HTMLElement) || event.target.closest('[data-row]') === null) return
  event.preventDefault()
  moveFocus(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1)
}
