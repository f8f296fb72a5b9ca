/** All live collections of the tab; equal targets share one. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { WatchTarget } from '../../wire.ts'
import { Collection } from './collection.ts'
import { type ConnectionWatcher, WatchConnection } from './connection.ts'
import { Frames } from './frames.ts'

export class LiveStore {
  readonly connection: WatchConnection
  readonly #frames = new Frames()
  readonly #collections = new Map<string, Collection>()

  constructor(url: string, watcher?: ConnectionWatcher) {
    this.connection = new WatchConnection(url, watcher)
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

  /** The objects of a cluster that anything on the page follows now; some may come twice. */
  followed(cluster: string): readonly KubeObject[] {
    return [...this.#collections].flatMap(([key, collection]) =>
      (JSON.parse(key) as readonly unknown[])[0] === cluster ? collection.view().items : [],
    )
  }
}
