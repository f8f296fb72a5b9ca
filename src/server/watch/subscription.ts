/**
 * What one subscriber has not been told yet. It holds keys, never objects: a reader that is slow costs a
 * set of names, and gets every object once, as it is by then.
 */
import type { WatchMessage } from '../../wire.ts'
import { takeChanges, takeItems } from './chunk.ts'
import type { Batch, Feed, FeedReader } from './feed.ts'

/** Turns a feed into the messages of one subscription, made when they can be sent. */
export class Subscription implements FeedReader {
  readonly id: number
  readonly #feed: Feed
  readonly #wake: (subscription: Subscription) => void
  #pending = new Set<string>()
  /** A batch that nothing came after yet, to be sent as it is. */
  #batch: Batch | null = null
  /** `unsent` and `open` mean that a snapshot has not reached its `last` chunk. */
  #snapshot: 'unsent' | 'open' | 'complete' = 'unsent'
  /** Keys that went away while the snapshot that may have told of them was open. */
  #gone: string[] = []
  #toldState: unknown = null

  constructor(id: number, feed: Feed, wake: (subscription: Subscription) => void) {
    this.id = id
    this.#feed = feed
    this.#wake = wake
    this.#restart()
    feed.join(this)
  }

  /** No more messages are made. */
  end(): void {
    this.#feed.leave(this)
  }

  changed(batch: Batch): void {
    const idle = this.#pending.size === 0 && this.#batch === null && this.#snapshot === 'complete'
    if (idle) this.#batch = batch
    else {
      this.#dissolve()
      for (const key of batch.keys) this.#pending.add(key)
      // Names of what came and went while the reader slept: the whole content is shorter by now.
      if (this.#pending.size > 2 * this.#feed.objects.size + 1000) this.#restart()
    }
    this.#wake(this)
  }

  dropped(): void {
    this.#restart()
    this.#wake(this)
  }

  stirred(): void {
    this.#wake(this)
  }

  /** The next message as text, or `null` when there is none for now. */
  next(): string | null {
    const { state } = this.#feed
    // `live` waits until what it stands for has been told; the other states warn, and go first.
    if (state.phase !== 'live' && this.#toldState !== state) return this.#stateMessage()
    const content = this.#snapshot === 'complete' ? this.#changesMessage() : this.#snapshotMessage()
    if (content !== null) return content
    if (this.#toldState !== state && this.#snapshot === 'complete') return this.#stateMessage()
    return null
  }

  #restart(): void {
    this.#snapshot = 'unsent'
    this.#pending = new Set(this.#feed.objects.keys())
    this.#batch = null
    this.#gone = []
  }

  #dissolve(): void {
    for (const key of this.#batch?.keys ?? []) this.#pending.add(key)
    this.#batch = null
  }

  #stateMessage(): string {
    this.#toldState = this.#feed.state
    return JSON.stringify({ type: 'state', id: this.id, state: this.#feed.state } satisfies WatchMessage)
  }

  #changesMessage(): string | null {
    if (this.#batch !== null) {
      const { body, rest } = this.#batch
      this.#batch = null
      for (const key of rest) this.#pending.add(key)
      return `{"type":"changes","id":${this.id},${body}}`
    }
    if (this.#pending.size === 0) return null
    return `{"type":"changes","id":${this.id},${takeChanges(this.#pending, this.#feed.objects)}}`
  }

  #snapshotMessage(): string | null {
    const { text, count } = takeItems(this.#pending, this.#feed.objects, this.#gone)
    const last = this.#pending.size === 0 && this.#feed.listed
    if (count === 0 && !last) return null
    const first = this.#snapshot === 'unsent'
    this.#snapshot = 'open'
    if (last) {
      this.#snapshot = 'complete'
      if (!first) this.#pending = new Set(this.#gone)
      this.#gone = []
    }
    return `{"type":"snapshot","id":${this.id},"first":${first},"last":${last},"items":[${text}]}`
  }
}
