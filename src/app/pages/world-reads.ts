/** What was read of a world, so that only what has changed since is read again. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Availability, RelatedKind, World } from '../../kinds/world.ts'

/** A world that remembers what it was asked. */
export class WorldReads {
  readonly world: World
  readonly #lists = new Map<RelatedKind, readonly KubeObject[]>()
  readonly #availabilities = new Map<RelatedKind, Availability>()
  #base: World

  constructor(base: World) {
    this.#base = base
    this.world = {
      labelDomain: base.labelDomain,
      project: base.project,
      list: <T extends KubeObject>(kind: RelatedKind) => {
        const list = this.#base.list<T>(kind)
        this.#lists.set(kind, list)
        return list
      },
      availability: (kind) => {
        const availability = this.#base.availability(kind)
        this.#availabilities.set(kind, availability)
        return availability
      },
    }
  }

  /** Whether another world answers all of it the same; if so, what is asked from now on is asked of that one. */
  isSameIn(world: World): boolean {
    if (world === this.#base) return true
    if (world.labelDomain !== this.world.labelDomain || world.project !== this.world.project) return false
    for (const [kind, list] of this.#lists) if (world.list(kind) !== list) return false
    for (const [kind, known] of this.#availabilities) if (world.availability(kind) !== known) return false
    this.#base = world
    return true
  }
}

export interface CachedValue<T> {
  readonly of: (object: KubeObject, world: World) => T
  /** Another number as soon as values that were computed may be others in this world. */
  readonly generation: (world: World) => number
}

/** A value of objects that is computed once for each, as long as what it reads of the world is the same. */
export function cachedValue<T>(compute: (object: KubeObject, world: World) => T): CachedValue<T> {
  let values = new WeakMap<KubeObject, { readonly value: T }>()
  let reads: WorldReads | null = null
  let generation = 0
  const readsIn = (world: World): WorldReads => {
    if (reads?.isSameIn(world)) return reads
    if (reads !== null) generation += 1
    values = new WeakMap()
    reads = new WorldReads(world)
    return reads
  }
  return {
    of: (object, world) => {
      const current = readsIn(world)
      const known = values.get(object)
      if (known !== undefined) return known.value
      const value = compute(object, current.world)
      values.set(object, { value })
      return value
    },
    generation: (world) => {
      readsIn(world)
      return generation
    },
  }
}
