/** The world that reactions look at, over objects that somebody else keeps. */
import type { KubeObject } from '../../k8s/objects.ts'
import { type Change, type Collection, type Index, type Place, placeOf, type World } from './reaction.ts'

/** Where the objects are kept: the sandbox's store, or copies of what a cluster's watches tell. */
export interface ObjectSource {
  get(collection: Collection, place: Place): KubeObject | null
  list(collection: Collection, namespace: string): readonly KubeObject[]
  /** Calls `listener` after every change of the collection. The result ends it. */
  follow(collection: Collection, listener: (change: Change) => void): () => void
}

type Entries = Map<string, Map<string, KubeObject>>

export class LiveWorld implements World {
  readonly #indexes = new Map<Index<never>, Entries>()
  readonly #ends: (() => void)[] = []

  constructor(
    readonly source: ObjectSource,
    readonly clock: () => Date,
  ) {}

  get now(): Date {
    return this.clock()
  }

  get<T extends KubeObject>(collection: Collection, place: Place): T | null {
    return this.source.get(collection, place) as T | null
  }

  list<T extends KubeObject>(collection: Collection, namespace = ''): readonly T[] {
    return this.source.list(collection, namespace) as readonly T[]
  }

  by<T extends KubeObject>(index: Index<T>, key: string): readonly T[] {
    const entries = this.#indexes.get(index as Index<never>) ?? this.#build(index)
    return [...(entries.get(key)?.values() ?? [])] as T[]
  }

  count<T extends KubeObject>(index: Index<T>, key: string): number {
    const entries = this.#indexes.get(index as Index<never>) ?? this.#build(index)
    return entries.get(key)?.size ?? 0
  }

  close(): void {
    for (const end of this.#ends) end()
  }

  #build<T extends KubeObject>(index: Index<T>): Entries {
    const entries: Entries = new Map()
    this.#indexes.set(index as Index<never>, entries)
    const move = (previous: KubeObject | null, current: KubeObject | null) => {
      if (previous !== null) {
        for (const key of index.keys(previous as T)) {
          const found = entries.get(key)
          found?.delete(keyOf(previous))
          if (found?.size === 0) entries.delete(key)
        }
      }
      if (current === null) return
      for (const key of index.keys(current as T)) {
        const found = entries.get(key) ?? new Map<string, KubeObject>()
        entries.set(key, found.set(keyOf(current), current))
      }
    }
    for (const object of this.source.list(index.of, '')) move(null, object)
    this.#ends.push(this.source.follow(index.of, ({ previous, current }) => move(previous, current)))
    return entries
  }
}

export function keyOf(object: KubeObject): string {
  const { namespace, name } = placeOf(object)
  return `${namespace}/${name}`
}
