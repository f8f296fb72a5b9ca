/** A small typed client of the Kubernetes API, with a client certificate for its identity. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { Discovery, discoveryAccept } from '../../src/k8s/discovery.ts'
import type { Transport } from '../../src/k8s/listwatch.ts'
import type { KubeList, KubeObject, Manifest } from '../../src/k8s/objects.ts'
import { parseApiVersion, type ResourceType, resourcePath } from '../../src/k8s/resource.ts'
import { StatusError, statusFromBody } from '../../src/k8s/status.ts'
import type { Identity } from './certificates.ts'
import { type Connection, connectionFrom } from './kubeconfig.ts'

export type { Manifest } from '../../src/k8s/objects.ts'

export interface WatchEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  readonly object: T
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly contentType?: string
  readonly accept?: string
  readonly signal?: AbortSignal
}

export class ApiClient {
  readonly server: string
  readonly #agent: Agent
  readonly #headers: Readonly<Record<string, string | string[]>>
  #discovery: Discovery | null = null

  constructor({ server, authority, client, headers = {} }: Connection) {
    this.server = server
    this.#headers = headers
    this.#agent = new Agent({
      connect: {
        ...(authority === undefined ? {} : { ca: authority }),
        ...(client === undefined ? {} : { cert: client.certificate, key: client.key }),
      },
      // A watch may be silent for as long as it likes.
      bodyTimeout: 0,
    })
  }

  /** `as`: whom the requests are made as, by somebody who may impersonate. */
  static fromKubeconfig(text: string, context?: string, as: Identity | null = null): ApiClient {
    const connection = connectionFrom(text, context)
    if (as === null) return new ApiClient(connection)
    const headers = { 'impersonate-user': as.name, 'impersonate-group': [...(as.groups ?? [])] }
    return new ApiClient({ ...connection, headers })
  }

  close(): Promise<void> {
    return this.#agent.destroy()
  }

  async send(call: Call): Promise<unknown> {
    const { statusCode, body } = await this.#open(call)
    const text = await body.text()
    if (statusCode >= 400) throw new StatusError(statusFromBody(statusCode, text))
    return text.startsWith('{') ? JSON.parse(text) : text
  }

  get<T extends KubeObject>(path: string): Promise<T> {
    return this.send({ method: 'GET', path }) as Promise<T>
  }

  list<T extends KubeObject>(
    path: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<KubeList<T>> {
    return this.send({ method: 'GET', path, query }) as Promise<KubeList<T>>
  }

  post(path: string, body: KubeObject, query: Call['query'] = {}): Promise<KubeObject> {
    return this.send({ method: 'POST', path, query, body }) as Promise<KubeObject>
  }

  put(path: string, body: KubeObject, query: Call['query'] = {}): Promise<KubeObject> {
    return this.send({ method: 'PUT', path, query, body }) as Promise<KubeObject>
  }

  delete(path: string, options: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    return this.send({ method: 'DELETE', path, body: options })
  }

  mergePatch(path: string, patch: unknown): Promise<unknown> {
    return this.send({ method: 'PATCH', path, body: patch, contentType: 'application/merge-patch+json' })
  }

  async create(object: Manifest): Promise<KubeObject> {
    const { name: _, ...at } = await this.#locate(object)
    return this.post(resourcePath(at.type, at), object)
  }

  /** Server-side apply, of the object or of one of its subresources. */
  async apply(
    object: Manifest,
    subresource?: string,
    fieldManager = 'portolan-cluster',
    query: Call['query'] = {},
  ): Promise<KubeObject> {
    const { type, namespace, name } = await this.#locate(object)
    return (await this.send({
      method: 'PATCH',
      path: resourcePath(type, { namespace, name, subresource }),
      query: { fieldManager, force: 'true', fieldValidation: 'Strict', ...query },
      body: object,
      contentType: 'application/apply-patch+yaml',
    })) as KubeObject
  }

  /** Events since `resourceVersion`, until the server or `signal` ends the stream. */
  async *watch<T extends KubeObject>(
    path: string,
    resourceVersion: string,
    signal: AbortSignal,
    selectors: Call['query'] = {},
  ): AsyncGenerator<WatchEvent<T>> {
    const query = { ...selectors, watch: 'true', resourceVersion, allowWatchBookmarks: 'true' }
    const { statusCode, body } = await this.#open({ method: 'GET', path, query, signal })
    if (statusCode >= 400) throw new StatusError(statusFromBody(statusCode, await body.text()))
    let rest = ''
    body.setEncoding('utf8')
    for await (const chunk of body) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line !== '') yield JSON.parse(line) as WatchEvent<T>
    }
  }

  /** Whether the server says that it can serve. */
  async isReady(): Promise<boolean> {
    try {
      return (await this.send({ method: 'GET', path: '/readyz', signal: AbortSignal.timeout(3000) })) === 'ok'
    } catch {
      return false
    }
  }

  /** Lists and watches for a reflector. */
  readonly transport: Transport = async (path, query, signal) => {
    const { statusCode, headers, body } = await this.#open({
      method: 'GET',
      path,
      query: Object.fromEntries(query),
      signal,
    })
    return { status: statusCode, headers, body }
  }

  /** A served type; discovery is read again where what it told before does not hold it. */
  async find(pick: (types: Discovery) => ResourceType | null): Promise<ResourceType | null> {
    const known = this.#discovery === null ? null : pick(this.#discovery)
    return known ?? pick(await this.#discover())
  }

  #open({ method, path, query = {}, body, contentType, accept, signal }: Call) {
    const asked = new URLSearchParams(query).toString()
    return request(`${this.server}${path}${asked && `?${asked}`}`, {
      method,
      dispatcher: this.#agent,
      headers: {
        ...this.#headers,
        accept: accept ?? 'application/json',
        ...(body === undefined ? {} : { 'content-type': contentType ?? 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
  }

  async #locate({ apiVersion, kind, metadata }: Manifest) {
    const { group, version } = parseApiVersion(apiVersion)
    const type = await this.find((types) => types.find(group, kind, [version]))
    if (type === null) throw new Error(`The cluster does not serve ${apiVersion} ${kind}.`)
    return { type, namespace: type.namespaced ? metadata.namespace : undefined, name: metadata.name }
  }

  async #discover(): Promise<Discovery> {
    const read = (path: string) => this.send({ method: 'GET', path, accept: discoveryAccept })
    this.#discovery = Discovery.fromDocuments(await Promise.all([read('/api'), read('/apis')]))
    return this.#discovery
  }
}

/** Asks again until `probe` gives something, or says what it waited for. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false>,
  seconds = 60,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    const found = await probe()
    if (found !== null && found !== undefined && found !== false) return found
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain for ${what}.`)
    await sleep(100)
  }
}
