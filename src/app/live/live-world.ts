/** A `World` over live collections. It reads them as of the last frame, whenever it was made itself. */
import type { ClusterFacts } from '../../k8s/cluster/facts.ts'
import type { Discovery } from '../../k8s/discovery.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Index } from '../../k8s/objectset.ts'
import type { Availability, RelatedKind, World } from '../../kinds/world.ts'
import type { WatchState } from '../../wire.ts'
import type { Collection } from './collection.ts'
import { joined } from './joined.ts'

/** As much of a collection as a world reads. */
export type Part = Pick<Collection, 'view' | 'lookup'>

export interface WorldContext {
  readonly discovery: Discovery | undefined
  readonly labelDomain: string
  readonly project: string | null
}

export interface Surroundings extends WorldContext {
  readonly projectLabel: string
  readonly facts: ClusterFacts
}

const none: readonly never[] = []

export class LiveWorld implements World {
  readonly labelDomain: string
  readonly projectLabel: string
  readonly project: string | null
  readonly facts: ClusterFacts
  readonly #discovery: Discovery | undefined
  readonly #platform: Discovery | undefined
  readonly #parts: ReadonlyMap<string, readonly Part[]>
  /** The parts by the kind itself, because cells ask ten thousand times for the same few. */
  readonly #known = new Map<RelatedKind, readonly Part[]>()
  /** A state that changes makes a new world. */
  readonly #availability = new Map<RelatedKind, Availability>()

  /** `parts` has the collections of each kind of interest, one or one for each namespace. */
  constructor(
    parts: Iterable<readonly [RelatedKind, readonly Part[]]>,
    context: Surroundings,
    /** What the cluster serves that keeps what belongs to the platform. */
    platform: Discovery | undefined = context.discovery,
  ) {
    this.#parts = new Map([...parts].map(([kind, each]) => [nameOf(kind), each]))
    this.#discovery = context.discovery
    this.#platform = platform
    this.labelDomain = context.labelDomain
    this.projectLabel = context.projectLabel
    this.project = context.project
    this.facts = context.facts
  }

  readonly list = <T extends KubeObject>(kind: RelatedKind): readonly T[] =>
    // A collection of a kind holds objects of that kind.
    joined(this.#partsOf(kind).map((part) => part.view().items)) as readonly T[]

  readonly lookup = <T extends KubeObject>(kind: RelatedKind, index: Index<T>, key: string): readonly T[] => {
    const parts = this.#partsOf(kind)
    const [only] = parts
    if (only === undefined) return none
    if (parts.length === 1) return only.lookup(index, key)
    return joined(parts.map((part) => part.lookup(index, key)))
  }

  readonly availability = (kind: RelatedKind): Availability => {
    const known = this.#availability.get(kind)
    if (known !== undefined) return known
    const found = this.#find(kind)
    this.#availability.set(kind, found)
    return found
  }

  #find(kind: RelatedKind): Availability {
    const discovery = kind.isGlobal === true ? this.#platform : this.#discovery
    if (discovery === undefined) return 'loading'
    if (discovery.find(kind.group, kind.kind, kind.versions) === null) return 'absent'
    // What the page did not ask for is not empty, but unknown.
    if (!this.#parts.has(nameOf(kind))) return 'loading'
    // A reach of no namespaces is complete without a single object.
    return availabilityOf(this.#partsOf(kind).map((part) => part.view().state))
  }

  #partsOf(kind: RelatedKind): readonly Part[] {
    const known = this.#known.get(kind)
    if (known !== undefined) return known
    const found = this.#parts.get(nameOf(kind)) ?? []
    this.#known.set(kind, found)
    return found
  }
}

function nameOf({ group, kind, fieldSelector = '', everywhere, acrossView }: RelatedKind): string {
  return `${group}/${kind}/${fieldSelector}/${everywhere === true}/${acrossView === true}`
}

/** One word for the states of all the parts of a list: the worst of them. */
export function availabilityOf(states: readonly WatchState[]): Availability {
  const all = states.map(({ phase, reason }): Availability => {
    if (phase === 'loading' || phase === 'live') return phase
    if (phase === 'reconnecting') return 'stale'
    if (reason?.code === 403 || reason?.code === 401) return 'refused'
    return reason?.code === 404 ? 'absent' : 'stale'
  })
  // Parts that are refused do not hide the others; a page says which they are.
  const readable = all.filter((each) => each !== 'refused')
  if (readable.length === 0 && all.length > 0) return 'refused'
  const worst: readonly (typeof readable)[number][] = ['absent', 'loading', 'stale']
  return worst.find((each) => readable.includes(each)) ?? 'live'
}
