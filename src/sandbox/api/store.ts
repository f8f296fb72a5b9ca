/**
 * All objects of the sandbox, by kind. One counter numbers every write, as etcd does; watchers hear of a
 * write before the writer gets its answer.
 */
import type { Lookup, SandboxObject } from '../types.ts'
import { type Change, Collection, keyOf } from './collection.ts'
import { nameOf, namespaceOf, withMetadata } from './values.ts'

export interface StoreOptions {
  /** How many changes of each kind are kept for watches that resume; older ones answer 410. */
  readonly historyLimit?: number
  /** The number before the first write; 1 where absent. */
  readonly firstRevision?: number
}

export type ChangeListener = (storageKey: string, change: Change) => void

/** The place of a kind's objects: `<group>/<plural>`. */
export function storageKeyOf(group: string, plural: string): string {
  return `${group}/${plural}`
}

export class ObjectStore implements Lookup {
  readonly #collections = new Map<string, Collection>()
  readonly #listeners = new Map<string, Set<ChangeListener>>()
  readonly #historyLimit: number
  #revision: number
  /** Collections that come later have forgotten as much as those that were there. */
  #compacted = 0

  constructor({ historyLimit = 10_000, firstRevision = 1 }: StoreOptions = {}) {
    this.#historyLimit = historyLimit
    this.#revision = firstRevision
  }

  /** The number of the latest write. */
  get revision(): number {
    return this.#revision
  }

  collection(storageKey: string): Collection {
    let collection = this.#collections.get(storageKey)
    if (collection === undefined) {
      collection = new Collection(this.#historyLimit, this.#compacted)
      this.#collections.set(storageKey, collection)
    }
    return collection
  }

  storageKeys(): readonly string[] {
    return [...this.#collections.keys()]
  }

  get(group: string, plural: string, namespace: string, name: string): SandboxObject | null {
    return this.collection(storageKeyOf(group, plural)).get(keyOf(namespace, name)) ?? null
  }

  list(group: string, plural: string, namespace = ''): readonly SandboxObject[] {
    return this.collection(storageKeyOf(group, plural)).list(namespace)
  }

  /** Creates or replaces an object and gives it the next resourceVersion. */
  put(storageKey: string, object: SandboxObject): SandboxObject {
    const collection = this.collection(storageKey)
    const key = keyOf(namespaceOf(object), nameOf(object))
    this.#revision += 1
    const stored = withMetadata(object, { resourceVersion: String(this.#revision) })
    const previous = collection.get(key) ?? null
    this.#publish(storageKey, { revision: this.#revision, key, current: stored, previous, object: stored })
    return stored
  }

  /** Removes an object. The result is its last state with the resourceVersion of the removal. */
  remove(storageKey: string, namespace: string, name: string): SandboxObject | null {
    const collection = this.collection(storageKey)
    const key = keyOf(namespace, name)
    const previous = collection.get(key)
    if (previous === undefined) return null
    this.#revision += 1
    const object = withMetadata(previous, { resourceVersion: String(this.#revision) })
    this.#publish(storageKey, { revision: this.#revision, key, current: null, previous, object })
    return object
  }

  /** Calls `listener` after every change of one kind (`'*'`: of all). The result ends it. */
  subscribe(storageKey: string, listener: ChangeListener): () => void {
    const listeners = this.#listeners.get(storageKey) ?? new Set()
    this.#listeners.set(storageKey, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  /** Forgets all changes so far; watches and lists from before answer 410. */
  compact(): void {
    this.#compacted = this.#revision
    for (const collection of this.#collections.values()) collection.compact(this.#revision)
  }

  #publish(storageKey: string, change: Change): void {
    this.collection(storageKey).record(change)
    for (const key of [storageKey, '*']) {
      for (const listener of [...(this.#listeners.get(key) ?? [])]) listener(storageKey, change)
    }
  }
}
