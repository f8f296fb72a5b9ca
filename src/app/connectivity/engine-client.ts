/** The page's side of the worker: sends what changed, in pieces, and hands on the newest answers. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Answers, Known, Message, Reply, SortChanges, Wants } from './protocol.ts'
import { policyKey, type Sort, slimmed, sorts } from './slim.ts'

export type Lists = Readonly<Record<Sort, readonly KubeObject[]>>

export interface ClientState {
  readonly answers: Answers | null
  readonly isComputing: boolean
  /** Why nothing can be computed; `''` unless that is so. */
  readonly failure: string
}

/** So many objects are copied at a time, so that the page can do something else in between. */
const objectsAtOnce = 2_500

export class EngineClient {
  readonly #worker: Worker
  readonly #listeners = new Set<() => void>()
  readonly #sent: Readonly<Record<Sort, Map<string, KubeObject>>> = {
    namespaces: new Map(),
    pods: new Map(),
    nodes: new Map(),
    policies: new Map(),
  }
  #state: ClientState = { answers: null, isComputing: true, failure: '' }
  #feeding = Promise.resolve()
  #isClosed = false

  constructor() {
    this.#worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' })
    this.#worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.type === 'answers') this.#set({ answers: data.answers, isComputing: false, failure: '' })
      else this.#set({ ...this.#state, isComputing: false, failure: data.message })
    }
    this.#worker.onerror = (event) => {
      event.preventDefault()
      this.#set({ ...this.#state, isComputing: false, failure: event.message || 'worker' })
    }
  }

  readonly state = (): ClientState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  want(wants: Wants): void {
    this.#set({ ...this.#state, isComputing: true })
    this.#post({ type: 'wants', wants })
  }

  /**
   * Sends what is different from last time; resolves once it is sent. Without `known` it is a part of what is still
   * being read, of which nothing is told yet.
   */
  feed(lists: Lists, known: Known | null): Promise<void> {
    this.#feeding = this.#feeding.then(() => this.#feed(lists, known))
    return this.#feeding
  }

  close(): void {
    this.#isClosed = true
    this.#worker.terminate()
  }

  async #feed(lists: Lists, known: Known | null): Promise<void> {
    this.#set({ ...this.#state, isComputing: true })
    for (const sort of sorts) {
      const { put, gone } = changesOf(sort, this.#sent[sort], lists[sort])
      for (let at = 0; at < put.length; at += objectsAtOnce) {
        const some = put.slice(at, at + objectsAtOnce)
        const slim = some.map(([key, object]) => [key, slimmed(sort, object)] as const)
        this.#post({ type: 'objects', changes: [{ sort, put: slim, gone: [] }], known: null })
        if (put.length > objectsAtOnce) await new Promise((resolve) => setTimeout(resolve))
      }
      if (gone.length > 0) this.#post({ type: 'objects', changes: [{ sort, put: [], gone }], known: null })
    }
    if (known !== null) this.#post({ type: 'objects', changes: [], known })
  }

  #post(message: Message): void {
    // A text is copied and read in half the time of as many objects.
    if (!this.#isClosed) this.#worker.postMessage(JSON.stringify(message))
  }

  #set(state: ClientState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

/** What `now` has that `sent` has not, and the reverse; `sent` is then as `now`. */
export function changesOf(
  sort: Sort,
  sent: Map<string, KubeObject>,
  now: readonly KubeObject[],
): Omit<SortChanges, 'sort'> {
  const left = new Set(sent.keys())
  const put: (readonly [string, KubeObject])[] = []
  for (const object of now) {
    const key = keyIn(sort, object)
    left.delete(key)
    if (sent.get(key) === object) continue
    sent.set(key, object)
    put.push([key, object])
  }
  for (const key of left) sent.delete(key)
  return { put, gone: [...left] }
}

function keyIn(sort: Sort, { kind, metadata }: KubeObject): string {
  if (sort === 'policies') return policyKey({ kind, ...metadata })
  return `${metadata.namespace ?? ''}/${metadata.name}`
}
