/** What of the page would be lost, or is kept as a draft, if it went away now. */

export type Unsaved = 'nothing' | 'kept' | 'lost'

const editors = new Set<() => Unsaved>()
let isLetGo = false

/** Returns what ends it. */
export function watchUnsaved(ask: () => Unsaved): () => void {
  editors.add(ask)
  return () => void editors.delete(ask)
}

/** Drafts are written by asking. */
export function unsavedWork(): Unsaved {
  const found = [...editors].map((ask) => ask())
  return found.includes('lost') ? 'lost' : found.includes('kept') ? 'kept' : 'nothing'
}

/** From now on the page may go without the browser asking: somebody has been asked. */
export function letUnsavedGo(): void {
  isLetGo = true
}

export function asksBeforeLeaving(): boolean {
  return !isLetGo
}
