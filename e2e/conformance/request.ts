/** What a corpus is made of: requests as data, in sessions whose order is fixed. */
import type { JsonMap } from '../../src/sandbox/types.ts'

export type Headers = Readonly<Record<string, string | readonly string[]>>

export interface Request {
  readonly method: string
  /** As it goes over the wire, with its query; nothing is cleaned or encoded. */
  readonly path: string
  readonly headers: Headers
  readonly body?: string
  /** Under which name later steps find the answer's body. */
  readonly keep?: string
  /** Asks again, up to some seconds, until both answers are so: for what a server does in its own time. */
  readonly until?: (code: number, body: JsonMap) => boolean
  /** The part of the body that can be the same at all, where a cluster's own content stands beside it. */
  readonly reduce?: (body: JsonMap) => unknown
}

/** A watch that stays open while the next steps run. */
export interface WatchStart {
  readonly watch: string
  readonly request: Request
}

/** Closes a watch, and compares what it brought. */
export interface WatchEnd {
  readonly watched: string
  /** How many events to wait for. */
  readonly events: number
}

/** Sent to the real control plane alone and not compared: waits for what its controllers do. */
export interface Settle {
  readonly settle: Request
}

/** Bodies of earlier answers of the same server, by the name they were kept under. */
export type Seen = (name: string) => JsonMap

/** A function where a request needs something of an earlier answer: a uid, a resourceVersion. */
export type Step = Request | WatchStart | WatchEnd | Settle | ((seen: Seen) => Request)

export interface Session {
  readonly name: string
  /** Steps that do not depend on one another may run side by side. */
  readonly unordered?: boolean
  readonly steps: readonly Step[]
}

export type Options = Partial<Pick<Request, 'keep' | 'until' | 'reduce'>> & {
  readonly headers?: Headers
  readonly type?: string
}

const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const

export const get = (path: string, options: Options = {}) => request('GET', path, undefined, options)
export const post = (path: string, body: unknown, options: Options = {}) =>
  request('POST', path, body, options)
export const put = (path: string, body: unknown, options: Options = {}) => request('PUT', path, body, options)
export const del = (path: string, body?: unknown, options: Options = {}) =>
  request('DELETE', path, body, options)

export function patch(
  how: keyof typeof patchTypes,
  path: string,
  body: unknown,
  options: Options = {},
): Request {
  return request('PATCH', path, body, { type: patchTypes[how], ...options })
}

/** A text is sent as it is, everything else as JSON. */
export function request(method: string, path: string, body: unknown, options: Options = {}): Request {
  const { headers = {}, type = 'application/json', ...rest } = options
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  return {
    method,
    path,
    headers: {
      accept: 'application/json',
      ...(text === undefined ? {} : { 'content-type': type }),
      ...headers,
    },
    ...(text === undefined ? {} : { body: text }),
    ...rest,
  }
}

export const watch = (name: string, path: string, options: Options = {}): WatchStart => ({
  watch: name,
  request: get(path, options),
})
export const watched = (name: string, events: number): WatchEnd => ({ watched: name, events })

/** The same request as somebody else. */
export function as(user: string, groups: readonly string[], inner: Request): Request {
  return {
    ...inner,
    headers: {
      ...inner.headers,
      'impersonate-user': user,
      ...(groups.length === 0 ? {} : { 'impersonate-group': groups }),
    },
  }
}
