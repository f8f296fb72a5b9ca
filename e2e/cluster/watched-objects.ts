/** Copies of a cluster's objects, kept in step by list and watch, for reactions to look at. */
import type { Transport } from '../../src/k8s/listwatch.ts'
import type { KubeObject } from '../../src/k8s/objects.ts'
import { Reflector } from '../../src/k8s/reflector.ts'
import { type Resource, resourcePath } from '../../src/k8s/resource.ts'
import type { Change, Collection, Place } from '../../src/sandbox/reactions/reaction.ts'
import { keyOf, type ObjectSource } from '../../src/sandbox/reactions/world.ts'

type Listener = (change: Change) => void

interface Copies {
  readonly collection: Collection
  /** By namespace and name. */
  readonly objects: Map<string, KubeObject>
  /** Keys by uid. */
  readonly keys: Map<string, string>
  readonly listeners: Set<Listener>
}

export class WatchedObjects implements ObjectSource {
  readonly #copies = new Map<string, Copies>()

  /** Follows a resource until the signal aborts. Resolves when it has been listed once. */
  watch(resource: Resource, transport: Transport, signal: AbortSignal): Promise<void> {
    const copies = this.#of(resource)
    return new Promise((resolve) => {
      const reflector = new Reflector({
        collection: { path: resourcePath(resource) },
        transport,
        listener: {
          changed: (upserts, removals) => {
            for (const object of upserts) learn(copies, object)
            for (const uid of removals) forget(copies, uid)
          },
          listed: resolve,
          dropped: () => {
            for (const uid of [...copies.keys.keys()]) forget(copies, uid)
          },
          state: () => {},
        },
      })
      void reflector.run(signal)
    })
  }

  /** Takes over what a write answered, before its event comes back. */
  learn(collection: Collection, object: KubeObject): void {
    learn(this.#of(collection), object)
  }

  get(collection: Collection, { namespace, name }: Place): KubeObject | null {
    return this.#of(collection).objects.get(`${namespace}/${name}`) ?? null
  }

  list(collection: Collection, namespace: string): readonly KubeObject[] {
    const objects = [...this.#of(collection).objects.values()]
    return namespace === '' ? objects : objects.filter(({ metadata }) => metadata.namespace === namespace)
  }

  follow(collection: Collection, listener: Listener): () => void {
    const { listeners } = this.#of(collection)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  #of({ group, plural }: Collection): Copies {
    const name = `${group}/${plural}`
    const known = this.#copies.get(name)
    if (known !== undefined) return known
    const copies = {
      collection: { group, plural },
      objects: new Map(),
      keys: new Map(),
      listeners: new Set<Listener>(),
    }
    this.#copies.set(name, copies)
    return copies
  }
}

function learn(copies: Copies, object: KubeObject): void {
  const key = keyOf(object)
  const previous = copies.objects.get(key) ?? null
  // What a write answered may be newer than the event that comes in after it.
  if (previous?.metadata.uid === object.metadata.uid && versionOf(object) <= versionOf(previous)) return
  copies.objects.set(key, object)
  copies.keys.set(object.metadata.uid ?? key, key)
  tell(copies, { collection: copies.collection, previous, current: object })
}

function forget(copies: Copies, uid: string): void {
  const key = copies.keys.get(uid)
  copies.keys.delete(uid)
  const previous = key === undefined ? undefined : copies.objects.get(key)
  if (key === undefined || previous?.metadata.uid !== uid) return
  copies.objects.delete(key)
  tell(copies, { collection: copies.collection, previous, current: null })
}

function tell({ listeners }: Copies, change: Change): void {
  for (const listener of [...listeners]) listener(change)
}

/** API servers count their writes, so that the later of two states has the greater version. */
function versionOf(object: KubeObject | null): number {
  return Number(object?.metadata.resourceVersion ?? 0)
}
