/** All collections that the server follows. Equal subscriptions of one identity share one. */
import { admitApiPath } from '../../k8s/apipath.ts'
import type { Collection, Transport } from '../../k8s/listwatch.ts'
import { resourcePath } from '../../k8s/resource.ts'
import type { WatchTarget } from '../../wire.ts'
import { Feed } from './feed.ts'

/** How long a feed without readers goes on: pages that are left are often come back to. */
const defaultIdleMs = 10_000

interface Held {
  readonly feed: Feed
  users: number
  idle: NodeJS.Timeout | null
}

export interface Lease {
  readonly feed: Feed
  /** To be called once. */
  release(): void
}

/** Hands out feeds and ends those that nobody reads. */
export class WatchHub {
  readonly #transportTo: (cluster: string) => Transport
  readonly #idleMs: number
  readonly #held = new Map<string, Held>()

  constructor(transportTo: (cluster: string) => Transport, idleMs = defaultIdleMs) {
    this.#transportTo = transportTo
    this.#idleMs = idleMs
  }

  /** The number of collections that are followed. */
  get size(): number {
    return this.#held.size
  }

  /**
   * The feed of a target. `identity` is whom the cluster sees: two identities never share a feed, because
   * they may not be allowed to read the same. `null` for a target that is no collection of the API.
   */
  lease(identity: string, target: WatchTarget): Lease | null {
    const { cluster, namespace, labelSelector, fieldSelector } = target
    const path = resourcePath(target, { namespace })
    if (!admitApiPath('GET', path).ok) return null
    const key = JSON.stringify([identity, cluster, path, labelSelector, fieldSelector])
    const held = this.#held.get(key) ?? this.#open(key, cluster, { path, labelSelector, fieldSelector })
    held.users += 1
    if (held.idle !== null) clearTimeout(held.idle)
    held.idle = null
    return { feed: held.feed, release: () => this.#release(key, held) }
  }

  /** Ends all feeds. */
  close(): void {
    for (const [key, held] of this.#held) this.#end(key, held)
  }

  #open(key: string, cluster: string, collection: Collection): Held {
    const held: Held = { feed: new Feed(collection, this.#transportTo(cluster)), users: 0, idle: null }
    this.#held.set(key, held)
    return held
  }

  #release(key: string, held: Held): void {
    held.users -= 1
    if (held.users > 0 || !this.#held.has(key)) return
    held.idle = setTimeout(() => this.#end(key, held), this.#idleMs)
  }

  #end(key: string, held: Held): void {
    if (held.idle !== null) clearTimeout(held.idle)
    this.#held.delete(key)
    held.feed.end()
  }
}
