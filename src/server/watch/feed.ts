/** One collection that the server follows, and the subscriptions that read it. */
import { randomBytes } from 'node:crypto'
import type { Collection, Transport } from '../../k8s/listwatch.ts'
import { type KubeObject, keyOf } from '../../k8s/objects.ts'
import { Reflector, type ReflectorState } from '../../k8s/reflector.ts'
import { ChangeLog } from './changelog.ts'
import { Chunk } from './chunk.ts'
import { withoutSecretValues } from './secret-values.ts'

/** Whoever reads a feed. It is told that there is something new, and reads it when it can. */
export interface FeedReader {
  /** There are changes after the position it has read to, the first list is complete, or the state is another. */
  stirred(): void
  /** What was read so far is void. */
  dropped(): void
}

/** Changes after a position: `text` is the members `upserts` and `removals` of a message. */
export interface Changes {
  readonly text: string
  /** Where they end. */
  readonly position: number
}

/** Changes of one object within this time are told once. */
const coalesceMs = 50

/** Tells the feeds of this process from those of another, or of another time. */
const process = randomBytes(6).toString('base64url')
let counter = 0

const nextEpoch = () => `${process}${(counter++).toString(36)}`

/** A reflector whose changes are gathered for a moment and then told to all readers. */
export class Feed {
  readonly #reflector: Reflector
  readonly #readers = new Set<FeedReader>()
  readonly #ended = new AbortController()
  readonly #log = new ChangeLog()
  #fail: () => void = () => undefined
  /** Once the first list will not be there for now. */
  readonly failed = new Promise<void>((resolve) => {
    this.#fail = resolve
  })
  #epoch = nextEpoch()
  #changed = new Set<string>()
  /** How many objects there were when the last of them came. */
  #size = 0
  #timer: NodeJS.Timeout | null = null
  /** What was last told from where; readers that keep up all ask for the same. */
  #told: { readonly from: number; readonly changes: Changes } | null = null

  constructor(collection: Collection, transport: Transport) {
    this.#reflector = new Reflector({
      collection,
      transport,
      keep: withoutSecretValues,
      listener: {
        changed: (upserts, removals) => this.#gather(upserts, removals),
        listed: () => this.#stir(),
        dropped: () => this.#drop(),
        state: ({ phase }) => {
          if (phase !== 'live') this.#fail()
          this.#stir()
        },
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

  /** Where somebody is who has read everything. */
  get position(): number {
    return this.#log.position
  }

  join(reader: FeedReader): void {
    this.#readers.add(reader)
  }

  leave(reader: FeedReader): void {
    this.#readers.delete(reader)
  }

  /** The rights of whoever it is read for may be others now. */
  recheck(): void {
    this.#reflector.recheck()
  }

  /** Ends the upstream requests. */
  end(): void {
    this.#ended.abort()
    this.#fail()
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  /** A position of this feed as text, for a reader that may come back. */
  write(position: number): string {
    return `${this.#epoch}.${position}`
  }

  /** The position in a text of `write`; `null` if one cannot go on from there. */
  read(text: string): number | null {
    const [epoch, digits] = text.split('.')
    const position = Number(digits)
    const isKnown = epoch === this.#epoch && Number.isInteger(position) && this.#reflector.listed
    return isKnown && this.#log.reaches(position) ? position : null
  }

  /** What changed after `position`, as much as one message holds; `null` where that is not known any more. */
  changesAfter(position: number): Changes | null {
    if (!this.#log.reaches(position)) return null
    if (this.#told?.from === position) return this.#told.changes
    const chunk = new Chunk()
    const end = this.#log.read(position, (key) => chunk.take(key, this.objects.get(key)))
    const changes = { text: `"upserts":[${chunk.items}],"removals":${chunk.gone}`, position: end }
    this.#told = { from: position, changes }
    return changes
  }

  #gather(upserts: readonly KubeObject[], removals: readonly string[]): void {
    // What the first list adds stands behind what readers were told, where they come to it anyway.
    const isAdded = !this.listed && this.objects.size === this.#size + upserts.length
    this.#size = this.objects.size
    if (!isAdded) for (const object of upserts) this.#changed.add(keyOf(object))
    for (const key of removals) this.#changed.add(key)
    this.#timer ??= setTimeout(() => this.#stir(), coalesceMs)
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#changed.size === 0) return
    this.#log.append(this.#changed)
    this.#changed = new Set()
    this.#told = null
  }

  /** What changed before goes out before, so that nobody reads `live` beside what is old. */
  #stir(): void {
    this.#flush()
    for (const reader of this.#readers) reader.stirred()
  }

  #drop(): void {
    this.#changed.clear()
    this.#size = 0
    this.#told = null
    this.#log.clear()
    this.#epoch = nextEpoch()
    for (const reader of this.#readers) reader.dropped()
  }
}
