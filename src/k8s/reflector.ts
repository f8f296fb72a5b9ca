/**
 * Keeps a collection in step with a cluster: list, then watch, for as long as it runs. Pure: the transport
 * and the clock are given.
 */
import { type Clock, systemClock } from './clock.ts'
import { type Collection, listPages, openWatch, type Transport, type WatchEvent } from './listwatch.ts'
import { type KubeObject, keyOf } from './objects.ts'
import { messageOf } from './shape.ts'
import { StatusError } from './status.ts'

/** The phases are those of `WatchState` in `wire.ts`. */
export interface ReflectorState {
  readonly phase: 'loading' | 'live' | 'reconnecting' | 'stopped'
  /** Milliseconds since the epoch. */
  readonly since: number
  /** `code` is an HTTP status where the cluster gave one. */
  readonly reason?: { readonly message: string; readonly code?: number }
}

export interface ReflectorListener {
  /** What differs from before. `removals` are keys. An object is in at most one of the two. */
  changed(upserts: readonly KubeObject[], removals: readonly string[]): void
  /** `objects` is now the whole content. */
  listed(): void
  /** The user may no longer list the collection, or it is gone: everything was dropped. */
  dropped(): void
  state(state: ReflectorState): void
}

export interface ReflectorOptions {
  readonly collection: Collection
  readonly transport: Transport
  readonly clock?: Clock
  readonly listener: ReflectorListener
  /** What is kept of an object; by default all. */
  readonly keep?: (object: KubeObject) => KubeObject
}

/** Answers that another attempt a second later does not change. */
const stoppingCodes = new Set([401, 403, 404, 405])
/** A server that has just started refuses for a moment what it allows afterwards. */
const firstStoppedMs = 2_000
const lastStoppedMs = 30_000
const firstBackoffMs = 1_000
const lastBackoffMs = 30_000
/** Where nobody answers at all, asking costs little, and people wait for the answer. */
const lastUnansweredMs = 4_000
/** A watch that lived this long was a good one: what comes after it is a first failure again. */
const healthyMs = 2_000
/** How long a watch may take to open, and a list to be read again, before what is shown counts as possibly stale. */
const openingMs = 2_000
/**
 * How long a watch is asked to last, and as much again at most. Rights are judged when it opens: a right that
 * is taken away is noticed by then.
 */
const watchSeconds = 60
/** API servers send a bookmark about every minute; a connection this silent may be dead without notice. */
const silenceMs = 150_000

/** A list+watch loop over one collection and the objects it holds, by `keyOf`. */
export class Reflector {
  readonly #collection: Collection
  readonly #transport: Transport
  readonly #clock: Clock
  readonly #listener: ReflectorListener
  readonly #kept: (object: KubeObject) => KubeObject
  readonly #objects = new Map<string, KubeObject>()
  #listed = false
  #state: ReflectorState
  /** Where to resume the watch; `null` when only a new list tells the content. */
  #version: string | null = null
  /** Whether nothing but a list stands before the next watch. */
  #isFresh = false
  /** Failures in a row. */
  #failures = 0
  /** Versions that were too old, since the cluster last said anything else. */
  #expiries = 0
  /** Refusals since a watch was last open. */
  #refusals = 0
  /** Ends what the loop waits for, an open watch or the pause after a refusal, so that the cluster is asked anew. */
  #askAnew: () => void = () => undefined
  /** Set from the moment a watch broke until one is open again. */
  #broken: { readonly since: number; readonly message: string } | null = null

  constructor(options: ReflectorOptions) {
    const { collection, transport, clock = systemClock, listener, keep = (object) => object } = options
    this.#collection = collection
    this.#transport = transport
    this.#clock = clock
    this.#listener = listener
    this.#kept = keep
    this.#state = { phase: 'loading', since: clock.now() }
  }

  get objects(): ReadonlyMap<string, KubeObject> {
    return this.#objects
  }

  /** Whether `objects` has been the whole content once; `dropped` ends it. */
  get listed(): boolean {
    return this.#listed
  }

  get state(): ReflectorState {
    return this.#state
  }

