/** The keyboard's way through the rows of a table: from the link of one to that of the next. */

/** Moves the focus to the link of the next or previous row; from outside the table, to the first one. */
export function moveFocus(table: HTMLElement | null, step: 1 | -1): void {
  const row = focusedRow(table)
  const next = row === null ? table?.querySelector('[data-row]') : beside(row, step)
  next?.querySelector('a')?.focus()
}

export function focusedRow(table: HTMLElement | null): HTMLElement | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]') ?? null
  return row !== null && table?.contains(row) ? row : null
}

/** Between rows there may be headings. */
function beside(row: Element, step: 1 | -1): Element | null {
  let next: Element | null = row
  do next = step > 0 ? next.nextElementSibling : next.previousElementSibling
  while (next !== null && !next.hasAttribute('data-row'))
  return next
}

/** How many frames a row that is scrolled to may take to be drawn. */
const patience = 10

/** The same for a row that is not drawn yet: by its `aria-rowindex`, once it is there. */
export function focusWhenDrawn(table: HTMLElement | null, index: number, frames = patience): void {
  const link = table?.querySelector<HTMLElement>(`[data-row][aria-rowindex="${index}"] a`)
  if (link) link.focus()
  else if (frames > 0) requestAnimationFrame(() => focusWhenDrawn(table, index, frames - 1))
}
