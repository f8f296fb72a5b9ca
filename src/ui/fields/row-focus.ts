/** Where the focus goes after a row was added, removed or moved. */
import { type RefObject, useLayoutEffect, useRef } from 'react'

type Find = (table: HTMLElement) => HTMLElement | null

/** Takes the focus, once the change is on the page, to what `find` finds there. */
export function useFocusAfter(table: RefObject<HTMLElement | null>): (find: Find) => void {
  const wanted = useRef<Find | null>(null)
  useLayoutEffect(() => {
    if (wanted.current === null || table.current === null) return
    wanted.current(table.current)?.focus()
    wanted.current = null
  })
  return (find) => {
    wanted.current = find
  }
}

/** A table may stand in the row of another: only its own rows and buttons count. */
const own = (index: number) => `:scope > [data-row="${index}"]`

function actionOf(table: HTMLElement, index: number, action: string): HTMLButtonElement | null {
  const row = table.querySelector(own(index))
  // Those of tables inside of the row come before its own.
  const buttons = row?.querySelectorAll<HTMLButtonElement>(`[data-row-action="${action}"]`)
  return buttons?.[buttons.length - 1] ?? null
}

/** The first control of a row. */
export function controlOf(table: HTMLElement, index: number): HTMLElement | null {
  return table.querySelector(
    `${own(index)} :is(input, textarea, select, button, [role="combobox"]):not([disabled], [aria-hidden="true"])`,
  )
}

export function removeButton(table: HTMLElement, index: number): HTMLElement | null {
  return actionOf(table, index, 'remove')
}

/** At an end of the list the button that leads back, because the other one is off there. */
export function moveButton(table: HTMLElement, index: number, way: 'up' | 'down'): HTMLElement | null {
  const button = actionOf(table, index, way)
  return button?.disabled === true ? actionOf(table, index, way === 'up' ? 'down' : 'up') : button
}

export function addButton(table: HTMLElement): HTMLElement | null {
  return table.querySelector(':scope > [data-row-action="add"]')
}
