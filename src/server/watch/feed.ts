/** One collection that the server follows, and the subscriptions that read it. */
import type { Collection, Transport } from '../../k8s/listwatch.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { keyOf, Reflector, type ReflectorState } from '../../k8s/reflector.ts'
import { takeChanges } from './chunk.ts'
import { withoutSecretValues } from './secret-values.ts'

/** Whoever reads a feed. It is told that there is something new, and reads it when it can. */
export interface FeedReader {
  /** Objects under these keys were added, replaced or removed; `objects` of the feed says which. */
  changed(batch: Batch): void
  /** What was read so far is void. */
  dropped(): void
  /** The first list is complete, or the state is another. */
  stirred(): void
}

/** Keys that changed at about the same time. Readers that send all of it share one serialised text. */
export class Batch {
  readonly keys: readonly string[]
  readonly #objects: ReadonlyMap<string, KubeObject>
  #told: { readonly body: string; readonly rest: ReadonlySet<string> } | null = null

  constructor(keys: readonly string[], objects: ReadonlyMap<string, KubeObject>) {
    this.keys = keys
    this.#objects = objects
  }

  /** The members of a `changes` message. */
  get body(): string {
    return this.#tell().body
  }

  /** The keys that did not fit into `body`. */
  get rest(): ReadonlySet<string> {
    return this.#tell().rest
  }

  #tell() {
    if (this.#told === null) {
      const rest = new Set(this.keys)
      this.#told = { body: takeChanges(rest, this.#objects), rest }
    }
    return this.#told
  }
}

/** Changes of one object within this time are told once. */
const coalesceMs = 50

/** A reflector whose changes are gathered for a moment and then told to all readers. */
export class Feed {
  readonly #reflector: Reflector
  readonly #readers = new Set<FeedReader>()
  readonly #ended = new AbortController()
  #changed = new Set<string>()
  #timer: NodeJS.Timeout | null = null

  constructor(collection: Collection, transport: Transport) {
    this.#reflector = new Reflector({
      collection,
      transport,
      keep: withoutSecretValues,
      listener: {
        changed: (upserts, removals) => this.#gather(upserts, removals),
        listed: () => this.#stir(),
        dropped: () => this.#drop(),
        state: () => this.#stir(),
      },
    })
    void this.#reflector.run(this.#ended.signal)
  }

  get objects(): ReadonlyMap<string, KubeObject> {
    return this.#reflector.objects
  }

  /** Whether `objects` is the whole content. */
  get listed(): boolean {
    return this.#reflector.listed
  }

  get state(): ReflectorState {
    return this.#reflector.state
  }

  get readers(): number {
    return this.#readers.size
  }

  join(reader: FeedReader): void {
    this.#readers.add(reader)
  }

  leave(reader: FeedReader): void {
    this.#readers.delete(reader)
  }

  /** Ends the upstream requests. */
  end(): void {
    this.#ended.abort()
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  #gather(upserts: readonly KubeObject[], removals: readonly string[]): void {
    for (const object of upserts) this.#changed.add(keyOf(object))
    for (const key of removals) this.#changed.add(key)
    this.#timer ??= setTimeout(() => this.#flush(), coalesceMs)
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#changed.size === 0) return
    const batch = new Batch([...this.#changed], this.objects)
    this.#changed = new Set()
    for (const reader of this.#readers) reader.changed(batch)
  }

  /** What changed before goes out before, so that nobody reads `live` beside what is old. */
  #stir(): void {
    this.#flush()
    for (const reader of this.#readers) reader.stirred()
  }

  #drop(): void {
    this.#changed.clear()
    for (const reader of this.#readers) reader.dropped()
  }
}
