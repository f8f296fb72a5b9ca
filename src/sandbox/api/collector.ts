/**
 * What controllers do after a deletion: dependents of a deleted owner go, a deleted namespace empties, a
 * deleted definition takes its objects along, pods stop. It works right after the write that gave the
 * cause, before the next request.
 */
import type { KindInfo, SandboxObject } from '../types.ts'
import type { Change } from './collection.ts'
import type { Core } from './core.ts'
import {
  backgroundDeletion,
  cleanupFinalizer,
  deleteObject,
  foregroundFinalizer,
  orphanFinalizer,
  type Propagation,
} from './deletion.ts'
import { isMap, listOf, mapOf, nameOf, namespaceOf, textOf, uidOf, valueAt, withMetadata } from './values.ts'
import { isFinished } from './write.ts'

interface Place {
  readonly storageKey: string
  readonly key: string
}

export interface CollectorOptions {
  /** How long a running pod takes to stop. */
  readonly podStopMilliseconds: number
}

export class Collector {
  readonly #places = new Map<string, Place>()
  /** By uid of the owner, the uids of what it owns. */
  readonly #dependents = new Map<string, Set<string>>()
  readonly #queue: (() => void)[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #unsubscribe: () => void

  constructor(
    readonly core: Core,
    readonly options: CollectorOptions,
  ) {
    this.#unsubscribe = core.store.subscribe('*', (storageKey, change) => this.#observe(storageKey, change))
  }

  close(): void {
    this.#unsubscribe()
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #observe(storageKey: string, change: Change): void {
    const uid = uidOf(change.object)
    for (const owner of ownersOf(change.previous)) this.#dependents.get(owner)?.delete(uid)
    if (change.current === null) {
      this.#places.delete(uid)
      this.#later(() => this.#ownerGone(uid))
      for (const owner of ownersOf(change.previous)) this.#later(() => this.#settle(owner))
      const namespace = namespaceOf(change.object)
      if (namespace !== '') this.#later(() => this.#emptyNamespace(namespace))
      this.#later(() => this.#emptyDefinition(storageKey))
      return
    }
    this.#places.set(uid, { storageKey, key: change.key })
    for (const owner of ownersOf(change.current)) {
      const known = this.#dependents.get(owner) ?? new Set()
      this.#dependents.set(owner, known.add(uid))
    }
    if (change.current.metadata.deletionTimestamp !== undefined)
      this.#observeEnding(storageKey, change.current)
  }

