/** Keyboard shortcuts: declared where they act, listed by `?`. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'

export interface Shortcut {
  /** One key (`/`, `c`) or two in a row (`g s`), as `KeyboardEvent.key` names them. */
  readonly keys: string
  readonly label: string
  readonly run: () => void
}

class Registry {
  readonly #shortcuts = new Map<symbol, () => Shortcut>()

  add(read: () => Shortcut): () => void {
    const id = Symbol()
    this.#shortcuts.set(id, read)
    return () => void this.#shortcuts.delete(id)
  }

  /** Later declarations come first, so that a page may take a key over from the frame. */
  all(): Shortcut[] {
    return [...this.#shortcuts.values()].reverse().map((read) => read())
  }
}

const RegistryContext = createContext<Registry>(new Registry())

export function ShortcutProvider({ children }: { children: ReactNode }) {
  const registry = useMemo(() => new Registry(), [])
  useEffect(() => listen(registry), [registry])
  return <RegistryContext value={registry}>{children}</RegistryContext>
}

/** `null` for `run` where there is nothing to do: then the key is anybody else's. */
export function useShortcut(keys: string, label: string, run: (() => void) | null): void {
  const registry = useContext(RegistryContext)
  const latest = useRef<Shortcut>({ keys, label, run: () => {} })
  if (run !== null) latest.current = { keys, label, run }
  const isOn = run !== null
  useEffect(() => (isOn ? registry.add(() => latest.current) : undefined), [registry, isOn])
}

/** All shortcuts of the current page, read at the moment of the call. */
export function useShortcutList(): () => readonly Shortcut[] {
  const registry = useContext(RegistryContext)
  return () => registry.all()
}

/** The time in which the second key of a pair must follow. */
const pairMilliseconds = 1200

function listen(registry: Registry): () => void {
  let first: { key: string; at: number } | null = null
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesText(event.target))
      return
    const pair =
      first !== null && event.timeStamp - first.at < pairMilliseconds ? `${first.key} ${event.key}` : null
    const shortcuts = registry.all()
    const found =
      shortcuts.find(({ keys }) => keys === pair) ?? shortcuts.find(({ keys }) => keys === event.key)
    first = { key: event.key, at: event.timeStamp }
    if (found === undefined) return
    event.preventDefault()
    first = null
    found.run()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

/** Where keys are typed, or choose by themselves: dialogs, lists, and editors that look like neither input nor textarea. */
const typingPlaces =
  '.monaco-editor, [role="textbox"], [role="combobox"], [role="searchbox"], [role="dialog"], [role="menu"], [role="listbox"]'

function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest(typingPlaces)) return true
  return target.matches('input:not([type="radio"], [type="checkbox"]), textarea, select')
}
