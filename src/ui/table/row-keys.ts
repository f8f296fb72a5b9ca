/** What the keys do in the rows of a table. */
import { type KeyboardEvent, useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../shortcuts.tsx'
import { focusedRow, focusWhenDrawn, moveFocus } from './row-focus.ts'
import { between, type Selection } from './selection.ts'

export interface RowKeys {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  /** A row whose box was turned; with `range`, those from the last one to it. */
  readonly onSelect: (key: string, range: boolean) => void
}

/** `keys` are those of the rows as they stand; `scrollTo` takes a place among all that is drawn, headings too. */
export function useRowKeys(options: {
  readonly table: () => HTMLElement | null
  readonly keys: () => readonly string[]
  readonly count: number
  readonly page: () => number
  readonly scrollTo: (index: number) => void
  readonly selection: Selection | undefined
}): RowKeys {
  const { t } = useTranslation('ui')
  const anchor = useRef<string | null>(null)
  const latest = useRef(options)
  latest.current = options
  const onSelect = useCallback((key: string, range: boolean) => {
    const { selection, keys } = latest.current
    if (selection === undefined) return
    const touched = range && anchor.current !== null ? between(keys(), anchor.current, key) : [key]
    anchor.current = key
    selection.set(touched, !selection.keys.has(key))
  }, [])
  const focusedKey = () => focusedRow(latest.current.table())?.dataset.key
  useShortcut('j', t('nextRow'), () => moveFocus(latest.current.table(), 1))
  useShortcut('k', t('previousRow'), () => moveFocus(latest.current.table(), -1))
  const turnFocused = () => {
    const key = focusedKey()
    if (key !== undefined) onSelect(key, false)
  }
  useShortcut('x', t('turnRow'), options.selection === undefined ? null : turnFocused)

  const keyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { selection } = options
    if (!(event.target instanceof HTMLElement)) return
    const row = event.target.closest<HTMLElement>('[data-row]')
    if (row === null) return
    const handled = () => event.preventDefault()
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      handled()
      const from = row.dataset.key
      moveFocus(options.table(), event.key === 'ArrowDown' ? 1 : -1)
      const to = focusedKey()
      if (!event.shiftKey || selection === undefined || from === undefined || to === undefined) return
      selection.set([from, to], true)
      anchor.current = to
      return
    }
    const target = placeFor(event, Number(row.getAttribute('aria-rowindex')), options)
    if (target !== null) {
      handled()
      options.scrollTo(target - 2)
      focusWhenDrawn(options.table(), target)
    } else if (selection === undefined) return
    else if (event.key === ' ' && event.target.matches('a')) {
      handled()
      turnFocused()
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      handled()
      selection.all()
    } else if (event.key === 'Escape' && selection.keys.size > 0) selection.clear()
  }
  const latestKeyDown = useRef(keyDown)
  latestKeyDown.current = keyDown
  const onKeyDown = useCallback((event: KeyboardEvent<HTMLElement>) => latestKeyDown.current(event), [])
  return { onKeyDown, onSelect }
}

/** The `aria-rowindex` that a key leads to. */
function placeFor(
  { key }: KeyboardEvent,
  at: number,
  { count, page }: { readonly count: number; readonly page: () => number },
): number | null {
  if (key === 'Home') return 2
  if (key === 'End') return count + 1
  if (key === 'PageUp') return Math.max(2, at - page())
  return key === 'PageDown' ? Math.min(count + 1, at + page()) : null
}
