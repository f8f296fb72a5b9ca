/** A set of objects whose indexes follow every change by its difference and are never made anew. */
import { type KubeObject, keyOf } from './objects.ts'

/** A way to find objects. It is known by its identity, so it should live as long as its module. */
export interface Index<T extends KubeObject = KubeObject> {
  /** The keys an object stands under; any number, each counts once. */
  readonly keysOf: (object: T) => string | readonly string[]
}

interface Change {
  readonly before: KubeObject | undefined
  readonly after: KubeObject | undefined
}

/** What happens to one key of an index. */
interface Touched {
  /** `null` for what goes away. */
  readonly replaced: Map<KubeObject, KubeObject | null>
  readonly added: KubeObject[]
}

type Entries = Map<string, readonly KubeObject[]>

/** Beyond this many the oldest index goes; it is made again when it is asked for. */
const maxIndexes = 32

const none: readonly never[] = []

/**
 * Objects by `keyOf`. What `items` and `lookup` give is never changed afterwards: it is the same array for as
 * long as nothing in it changed, and another one as soon as something did.
 */
export class ObjectSet {
  readonly #objects = new Map<string, KubeObject>()
  readonly #indexes = new Map<Index<never>, Entries>()
  #items: readonly KubeObject[] | null = none

  get size(): number {
    return this.#objects.size
  }

  has(key: string): boolean {
    return this.#objects.has(key)
  }

  keys(): Iterable<string> {
    return this.#objects.keys()
  }

  items(): readonly KubeObject[] {
    this.#items ??= [...this.#objects.values()]
    return this.#items
  }

  /** The objects under a key of an index, which is made when it is asked for the first time. */
  lookup<T extends KubeObject>(index: Index<T>, key: string): readonly T[] {
    const entries = this.#indexes.get(index) ?? this.#make(index)
    // An index gives back objects of the type it was declared for.
    return (entries.get(key) ?? none) as readonly T[]
  }

  /**
   * Puts objects in (`null` takes one out), by key. One of the version that is held already stays the object it
   * was. Says whether anything changed.
   */
  apply(changed: ReadonlyMap<string, KubeObject | null>): boolean {
    const changes: Change[] = []
    for (const [key, given] of changed) {
      const before = this.#objects.get(key)
      const after = given ?? undefined
      if (before === after || isSameVersion(before, after)) continue
      if (after === undefined) this.#objects.delete(key)
      else this.#objects.set(key, after)
      changes.push({ before, after })
    }
    if (changes.length === 0) return false
    this.#items = null
    for (const [index, entries] of this.#indexes) follow(index as Index, entries, changes)
    return true
  }

  clear(): void {
    this.#objects.clear()
    this.#indexes.clear()
    this.#items = none
  }

  #make<T extends KubeObject>(index: Index<T>): Entries {
    const [oldest] = this.#indexes.keys()
    if (oldest !== undefined && this.#indexes.size >= maxIndexes) this.#indexes.delete(oldest)
    const made = new Map<string, KubeObject[]>()
    for (const object of this.#objects.values()) {
      for (const key of keysIn(index as Index<never> as Index, object)) {
        const found = made.get(key)
        if (found === undefined) made.set(key, [object])
        else found.push(object)
      }
    }
    const entries: Entries = made
    this.#indexes.set(index, entries)
    return entries
  }
}

/** The key of an object is `keyOf`; this is the map that `apply` takes. */
export function byKey(objects: Iterable<KubeObject>): Map<string, KubeObject | null> {
  const all = new Map<string, KubeObject | null>()
  for (const object of objects) all.set(keyOf(object), object)
  return all
}

function isSameVersion(before: KubeObject | undefined, after: KubeObject | undefined): boolean {
  const version = after?.metadata.resourceVersion
  return version !== undefined && before?.metadata.resourceVersion === version
}

function keysIn(index: Index, object: KubeObject): Iterable<string> {
  const keys = index.keysOf(object)
  if (typeof keys === 'string') return [keys]
  return keys.length > 1 ? new Set(keys) : keys
}

function follow(index: Index, entries: Entries, changes: readonly Change[]): void {
  const touched = new Map<string, Touched>()
  const touch = (key: string): Touched => {
    const known = touched.get(key)
    if (known !== undefined) return known
    const made: Touched = { replaced: new Map(), added: [] }
    touched.set(key, made)
    return made
  }
  for (const { before, after } of changes) {
    const now = new Set(after === undefined ? none : keysIn(index, after))
    for (const key of before === undefined ? none : keysIn(index, before)) {
      if (before === undefined) continue
      touch(key).replaced.set(before, now.delete(key) && after !== undefined ? after : null)
    }
    for (const key of now) if (after !== undefined) touch(key).added.push(after)
  }
  for (const [key, change] of touched) {
    const next = changedEntry(entries.get(key) ?? none, change)
    if (next.length === 0) entries.delete(key)
    else entries.set(key, next)
  }
}

function changedEntry(old: readonly KubeObject[], { replaced, added }: Touched): readonly KubeObject[] {
  const next: KubeObject[] = []
  for (const object of old) {
    const by = replaced.get(object)
    if (by !== null) next.push(by ?? object)
  }
  for (const object of added) next.push(object)
  return next
}
