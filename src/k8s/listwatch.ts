/** One list and one watch of a collection, over any transport. */
import { readLines, readText } from './ndjson.ts'
import type { KubeObject } from './objects.ts'
import { isStatus, type Status, StatusError, statusFromBody } from './status.ts'

export interface TransportResponse {
  readonly status: number
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>
  readonly body: AsyncIterable<Uint8Array>
}

/** Sends a GET to the API, or with a body (JSON) a POST. Rejects when the cluster gives no HTTP answer at all. */
export type Transport = (
  path: string,
  query: URLSearchParams,
  signal: AbortSignal,
  body?: string,
) => Promise<TransportResponse>

export interface Collection {
  /** As `resourcePath` makes it. */
  readonly path: string
  readonly labelSelector?: string | undefined
  readonly fieldSelector?: string | undefined
}

export interface Page {
  readonly items: readonly KubeObject[]
  /** The pages before this one are void: the list began anew. */
  readonly restarted: boolean
  readonly resourceVersion: string
}

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubeObject }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string }

/** The first page is what somebody waits for; the others are for the whole. */
const firstPageSize = 100
const pageSize = 500
/** The annotation in which kubectl keeps what it last applied. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * Lists a collection in pages. When the list expires between two pages (410) it begins anew without
 * pages, because a cluster that changes so fast would expire it again. Throws `StatusError` for any other
 * answer than success.
 */
export async function* listPages(
  collection: Collection,
  transport: Transport,
  signal: AbortSignal,
): AsyncGenerator<Page, void, undefined> {
  let token = ''
  let paged = true
  let restarted = false
  do {
    const query = selectorsOf(collection)
    if (paged) query.set('limit', String(token === '' ? firstPageSize : pageSize))
    if (token !== '') query.set('continue', token)
    const response = await transport(collection.path, query, signal)
    const text = await readText(response.body)
    if (response.status === 410 && token !== '') {
      token = ''
      paged = false
      restarted = true
      continue
    }
    if (response.status !== 200) throw failureOf(collection, response, text)
    const list = parseList(text)
    yield { items: list.items, restarted, resourceVersion: list.resourceVersion }
    restarted = false
    token = list.token
    if (token === '') return
  } while (!signal.aborted)
}

/**
 * Opens a watch after `resourceVersion`. Resolves when the cluster has accepted it. The events end when
 * the cluster ends the watch; they throw `StatusError` for an `ERROR` event, and the transport's own error
 * when the stream breaks.
 */
export async function openWatch(
  collection: Collection,
  resourceVersion: string,
  timeoutSeconds: number,
  transport: Transport,
  signal: AbortSignal,
): Promise<AsyncGenerator<WatchEvent, void, undefined>> {
  const query = selectorsOf(collection)
  query.set('watch', 'true')
  query.set('allowWatchBookmarks', 'true')
  query.set('resourceVersion', resourceVersion)
  query.set('timeoutSeconds', String(timeoutSeconds))
  const response = await transport(collection.path, query, signal)
  if (response.status !== 200) throw failureOf(collection, response, await readText(response.body))
  return readEvents(response.body)
}

async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<WatchEvent, void, undefined> {
  for await (const line of readLines(body)) {
    const event: unknown = JSON.parse(line)
    const object = isRecord(event) ? event.object : undefined
    if (!isRecord(event) || !isRecord(object)) throw new Error('the watch sent a line that is no event')
    switch (event.type) {
      case 'ADDED':
      case 'MODIFIED':
      case 'DELETED':
        yield { type: event.type, object: slim(object, '', '') }
        break
      case 'BOOKMARK':
        yield { type: 'BOOKMARK', resourceVersion: textOf(metadataOf(object).resourceVersion) }
        break
      case 'ERROR':
        throw new StatusError(isStatus(object) ? object : statusFromBody(500, JSON.stringify(object)))
    }
  }
}

function selectorsOf({ labelSelector, fieldSelector }: Collection): URLSearchParams {
  const query = new URLSearchParams()
  if (labelSelector !== undefined) query.set('labelSelector', labelSelector)
  if (fieldSelector !== undefined) query.set('fieldSelector', fieldSelector)
  return query
}

/** The Status of an answer; the wait that a header asks for stands where a Status would have it. */
function failureOf(
  { path }: Collection,
  { status: code, headers }: TransportResponse,
  text: string,
): StatusError {
  const told = statusFromBody(code, text)
  // A kind that is not served gets a bare "404 page not found", which says nothing to a person.
  const unserved = code === 404 && told.reason === undefined
  const status: Status = {
    ...told,
    code,
    ...(unserved ? { message: `the cluster does not serve ${path}` } : {}),
  }
  const retryAfterSeconds = Number(headers?.['retry-after'])
  if (!(retryAfterSeconds > 0)) return new StatusError(status)
  return new StatusError({ ...status, details: { retryAfterSeconds, ...status.details } })
}

function parseList(text: string): { items: KubeObject[]; resourceVersion: string; token: string } {
  const list: unknown = JSON.parse(text)
  if (!isRecord(list)) throw new Error('the cluster answered with something that is no list')
  const metadata = metadataOf(list)
  // List items of built-in kinds carry neither; the list says both once for all of them.
  const apiVersion = textOf(list.apiVersion)
  const kind = textOf(list.kind).replace(/List$/, '')
  const items: unknown[] = Array.isArray(list.items) ? list.items : []
  return {
    items: items.filter(isRecord).map((item) => slim(item, apiVersion, kind)),
    resourceVersion: textOf(metadata.resourceVersion),
    token: textOf(metadata.continue),
  }
}

/** Without what lists never show and what makes up half of an object's bytes. */
function slim(object: Record<string, unknown>, apiVersion: string, kind: string): KubeObject {
  const { apiVersion: ownVersion, kind: ownKind, metadata: _metadata, ...rest } = object
  const { managedFields: _fields, ...metadata } = metadataOf(object)
  if (isRecord(metadata.annotations) && lastApplied in metadata.annotations) {
    const { [lastApplied]: _applied, ...annotations } = metadata.annotations
    if (Object.keys(annotations).length > 0) metadata.annotations = annotations
    else delete metadata.annotations
  }
  return {
    apiVersion: textOf(ownVersion) || apiVersion,
    kind: textOf(ownKind) || kind,
    metadata: { ...metadata, name: textOf(metadata.name) },
    ...rest,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function metadataOf(object: Record<string, unknown>): Record<string, unknown> {
  return isRecord(object.metadata) ? object.metadata : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
