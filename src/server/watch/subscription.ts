/**
 * What one subscriber has not been told yet: a place in the feed's objects and one in its log of changes, never
 * objects or names. A reader that is slow costs nothing, and gets every object once, as it is by then.
 */
import type { WatchMessage } from '../../wire.ts'
import { Chunk } from './chunk.ts'
import type { Feed, FeedReader } from './feed.ts'

/** Turns a feed into the messages of one subscription, made when they can be sent. */
export class Subscription implements FeedReader {
  readonly id: number
  readonly #feed: Feed
  readonly #wake: (subscription: Subscription) => void
  /** `unsent` and `open` mean that a snapshot has not reached its `last` chunk. */
  #snapshot: 'unsent' | 'open' | 'complete' = 'unsent'
  /** The objects that the snapshot has still to tell of; objects that are added stand behind them. */
  #rest: Iterator<string> = [].values()
  #visited = 0
  /** What changed after this position has still to be told. */
  #position = 0
  /** The position that was given is to be confirmed, even if nothing has changed since. */
  #isResumed = false
  /** What was told is void if the cluster refuses to tell it anew. */
  #isVoid = false
  #toldState: unknown = null

  /** `after` is a position that `Feed.write` gave once. */
  constructor(id: number, feed: Feed, wake: (subscription: Subscription) => void, after?: string) {
    this.id = id
    this.#feed = feed
    this.#wake = wake
    const position = after === undefined ? null : feed.read(after)
    if (position === null) {
      this.#restart()
      this.#isVoid = after !== undefined
    } else {
      this.#snapshot = 'complete'
      this.#position = position
      this.#isResumed = true
    }
    feed.join(this)
  }

  /** Whether a snapshot was told to its end. */
  get isComplete(): boolean {
    return this.#snapshot === 'complete'
  }

  /** No more messages are made. */
  end(): void {
    this.#feed.leave(this)
  }

  dropped(): void {
    this.#isVoid ||= this.#snapshot !== 'unsent'
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
    this.#rest = this.#feed.objects.keys()
    this.#visited = 0
    this.#position = this.#feed.position
    this.#isResumed = false
  }

  #stateMessage(): string {
    this.#toldState = this.#feed.state
    return JSON.stringify({ type: 'state', id: this.id, state: this.#feed.state } satisfies WatchMessage)
  }

  #changesMessage(): string | null {
    const behind = this.#feed.position - this.#position
    if (behind === 0 && !this.#isResumed) return null
    // Names of what came and went while the reader slept: the whole content is shorter by now.
    const isLong = behind > 2 * this.#feed.objects.size + 1000
    const changes = isLong ? null : this.#feed.changesAfter(this.#position)
    if (changes === null) {
      this.#restart()
      return this.#snapshotMessage()
    }
    this.#position = changes.position
    this.#isResumed = false
    return `{"type":"changes","id":${this.id},${changes.text},${this.#positionMember()}}`
  }

  #snapshotMessage(): string | null {
    const { listed, state } = this.#feed
    if (this.#isVoid && !listed && state.phase === 'stopped') {
      this.#isVoid = false
      return this.#snapshotText(true, true, '')
    }
    const chunk = new Chunk()
    const isWhole = this.#fill(chunk)
    if (chunk.count === 0 && !isWhole) return null
    const first = this.#snapshot === 'unsent'
    this.#snapshot = isWhole ? 'complete' : 'open'
    this.#isVoid = false
    return this.#snapshotText(first, isWhole, chunk.items)
  }

  /** Whether that was all there is. */
  #fill(chunk: Chunk): boolean {
    const { objects, listed } = this.#feed
    // While the first list is under way, more come behind those there are: an iterator that ended would miss them.
    while (listed || this.#visited < objects.size) {
      const { done = false, value: key } = this.#rest.next()
      if (done) return true
      this.#visited += 1
      const object = objects.get(key)
      if (object !== undefined && !chunk.take(key, object)) return false
    }
    return false
  }

  #snapshotText(first: boolean, last: boolean, items: string): string {
    const position = this.#snapshot === 'complete' ? `,${this.#positionMember()}` : ''
    return `{"type":"snapshot","id":${this.id},"first":${first},"last":${last},"items":[${items}]${position}}`
  }

  #positionMember(): string {
    return `"position":${JSON.stringify(this.#feed.write(this.#position))}`
  }
}
