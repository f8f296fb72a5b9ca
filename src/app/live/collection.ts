/** The objects of one subscription, outside React; what changed reaches listeners once a frame. */
import { type KubeObject, keyOf } from '../../k8s/objects.ts'
import { byKey, type Index, ObjectSet } from '../../k8s/objectset.ts'
import type { WatchState, WatchTarget, WatchUrgency } from '../../wire.ts'
import type { Subscription, WatchConnection, WatchListener } from './connection.ts'
import type { Frames, FrameTask } from './frames.ts'

/** A new view, and a new `items`, exactly when something changed. */
export interface CollectionView {
  readonly items: readonly KubeObject[]
  readonly state: WatchState
}

/** How long a collection without readers is kept, so that a change of page does not load it anew. */
const lingerMilliseconds = 5000

export interface CollectionOptions {
  readonly connection: WatchConnection
  readonly target: WatchTarget
  readonly frames: Frames
  readonly onIdle: () => void
}

export class Collection implements WatchListener, FrameTask {
  readonly #options: CollectionOptions
  readonly #objects = new ObjectSet()
  /** The readers and how urgent it is to each. */
  readonly #listeners = new Map<() => void, WatchUrgency>()
  #subscription: Subscription | null = null
  #idle: ReturnType<typeof setTimeout> | undefined
  /** What came since the last frame, by key; `null` for what went. Never more than the objects there are. */
  #waiting = new Map<string, KubeObject | null>()
  /** A snapshot that is not complete yet. */
  #incoming: Map<string, KubeObject | null> | null = null
  #state: WatchState = { phase: 'loading', since: Date.now() }
  #view: CollectionView = { items: [], state: this.#state }

  constructor(options: CollectionOptions) {
    this.#options = options
  }

  readonly subscribe = (listener: () => void, urgency: WatchUrgency = 'page'): (() => void) => {
    clearTimeout(this.#idle)
    this.#listeners.set(listener, urgency)
    const { connection, target } = this.#options
    if (this.#subscription === null) this.#subscription = connection.subscribe(target, this, this.#urgency())
    else this.#subscription.setUrgency(this.#urgency())
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) this.#subscription?.setUrgency(this.#urgency())
      else this.#idle = setTimeout(() => this.#end(), lingerMilliseconds)
    }
  }

  readonly view = (): CollectionView => this.#view

  /** The objects under a key of an index, as of the last frame. */
  lookup<T extends KubeObject>(index: Index<T>, key: string): readonly T[] {
    return this.#objects.lookup(index, key)
  }

  /** What has come so far: more than is shown while a snapshot is not complete yet. */
  arriving(): readonly KubeObject[] {
    const come = this.#incoming ?? this.#waiting
    if (come.size === 0) return this.#view.items
    const all = byKey(this.#incoming === null ? this.#view.items : [])
    for (const [key, object] of come) all.set(key, object)
    return [...all.values()].filter((object) => object !== null)
  }

  snapshot(items: readonly KubeObject[], first: boolean, last: boolean): void {
    if (first || this.#incoming === null) this.#incoming = new Map()
    for (const item of items) this.#incoming.set(keyOf(item), item)
    if (last) {
      const whole = this.#incoming
      for (const key of this.#objects.keys()) if (!whole.has(key)) whole.set(key, null)
      this.#waiting = whole
      this.#incoming = null
    } else if (first && this.#objects.size === 0) {
      // While nothing is shown yet the first rows appear at once; a refresh replaces the whole at its end.
      this.#waiting = byKey(items)
    }
    this.#options.frames.schedule(this, this.#objects.size === 0 ? 'first' : 'more')
  }

  changes(upserts: readonly KubeObject[], removals: readonly string[]): void {
    // A snapshot that the connection was lost in goes no further: these continue what was there before it.
    this.#incoming = null
    for (const item of upserts) this.#waiting.set(keyOf(item), item)
    for (const key of removals) {
      if (this.#objects.has(key)) this.#waiting.set(key, null)
      else this.#waiting.delete(key)
    }
    this.#options.frames.schedule(this, 'change')
  }

  state(state: WatchState): void {
    this.#state = state
    this.#options.frames.schedule(this)
  }

  publish(): Iterable<() => void> {
    const changed = this.#objects.apply(this.#waiting)
    this.#waiting = new Map()
    if (!changed && this.#view.state === this.#state) return []
    this.#view = { items: this.#objects.items(), state: this.#state }
    return this.#listeners.keys()
  }

  #urgency(): WatchUrgency {
    for (const urgency of this.#listeners.values()) if (urgency === 'page') return 'page'
    return 'related'
  }

  #end(): void {
    this.#subscription?.end()
    this.#subscription = null
    this.#objects.clear()
    this.#waiting = new Map()
    this.#incoming = null
    this.#state = { phase: 'loading', since: Date.now() }
    this.#view = { items: [], state: this.#state }
    this.#options.onIdle()
  }
}
