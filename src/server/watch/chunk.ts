/** Pieces of messages, as JSON text, of a size that a browser can paint from and a socket can hold. */
import type { KubeObject } from '../../k8s/objects.ts'

const maxObjects = 500
const maxCharacters = 1024 * 1024

export interface Items {
  /** Elements of a JSON array, joined. */
  readonly text: string
  readonly count: number
}

/** The next objects of `keys`, which are taken out of it; what is held no more goes to `gone`. */
export function takeItems(
  keys: Set<string>,
  objects: ReadonlyMap<string, KubeObject>,
  gone: string[],
): Items {
  const items: string[] = []
  let characters = 0
  for (const key of keys) {
    if (items.length === maxObjects || characters > maxCharacters) break
    keys.delete(key)
    const object = objects.get(key)
    if (object === undefined) {
      gone.push(key)
      continue
    }
    const item = JSON.stringify(object)
    characters += item.length
    items.push(item)
  }
  return { text: items.join(), count: items.length }
}

/**
 * The next changes of `keys`, which are taken out of it, as `"upserts":[...],"removals":[...]`: what is held
 * replaces, what is held no more is removed.
 */
export function takeChanges(keys: Set<string>, objects: ReadonlyMap<string, KubeObject>): string {
  const gone: string[] = []
  const { text } = takeItems(keys, objects, gone)
  return `"upserts":[${text}],"removals":${JSON.stringify(gone)}`
}
