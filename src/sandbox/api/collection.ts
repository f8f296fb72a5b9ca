/** The objects of one kind in order of namespace and name, with what happened to them lately. */
import type { SandboxObject } from '../types.ts'

/** A change as watchers see it. `object` carries `revision` as its resourceVersion, deletions too. */
export interface Change {
  readonly revision: number
  readonly key: string
  /** `null` when the object was deleted. */
  readonly current: SandboxObject | null
  /** `null` when the object was created. */
  readonly previous: SandboxObject | null
  /** What a watch sends: the new object, or the last state of a deleted one. */
  readonly object: SandboxObject
}

/** `namespace/name`; as in etcd, keys sort by their bytes, not by namespace first. */
export function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`
}

export class Collection {
  readonly #objects = new Map<string, SandboxObject>()
  readonly #history: Change[] = []
  #sorted: string[] = []
  /** Keys that are not sorted in yet; many arrive between two reads when a cluster is seeded. */
  #arrived = new Set<string>()
  #compacted: number

  /** `compacted` is the revision up to which nothing is known from the start. */
  constructor(
    readonly historyLimit: number,
    compacted: number,
  ) {
    this.#compacted = compacted
  }

  get size(): number {
    return this.#objects.size
  }

  /** The oldest revision after which every change is still known. */
  get compacted(): number {
    return this.#compacted
  }

  get(key: string): SandboxObject | undefined {
    return this.#objects.get(key)
  }

  record(change: Change): void {
    if (change.current === null) {
      this.#objects.delete(change.key)
      if (!this.#arrived.delete(change.key)) this.#dropKey(change.key)
    } else {
      if (!this.#objects.has(change.key)) this.#arrived.add(change.key)
      this.#objects.set(change.key, change.current)
    }
    this.#history.push(change)
    // Dropped in bulk, so that a busy collection does not move its whole log with every write.
    if (this.#history.length > this.historyLimit * 1.5) {
      const dropped = this.#history.splice(0, this.#history.length - this.historyLimit)
      this.#compacted = dropped.at(-1)?.revision ?? this.#compacted
    }
  }

  #dropKey(key: string): void {
    const at = position(this.#sorted, key)
    if (this.#sorted[at] === key) this.#sorted.splice(at, 1)
  }

  #keys(): readonly string[] {
    if (this.#arrived.size > 0) {
      this.#sorted = [...this.#sorted, ...this.#arrived].sort(byBytes)
      this.#arrived.clear()
    }
    return this.#sorted
  }

  /** All objects, or those of one namespace, now. */
  list(namespace: string): SandboxObject[] {
    const found: SandboxObject[] = []
    for (const key of within(this.#keys(), namespace)) {
      const object = this.#objects.get(key)
      if (object !== undefined) found.push(object)
    }
    return found
  }

  /** As `list`, but as it was at `revision`; `null` where that is no longer known. */
  listAt(namespace: string, revision: number): SandboxObject[] | null {
    if (revision < this.#compacted) return null
    const undone = new Map<string, SandboxObject | null>()
    for (let index = this.#history.length - 1; index >= 0; index -= 1) {
      const change = this.#history[index]
      if (change === undefined || change.revision <= revision) break
      undone.set(change.key, change.previous)
    }
    if (undone.size === 0) return this.list(namespace)
    const restored = [...undone].filter(([key, object]) => object !== null && !this.#objects.has(key))
    const keys =
      restored.length === 0 ? this.#keys() : [...this.#keys(), ...restored.map(([key]) => key)].sort(byBytes)
    const found: SandboxObject[] = []
    for (const key of within(keys, namespace)) {
      const object = undone.has(key) ? undone.get(key) : this.#objects.get(key)
      if (object !== null && object !== undefined) found.push(object)
    }
    return found
  }

  /** The changes after `revision`, oldest first; `null` where some are forgotten. */
  changesAfter(revision: number): readonly Change[] | null {
    if (revision < this.#compacted) return null
    let from = this.#history.length
    while (from > 0 && (this.#history[from - 1]?.revision ?? 0) > revision) from -= 1
    return this.#history.slice(from)
  }

  /** Forgets the changes up to and including `revision`. */
  compact(revision: number): void {
    let count = 0
    while (count < this.#history.length && (this.#history[count]?.revision ?? 0) <= revision) count += 1
    this.#history.splice(0, count)
    this.#compacted = Math.max(this.#compacted, revision)
  }
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Where `key` is, or where it belongs. */
function position(keys: readonly string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}

function within(keys: readonly string[], namespace: string): readonly string[] {
  if (namespace === '') return keys
  // '0' is the character after '/'.
  return keys.slice(position(keys, `${namespace}/`), position(keys, `${namespace}0`))
}
