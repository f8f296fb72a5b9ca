/** The objects of one subscription, outside React; what changed reaches listeners once a frame. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { WatchState, WatchTarget } from '../../wire.ts'
import type { WatchConnection, WatchListener } from './connection.ts'

/** A new view, and a new `items`, exactly when something changed. */
export interface CollectionView {
  readonly items: readonly KubeObject[]
  readonly state: WatchState
}

/** How long a collection without readers is kept, so that a change of page does not load it anew. */
const lingerMilliseconds = 5000

export class Collection implements WatchListener {
  readonly #objects = new Map<string, KubeObject>()
  readonly #listeners = new Set<() => void>()
  readonly #open: () => () => void
  readonly #onIdle: () => void
  #close: (() => void) | null = null
  #idle: ReturnType<typeof setTimeout> | undefined
  #incoming: Map<string, KubeObject> | null = null
  #state: WatchState = { phase: 'loading', since: Date.now() }
  #view: CollectionView = { items: [], state: this.#state }
  #stale = { items: false, scheduled: false }

  constructor(connection: WatchConnection, target: WatchTarget, onIdle: () => void) {
    this.#open = () => connection.subscribe(target, this)
    this.#onIdle = onIdle
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    clearTimeout(this.#idle)
    this.#listeners.add(listener)
    this.#close ??= this.#open()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#idle = setTimeout(() => {
        this.#close?.()
        this.#close = null
        this.#objects.clear()
        this.#state = { phase: 'loading', since: Date.now() }
        this.#view = { items: [], state: this.#state }
        this.#onIdle()
      }, lingerMilliseconds)
    }
  }

  readonly view = (): CollectionView => this.#view

  snapshot(items: readonly KubeObject[], first: boolean, last: boolean): void {
    // While nothing is shown yet the first rows appear at once; a refresh replaces the whole at its end.
    if (first) this.#incoming = new Map()
    for (const item of items) this.#incoming?.set(keyOf(item), item)
    if (last || this.#objects.size === 0) this.#commit(last)
  }

  changes(upserts: readonly KubeObject[], removals: readonly string[]): void {
    for (const item of upserts) this.#objects.set(keyOf(item), item)
    for (const uid of removals) this.#objects.delete(uid)
    this.#changed(true)
  }

  state(state: WatchState): void {
    this.#state = state
    this.#changed(false)
  }

  #commit(last: boolean): void {
    const incoming = this.#incoming ?? new Map<string, KubeObject>()
    if (last) {
      this.#objects.clear()
      this.#incoming = null
    }
    for (const [key, item] of incoming) this.#objects.set(key, item)
    this.#changed(true)
  }

  #changed(items: boolean): void {
    this.#stale.items ||= items
    if (this.#stale.scheduled) return
    this.#stale.scheduled = true
    // A hidden tab paints no frames but must not fall behind for ever.
    if (document.hidden) setTimeout(() => this.#publish(), 250)
    else requestAnimationFrame(() => this.#publish())
  }

  #publish(): void {
    const items = this.#stale.items ? [...this.#objects.values()] : this.#view.items
    this.#stale = { items: false, scheduled: false }
    this.#view = { items, state: this.#state }
    for (const listener of this.#listeners) listener()
  }
}

function keyOf(object: KubeObject): string {
  return object.metadata.uid ?? `${object.metadata.namespace ?? ''}/${object.metadata.name}`
}