  #observeEnding(storageKey: string, object: SandboxObject): void {
    const uid = uidOf(object)
    if (storageKey === '/namespaces') this.#later(() => this.#emptyNamespace(nameOf(object)))
    // Once it has stopped, only finalizers hold it.
    if (storageKey === '/pods' && Number(object.metadata.deletionGracePeriodSeconds ?? 0) > 0)
      this.#stopLater(uid)
    if (listOf(object.metadata.finalizers).includes(cleanupFinalizer)) {
      const key = `${textOf(valueAt(object, ['spec', 'group']))}/${textOf(valueAt(object, ['spec', 'names', 'plural']))}`
      this.#later(() => this.#emptyDefinition(key))
    }
    this.#later(() => this.#settle(uid))
  }

  #later(work: () => void): void {
    this.#queue.push(work)
    if (this.#queue.length === 1) queueMicrotask(() => this.#drain())
  }

  #drain(): void {
    // New work joins the end of the queue while it drains; the entry stays until it is done.
    for (let work = this.#queue[0]; work !== undefined; work = this.#queue[0]) {
      work()
      this.#queue.shift()
    }
  }

  #current(uid: string): { kind: KindInfo; object: SandboxObject } | null {
    const place = this.#places.get(uid)
    if (place === undefined) return null
    const object = this.core.store.collection(place.storageKey).get(place.key)
    const kind = this.core.kinds.stored(place.storageKey)
    return object === undefined || kind === null ? null : { kind, object }
  }

  /** Dependents whose last owner is gone go too; others lose the reference. */
  #ownerGone(owner: string): void {
    for (const uid of [...(this.#dependents.get(owner) ?? [])]) {
      const found = this.#current(uid)
      if (found === null) continue
      const references = listOf(found.object.metadata.ownerReferences).filter(isMap)
      const left = references.filter((reference) => this.#places.has(textOf(reference.uid)))
      if (left.length === 0) deleteObject(this.core, found.kind, found.object, backgroundDeletion)
      else this.core.store.put(found.kind.storageKey, withMetadata(found.object, { ownerReferences: left }))
    }
    this.#dependents.delete(owner)
  }

  /** Does for a deleted owner what its propagation finalizers ask for. */
  #settle(owner: string): void {
    const found = this.#current(owner)
    if (found === null || found.object.metadata.deletionTimestamp === undefined) return
    const finalizers = listOf(found.object.metadata.finalizers)
    if (finalizers.includes(orphanFinalizer)) {
      this.#orphanDependents(owner)
      this.#release(owner, orphanFinalizer)
    } else if (finalizers.includes(foregroundFinalizer)) {
      if (!this.#deleteDependents(owner)) this.#release(owner, foregroundFinalizer)
    }
  }

  #orphanDependents(owner: string): void {
    for (const uid of [...(this.#dependents.get(owner) ?? [])]) {
      const found = this.#current(uid)
      if (found === null) continue
      const left = listOf(found.object.metadata.ownerReferences).filter((each) => mapOf(each).uid !== owner)
      const ownerReferences = left.length === 0 ? undefined : left
      this.core.store.put(found.kind.storageKey, withMetadata(found.object, { ownerReferences }))
    }
  }

  /** Whether some dependent still blocks its owner. */
  #deleteDependents(owner: string): boolean {
    let blocked = false
    for (const uid of [...(this.#dependents.get(owner) ?? [])]) {
      const found = this.#current(uid)
      if (found === null) continue
      const references = listOf(found.object.metadata.ownerReferences).map(mapOf)
      const blocks = references.some((each) => each.uid === owner && each.blockOwnerDeletion === true)
      const propagation: Propagation = blocks ? 'Foreground' : 'Background'
      if (found.object.metadata.deletionTimestamp === undefined) {
        deleteObject(this.core, found.kind, found.object, { ...backgroundDeletion, propagation })
      }
      if (blocks && this.#current(uid) !== null) blocked = true
    }
    return blocked
  }

  /** Takes one finalizer away, and the object with the last. */
  #release(uid: string, finalizer: string): void {
    const found = this.#current(uid)
    if (found === null) return
    const left = listOf(found.object.metadata.finalizers).filter((each) => each !== finalizer)
    this.#finish(found.kind, withMetadata(found.object, { finalizers: left.length === 0 ? undefined : left }))
  }

  #finish(kind: KindInfo, object: SandboxObject): void {
    if (isFinished(object)) this.core.store.remove(kind.storageKey, namespaceOf(object), nameOf(object))
    else this.core.store.put(kind.storageKey, object)
  }

  #emptyNamespace(name: string): void {
    const namespace = this.core.store.get('', 'namespaces', '', name)
    if (namespace === null || namespace.metadata.deletionTimestamp === undefined) return
    let left = 0
    for (const kind of this.core.kinds.collections().filter((each) => each.namespaced)) {
      left += this.#empty(kind, name)
    }
    const kind = this.core.kinds.stored('/namespaces')
    const isEmptied = listOf(valueAt(namespace, ['spec', 'finalizers'])).length === 0
    if (left > 0 || kind === null || isEmptied) return
    this.#finish(kind, { ...namespace, spec: {} })
  }

  #emptyDefinition(storageKey: string): void {
    const [group = '', plural = ''] = storageKey.split('/')
    const definition = this.core.store.get(
      'apiextensions.k8s.io',
      'customresourcedefinitions',
      '',
      `${plural}.${group}`,
    )
    if (definition === null || definition.metadata.deletionTimestamp === undefined) return
    const kind = this.core.kinds.stored(storageKey)
    if (kind !== null && this.#empty(kind, '') > 0) return
    this.#release(uidOf(definition), cleanupFinalizer)
  }

  /** Deletes what is there; the result counts what finalizers hold back. */
  #empty(kind: KindInfo, namespace: string): number {
    const collection = this.core.store.collection(kind.storageKey)
    for (const object of collection.list(namespace)) {
      if (object.metadata.deletionTimestamp === undefined)
        deleteObject(this.core, kind, object, backgroundDeletion)
    }
    return collection.list(namespace).length
  }

  #stopLater(uid: string): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      const found = this.#current(uid)
      if (found === null) return
      this.#finish(found.kind, withMetadata(found.object, { deletionGracePeriodSeconds: 0 }))
    }, this.options.podStopMilliseconds)
    timer.unref()
    this.#timers.add(timer)
  }
}

function ownersOf(object: SandboxObject | null): readonly string[] {
  return listOf(object?.metadata.ownerReferences).map((reference) => textOf(mapOf(reference).uid))
}