  /** Has the cluster judge anew whether this may be followed: an open watch goes on when it was judged so once. */
  recheck(): void {
    this.#askAnew()
  }

  /** Follows the collection until the signal aborts. Never rejects for what a cluster does. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#version === null) await this.#timely(() => this.#list(signal))
        await this.#watch(signal)
      } catch (error) {
        if (!signal.aborted) await this.#recover(error, signal)
      }
    }
  }

  async #list(signal: AbortSignal): Promise<void> {
    const seen = new Set<string>()
    let version = ''
    try {
      for await (const page of listPages(this.#collection, this.#transport, signal)) {
        if (page.restarted) seen.clear()
        const upserts = page.items.filter((object) => {
          seen.add(keyOf(object))
          return this.#keep(object)
        })
        if (upserts.length > 0) this.#listener.changed(upserts, [])
        version = page.resourceVersion
      }
    } catch (error) {
      if (error instanceof StatusError && stoppingCodes.has(error.code)) this.#drop()
      throw error
    }
    // Pages that ended because of the abort are not the whole content.
    if (signal.aborted) return
    const removals = [...this.#objects.keys()].filter((key) => !seen.has(key))
    for (const key of removals) this.#objects.delete(key)
    if (removals.length > 0) this.#listener.changed([], removals)
    this.#version = version
    this.#isFresh = true
    this.#listed = true
    this.#listener.listed()
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const connection = new AbortController()
    const end = () => connection.abort()
    signal.addEventListener('abort', end)
    try {
      await this.#follow(await this.#open(connection.signal), connection)
    } finally {
      signal.removeEventListener('abort', end)
      end()
    }
  }

  /** Resolves when the watch is over and may be resumed at once; rejects when that would be too eager. */
  async #follow(events: AsyncIterable<WatchEvent>, connection: AbortController): Promise<void> {
    const opened = this.#clock.elapsed()
    let heard = opened
    let heardAny = false
    let silent = false
    let rechecked = false
    this.#askAnew = () => {
      rechecked = true
      connection.abort()
    }
    this.#broken = null
    this.#become({ phase: 'live', since: this.#clock.now() })
    void this.#whenSilent(() => heard, connection.signal).then(() => {
      silent = !connection.signal.aborted
      connection.abort()
    })
    try {
      for await (const event of events) {
        heard = this.#clock.elapsed()
        heardAny = true
        this.#failures = 0
        this.#expiries = 0
        this.#apply(event)
      }
      if (!heardAny && !rechecked && this.#clock.elapsed() - opened < healthyMs)
        throw new Error('the cluster ended the watch at once')
    } catch (error) {
      if (rechecked) return
      if (error instanceof StatusError) throw error
      const age = this.#clock.elapsed()
      const since = this.#clock.now() - (silent ? age - heard : 0)
      this.#broken = { since, message: silent ? 'the cluster has been silent' : messageOf(error) }
      if (age - opened < healthyMs && !silent) throw error
    } finally {
      this.#askAnew = () => undefined
    }
    this.#failures = 0
    this.#expiries = 0
  }

  /** Only a watch that was open is resumed. Behind one that cannot be opened there may be another history. */
  async #open(signal: AbortSignal): Promise<AsyncGenerator<WatchEvent, void, undefined>> {
    const version = this.#version ?? ''
    const seconds = watchSeconds + Math.floor(this.#clock.random() * watchSeconds)
    this.#version = null
    try {
      const events = await this.#timely(() =>
        openWatch(this.#collection, version, seconds, this.#transport, signal),
      )
      this.#version = version
      this.#isFresh = false
      this.#refusals = 0
      return events
    } catch (error) {
      // An overloaded cluster asks for fewer requests, and a list is the dearest of all.
      if (error instanceof StatusError && error.code === 429) this.#version = version
      throw error
    }
  }

  /** Does what is needed to be up to date; what is shown counts as possibly stale once that takes a while. */
  async #timely<T>(work: () => Promise<T>): Promise<T> {
    const done = new AbortController()
    void this.#clock.sleep(openingMs, done.signal).then(() => {
      if (!done.signal.aborted && this.#state.phase === 'live') {
        this.#reconnecting({ message: this.#broken?.message ?? 'the cluster has not answered yet' })
      }
    })
    try {
      return await work()
    } finally {
      done.abort()
    }
  }

  async #whenSilent(heard: () => number, signal: AbortSignal): Promise<void> {
    for (
      let left = silenceMs;
      left > 0 && !signal.aborted;
      left = heard() + silenceMs - this.#clock.elapsed()
    ) {
      await this.#clock.sleep(left, signal)
    }
  }

  #apply(event: WatchEvent): void {
    if (event.type === 'BOOKMARK') {
      if (event.resourceVersion !== '') this.#version = event.resourceVersion
      return
    }
    const { object } = event
    this.#version = object.metadata.resourceVersion ?? this.#version
    if (event.type !== 'DELETED') {
      if (this.#keep(object)) this.#listener.changed([object], [])
    } else if (this.#objects.delete(keyOf(object))) {
      this.#listener.changed([], [keyOf(object)])
    }
  }

  /** Whether the object is new or differs from the one held. */
  #keep(object: KubeObject): boolean {
    const key = keyOf(object)
    const version = object.metadata.resourceVersion
    if (version !== undefined && this.#objects.get(key)?.metadata.resourceVersion === version) return false
    this.#objects.set(key, this.#kept(object))
    return true
  }

  #drop(): void {
    this.#objects.clear()
    this.#listed = false
    this.#listener.dropped()
  }

  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    const { code } = error instanceof StatusError ? error : { code: 0 }
    const reason = code === 0 ? { message: messageOf(error) } : { message: messageOf(error), code }
    // An expired version is mended by a list at once, unless lists expire as soon as they are read.
    const failures = code === 410 ? this.#expiries++ - 1 : this.#failures++
    if (code === 410) {
      this.#version = null
      if (failures < 0) return
    } else if (error instanceof StatusError && code !== 429) {
      this.#version = null
    }
    if (stoppingCodes.has(code)) {
      // Who is refused a watch may still be allowed the list: only that tells whether what is held may be shown.
      const isTold = this.#isFresh || !this.#listed
      this.#isFresh = false
      if (!isTold) return
      this.#become({ phase: 'stopped', since: this.#clock.now(), reason })
      const pause = Math.min(firstStoppedMs * 2 ** Math.min(this.#refusals++, 10), lastStoppedMs)
      return this.#pause(pause * (0.9 + 0.2 * this.#clock.random()), signal)
    }
    this.#reconnecting(reason)
    const longest = code === 0 ? lastUnansweredMs : lastBackoffMs
    const backoff = Math.min(firstBackoffMs * 2 ** Math.min(failures, 10), longest)
    const asked = error instanceof StatusError ? (error.status.details?.retryAfterSeconds ?? 0) * 1000 : 0
    await this.#clock.sleep(
      Math.max(backoff * (0.5 + 0.5 * this.#clock.random()), Math.min(asked, lastBackoffMs)),
      signal,
    )
  }

  /** Until it is asked for anew. */
  async #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    const ended = new AbortController()
    const end = () => ended.abort()
    this.#askAnew = end
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    await this.#clock.sleep(milliseconds, ended.signal)
    signal.removeEventListener('abort', end)
    this.#askAnew = () => undefined
  }

  #reconnecting(reason: NonNullable<ReflectorState['reason']>): void {
    const since =
      this.#state.phase === 'reconnecting' ? this.#state.since : (this.#broken?.since ?? this.#clock.now())
    this.#become({ phase: 'reconnecting', since, reason })
  }

  #become(state: ReflectorState): void {
    const { phase, since, reason } = this.#state
    const same =
      state.phase === phase &&
      state.reason?.message === reason?.message &&
      state.reason?.code === reason?.code
    // `live` again after a quiet resume is no news; `since` then stays the beginning.
    if (same && (phase === 'live' || phase === 'stopped' || state.since === since)) return
    this.#state = state
    this.#listener.state(state)
  }
}
