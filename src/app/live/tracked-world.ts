/** What a computation read of the world, so that it is done again only when some of that has changed. */
import type { ClusterFacts } from '../../k8s/cluster/facts.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import type { Availability, RelatedKind, World } from '../../kinds/world.ts'

interface Read {
  /** Without an index the whole list, without both its availability. */
  readonly kind: RelatedKind
  readonly index: Index<never> | null
  readonly key: string | null
  readonly value: unknown
}

/** Answers as the world it is made of, and remembers the answers. */
export class TrackedWorld implements World {
  #world: World
  readonly #reads: Read[] = []
  #facts: ClusterFacts | null = null

  constructor(world: World) {
    this.#world = world
  }

  get labelDomain(): string {
    return this.#world.labelDomain
  }

  get projectLabel(): string {
    return this.#world.projectLabel
  }

  get project(): string | null {
    return this.#world.project
  }

  get facts(): ClusterFacts {
    this.#facts = this.#world.facts
    return this.#facts
  }

  list<T extends KubeObject>(kind: RelatedKind): readonly T[] {
    const value = this.#world.list<T>(kind)
    this.#note({ kind, index: null, key: '', value })
    return value
  }

  lookup<T extends KubeObject>(kind: RelatedKind, index: Index<T>, key: string): readonly T[] {
    const value = this.#world.lookup(kind, index, key)
    this.#note({ kind, index, key, value })
    return value
  }

  availability(kind: RelatedKind): Availability {
    const value = this.#world.availability(kind)
    this.#note({ kind, index: null, key: null, value })
    return value
  }

  #note(read: Read): void {
    // A cell that renders again by itself reads the same again.
    const isKnown = this.#reads.some(
      ({ kind, index, key, value }) =>
        kind === read.kind && index === read.index && key === read.key && value === read.value,
    )
    if (!isKnown) this.#reads.push(read)
  }

  get hasRead(): boolean {
    return this.#reads.length > 0 || this.#facts !== null
  }

  /** Whether another world gives the same answers; if so, it is the one that is asked from now on. */
  holdsIn(world: World): boolean {
    const { labelDomain, project } = this.#world
    if (world.labelDomain !== labelDomain || world.project !== project) return false
    if (this.#facts !== null && world.facts !== this.#facts) return false
    for (const read of this.#reads) if (answer(world, read) !== read.value) return false
    this.#world = world
    return true
  }
}

function answer(world: World, { kind, index, key }: Read): unknown {
  if (key === null) return world.availability(kind)
  return index === null ? world.list(kind) : world.lookup(kind, index, key)
}

export interface Remembered<R> {
  readonly of: (object: KubeObject, world: World) => R
  /** Another number once anything that was remembered may be another in this world. */
  readonly generation: (world: World) => number
}

/** What `compute` makes of objects: of each for as long as what it read of the world stays the same. */
export function remembered<R>(compute: (object: KubeObject, world: World) => R): Remembered<R> {
  const results = new WeakMap<KubeObject, { readonly world: TrackedWorld; readonly value: R }>()
  let readsWorld = false
  let last: World | null = null
  let generation = 0
  return {
    of: (object, world) => {
      const known = results.get(object)
      if (known?.world.holdsIn(world)) return known.value
      const tracked = new TrackedWorld(world)
      const value = compute(object, tracked)
      readsWorld ||= tracked.hasRead
      results.set(object, { world: tracked, value })
      return value
    },
    generation: (world) => {
      if (readsWorld && world !== last) generation += 1
      last = world
      return generation
    },
  }
}
