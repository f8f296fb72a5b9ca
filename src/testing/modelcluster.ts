/** A cluster of one's own, in memory: lists in pages, watches with history, and every way to fail. */
import type { Transport, TransportResponse } from '../k8s/listwatch.ts'
import type { KubeObject } from '../k8s/objects.ts'

export interface ModelObject extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>
}

interface Event {
  readonly version: number
  readonly plural: string
  readonly line: string
}

interface Watch {
  readonly plural: string
  readonly say: (line: string) => void
  readonly fail: () => void
}

const encoder = new TextEncoder()

export class ModelCluster {
  /** Nobody answers. */
  isDown = false
  /** Lists and watches of these plurals are answered with this code. */
  readonly refused = new Map<string, number>()
  /** How many objects a page has. */
  pageSize = 20
  /** How long a page takes. */
  pageMs = 1
  readonly requests: string[] = []
  readonly #objects = new Map<string, Map<string, ModelObject>>()
  readonly #watches = new Set<Watch>()
  #events: Event[] = []
  #version = 1
  #compacted = 0
  #nextUid = 1

  get watches(): number {
    return this.#watches.size
  }

  objects(plural: string): readonly ModelObject[] {
    return [...(this.#objects.get(plural)?.values() ?? [])]
  }

  put(plural: string, name: string, fields: Partial<Pick<ModelObject, 'metadata' | 'spec'>> = {}): void {
    const all = this.#objects.get(plural) ?? new Map<string, ModelObject>()
    this.#objects.set(plural, all)
    const known = all.get(name)
    const version = ++this.#version
    const { metadata, ...rest } = fields
    const object: ModelObject = {
      apiVersion: 'v1',
      kind: plural,
      spec: {},
      ...rest,
      metadata: {
        namespace: 'shop',
        ...metadata,
        name,
        uid: known?.metadata.uid ?? `uid-${this.#nextUid++}`,
        resourceVersion: String(version),
      },
    }
    all.set(name, object)
    this.#tell(plural, known === undefined ? 'ADDED' : 'MODIFIED', object)
  }

  delete(plural: string, name: string): void {
    const known = this.#objects.get(plural)?.get(name)
    if (known === undefined) return
    this.#objects.get(plural)?.delete(name)
    const resourceVersion = String(++this.#version)
    this.#tell(plural, 'DELETED', { ...known, metadata: { ...known.metadata, resourceVersion } })
  }

  /** The connections of all watches break. */
  breakWatches(): void {
    for (const watch of [...this.#watches]) watch.fail()
  }

  /** No watch and no page can begin at what was before now. */
  compact(): void {
    this.#events = []
    this.#compacted = this.#version
  }

  /** Another process with the same content: nothing that it did not see itself can be resumed. */
  restart(): void {
    this.breakWatches()
    this.compact()
  }

  readonly transport: Transport = async (path, query, signal, review) => {
    if (review !== undefined) return failure(404, 'nothing is reviewed here')
    this.requests.push(`${path}?${query}`)
    await pause(this.pageMs)
    if (this.isDown) throw new Error('connection refused')
    const plural = path.split('/').at(-1) ?? ''
    const refusal = this.refused.get(plural)
    if (refusal !== undefined) return failure(refusal, `${plural} is refused`)
    return query.has('watch') ? this.#watch(plural, query, signal) : this.#list(plural, query)
  }

  #list(plural: string, query: URLSearchParams): TransportResponse {
    const [version = this.#version, from = 0] = (query.get('continue') ?? '')
      .split(':')
      .filter(Boolean)
      .map(Number)
    if (query.has('continue') && version < this.#compacted) return failure(410, 'the list has expired')
    const limit = query.has('limit') ? this.pageSize : Number.POSITIVE_INFINITY
    // Pages of a list are of one moment; here objects that came later are left out and the rest is good enough.
    const all = this.objects(plural).filter(({ metadata }) => Number(metadata.resourceVersion) <= version)
    const isWhole = query.has('continue') && all.length !== this.objects(plural).length
    if (isWhole) return failure(410, 'the list has expired')
    const more = from + limit < all.length ? `${version}:${from + limit}` : ''
    const metadata = { resourceVersion: String(version), continue: more }
    return text(
      200,
      JSON.stringify({ kind: `${plural}List`, metadata, items: all.slice(from, from + limit) }),
    )
  }

  #watch(plural: string, query: URLSearchParams, signal: AbortSignal): TransportResponse {
    const from = Number(query.get('resourceVersion'))
    const expired = { type: 'ERROR', object: { kind: 'Status', code: 410, message: 'too old' } }
    if (from < this.#compacted) return text(200, `${JSON.stringify(expired)}\n`)
    const lines = this.#events.filter((each) => each.plural === plural && each.version > from)
    return {
      status: 200,
      body: this.#stream(
        plural,
        lines.map(({ line }) => line),
        signal,
      ),
    }
  }

  async *#stream(plural: string, waiting: string[], signal: AbortSignal): AsyncGenerator<Uint8Array> {
    let wake = () => {}
    let isBroken = signal.aborted
    const fail = () => {
      isBroken = true
      wake()
    }
    const say = (line: string) => {
      waiting.push(line)
      wake()
    }
    const watch: Watch = { plural, say, fail }
    this.#watches.add(watch)
    signal.addEventListener('abort', fail)
    try {
      for (;;) {
        if (isBroken) throw new Error('the connection was lost')
        const line = waiting.shift()
        if (line !== undefined) yield encoder.encode(line)
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    } finally {
      this.#watches.delete(watch)
      signal.removeEventListener('abort', fail)
    }
  }

  #tell(plural: string, type: string, object: ModelObject): void {
    const line = `${JSON.stringify({ type, object })}\n`
    this.#events.push({ version: this.#version, plural, line })
    for (const watch of this.#watches) if (watch.plural === plural) watch.say(line)
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

function failure(code: number, message: string): TransportResponse {
  return text(code, JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message }))
}

function text(status: number, body: string): TransportResponse {
  return {
    status,
    body: (async function* () {
      yield encoder.encode(body)
    })(),
  }
}
