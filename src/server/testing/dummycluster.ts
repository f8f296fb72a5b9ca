/** As much of an API server as lists and watches of one collection need. */
import type { RequestListener, ServerResponse } from 'node:http'

type Json = Record<string, unknown>

/** Objects by name. Changes go to open watches; `forbidden` answers lists and watches with 403. */
export class DummyCluster {
  readonly requests: string[] = []
  readonly watches = new Set<ServerResponse>()
  forbidden = false
  #version = 100
  readonly #objects = new Map<string, Json>()

  constructor(count = 0, extra: Json = {}) {
    for (let i = 0; i < count; i++) this.put(`object-${i}`, extra)
  }

  readonly listener: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://cluster')
    this.requests.push(`${url.pathname}${url.search}`)
    if (this.forbidden) {
      response.writeHead(403, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({ kind: 'Status', code: 403, reason: 'Forbidden', message: 'widgets is forbidden' }),
      )
    } else if (url.searchParams.has('watch')) {
      response.writeHead(200).flushHeaders()
      this.watches.add(response)
      response.on('close', () => this.watches.delete(response))
    } else {
      this.#list(url.searchParams, response)
    }
  }

  put(name: string, extra: Json = {}): void {
    const type = this.#objects.has(name) ? 'MODIFIED' : 'ADDED'
    this.#version += 1
    const metadata = { name, uid: `uid-${name}`, resourceVersion: String(this.#version) }
    const object = { apiVersion: 'example.com/v1', kind: 'Widget', metadata, ...extra }
    this.#objects.set(name, object)
    this.#tell(type, object)
  }

  delete(name: string): void {
    const object = this.#objects.get(name)
    this.#objects.delete(name)
    this.#version += 1
    if (object !== undefined) {
      const metadata = { ...(object.metadata as Json), resourceVersion: String(this.#version) }
      this.#tell('DELETED', { ...object, metadata })
    }
  }

  #tell(type: string, object: Json): void {
    for (const watch of this.watches) watch.write(`${JSON.stringify({ type, object })}\n`)
  }

  #list(query: URLSearchParams, response: ServerResponse): void {
    const from = Number(query.get('continue') ?? 0)
    const limit = Number(query.get('limit') ?? this.#objects.size)
    const items = [...this.#objects.values()].slice(from, from + limit)
    const more = from + limit < this.#objects.size ? { continue: String(from + limit) } : {}
    const metadata = { resourceVersion: String(this.#version), ...more }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ apiVersion: 'example.com/v1', kind: 'WidgetList', metadata, items }))
  }
}
