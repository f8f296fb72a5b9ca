/** All collections that the server follows. Equal subscriptions of one identity share one. */
import { admitApiPath } from '../../k8s/apipath.ts'
import type { Collection, Transport } from '../../k8s/listwatch.ts'
import { resourcePath } from '../../k8s/resource.ts'
import type { WatchTarget, WatchUrgency } from '../../wire.ts'
import { Feed } from './feed.ts'
import { Precedence, type Reading } from './precedence.ts'

export interface HubLimits {
  /** How long a feed without readers goes on: pages that are left are often come back to. */
  readonly idleMs: number
  /** The same where the last reader did not leave but was cut off, and will want to go on. */
  readonly lostMs: number
  /** More feeds without readers than this are not kept. */
  readonly maxIdle: number
}

const defaultLimits: HubLimits = { idleMs: 10_000, lostMs: 60_000, maxIdle: 100 }

/** Who watches. Two of one key are the same to every cluster. */
export interface Watcher {
  readonly key: string
}

interface Held<Who> {
  /** The last of those who read it, as others may have gone with what proved who they were. */
  by: Who
  readonly feed: Feed
  readonly reading: Reading
  readonly settle: () => void
  users: number
  idle: NodeJS.Timeout | null
}

export interface Lease {
  readonly feed: Feed
  /** Somebody looks at it now. */
  hurry(): void
  /** Somebody knows the whole content now. */
  told(): void
  /** To be called once. `isLost` is whether the reader was cut off. */
  release(isLost?: boolean): void
}

/** Hands out feeds and ends those that nobody reads. */
export class WatchHub<Who extends Watcher = Watcher> {
  readonly #transportTo: (cluster: string, who: () => Who) => Transport
  readonly #limits: HubLimits
  readonly #precedence = new Precedence()
  readonly #held = new Map<string, Held<Who>>()

  /** Those without readers, the longest idle first. */
  readonly #idle = new Set<string>()

  constructor(transportTo: (cluster: string, who: () => Who) => Transport, limits: Partial<HubLimits> = {}) {
    this.#transportTo = transportTo
    this.#limits = { ...defaultLimits, ...limits }
  }

  /** The number of collections that are followed. */
  get size(): number {
    return this.#held.size
  }

  /**
   * The feed of a target. `who` is whom the cluster sees: two of different keys never share a feed, because
   * they may not be allowed to read the same. `null` for a target that is no collection of the API.
   */
  lease(who: Who, target: WatchTarget, urgency: WatchUrgency = 'page'): Lease | null {
    const { cluster, namespace, labelSelector, fieldSelector } = target
    const path = resourcePath(target, { namespace })
    if (!admitApiPath('GET', path).ok) return null
    const key = JSON.stringify([who.key, cluster, path, labelSelector, fieldSelector])
    const collection = { path, labelSelector, fieldSelector }
    const held = this.#held.get(key) ?? this.#open(key, cluster, collection, who, urgency)
    held.by = who
    const hurry = () => {
      held.reading.urgency = 'page'
      this.#precedence.begin(held.reading)
    }
    if (urgency === 'page') hurry()
    held.users += 1
    if (held.idle !== null) clearTimeout(held.idle)
    held.idle = null
    this.#idle.delete(key)
    return {
      feed: held.feed,
      hurry,
      told: held.settle,
      release: (isLost = false) => this.#release(key, held, isLost),
    }
  }

  /** Ends what nobody reads of one who has signed out. */
  forget(who: string): void {
    for (const key of this.#idle) {
      const held = this.#held.get(key)
      if (held?.by.key === who) this.#end(key, held)
    }
  }

  /** Ends all feeds. */
  close(): void {
    for (const [key, held] of this.#held) this.#end(key, held)
  }

  #open(key: string, cluster: string, collection: Collection, who: Who, urgency: WatchUrgency): Held<Who> {
    let settle = () => {}
    const settled = new Promise<void>((resolve) => {
      settle = resolve
    })
    const reading: Reading = { identity: who.key, urgency, settled }
    const transport = this.#transportTo(cluster, () => this.#held.get(key)?.by ?? who)
    const feed = new Feed(collection, this.#precedence.enter(reading, transport))
    void feed.failed.then(settle)
    const held: Held<Who> = { by: who, feed, reading, settle, users: 0, idle: null }
    this.#held.set(key, held)
    return held
  }

  #release(key: string, held: Held<Who>, isLost: boolean): void {
    held.users -= 1
    if (held.users > 0 || this.#held.get(key) !== held) return
    held.settle()
    const { idleMs, lostMs, maxIdle } = this.#limits
    held.idle = setTimeout(() => this.#end(key, held), isLost ? lostMs : idleMs)
    this.#idle.add(key)
    const [longest] = this.#idle
    const least = longest === undefined ? undefined : this.#held.get(longest)
    if (this.#idle.size > maxIdle && longest !== undefined && least !== undefined) this.#end(longest, least)
  }

  #end(key: string, held: Held<Who>): void {
    if (held.idle !== null) clearTimeout(held.idle)
    this.#held.delete(key)
    this.#idle.delete(key)
    held.feed.end()
  }
}
