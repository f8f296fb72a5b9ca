/** All live collections of the tab; equal targets share one. */
import type { WatchTarget } from '../../wire.ts'
import { Collection } from './collection.ts'
import { WatchConnection } from './connection.ts'
import { Frames } from './frames.ts'

export class LiveStore {
  readonly connection: WatchConnection
  readonly #frames = new Frames()
  readonly #collections = new Map<string, Collection>()

  constructor(url: string) {
    this.connection = new WatchConnection(url)
  }

  collection(target: WatchTarget): Collection {
    const key = JSON.stringify([
      target.cluster,
      target.group,
      target.version,
      target.plural,
      target.namespace,
      target.labelSelector,
      target.fieldSelector,
    ])
    const known = this.#collections.get(key)
    if (known !== undefined) return known
    const created = new Collection({
      connection: this.connection,
      target,
      frames: this.#frames,
      onIdle: () => this.#collections.delete(key),
    })
    this.#collections.set(key, created)
    return created
  }
}
