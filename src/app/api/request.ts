/** Requests to a cluster through the backend; what fails rejects with a StatusError in the server's words. */
import type { KubeObject } from '../../k8s/objects.ts'
import { failed, StatusError, statusFromBody } from '../../k8s/status.ts'
import { isSafe } from '../../wire.ts'
import { ownHeaders, whileSignedIn } from './sign-in.ts'

export interface Answer<T> {
  readonly body: T
  /** The texts of `Warning` headers. */
  readonly warnings: readonly string[]
}

interface RequestInput {
  method?: string
  body?: unknown
  query?: Record<string, string>
  accept?: string
  /** Of the body; JSON unless it is a patch. */
  contentType?: string
  signal?: AbortSignal
}

/**
 * `path` begins with `/api` or `/apis`. Where one has to sign in again, it is asked again after that: what was
 * refused for it was not done.
 */
export function request<T = KubeObject>(
  cluster: string,
  path: string,
  init: RequestInput = {},
): Promise<Answer<T>> {
  // To ask what one may do is a POST as well.
  const isWrite = !isSafe(init.method ?? 'GET') && !/\/selfsubject\w*reviews$/.test(path)
  return whileSignedIn({ cluster, isWrite }, () => ask<T>(cluster, path, init, isWrite))
}

/** What comes as long as it comes, and is never kept: the body of a log, for instance. */
export function openStream(
  cluster: string,
  path: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  return whileSignedIn({ cluster, isWrite: false }, async () => {
    const url = `/clusters/${encodeURIComponent(cluster)}${path}?${new URLSearchParams(query)}`
    const response = await answered(fetch(url, { headers: ownHeaders('GET'), signal }), 'GET')
    if (response.ok && response.body !== null) return response.body
    throw new StatusError(statusFromBody(response.status, await response.text()))
  })
}

async function ask<T>(
  cluster: string,
  path: string,
  init: RequestInput,
  isWrite: boolean,
): Promise<Answer<T>> {
  const query = init.query === undefined ? '' : `?${new URLSearchParams(init.query)}`
  const method = init.method ?? 'GET'
  const response = await answered(
    fetch(`/clusters/${encodeURIComponent(cluster)}${path}${query}`, {
      method,
      headers: {
        accept: init.accept ?? 'application/json',
        ...(init.body !== undefined && { 'content-type': init.contentType ?? 'application/json' }),
        ...ownHeaders(method),
      },
      ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
      ...(init.signal !== undefined && { signal: init.signal }),
    }),
    method,
  )
  const text = await response.text()
  if (response.status === 403 && isWrite) {
    for (const observer of observers) observer(cluster)
  }
  if (!response.ok) throw new StatusError(statusFromBody(response.status, text))
  return { body: JSON.parse(text) as T, warnings: warningTexts(response.headers.get('warning')) }
}

/** Who is told when a change was refused: what was known of somebody's rights may be no longer true. */
const observers = new Set<(cluster: string) => void>()

export function observeRefusals(observer: (cluster: string) => void): () => void {
  observers.add(observer)
  return () => void observers.delete(observer)
}

/** A backend that cannot be reached is a failure like any other, with words of its own. */
export async function answered(response: Promise<Response>, method: string): Promise<Response> {
  try {
    return await response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    const unsure =
      method === 'GET' ? '' : ' It is not known whether the change arrived; look before you try again.'
    const message = `The console itself cannot be reached: its server has stopped, or the network is down.${unsure}`
    throw failed({ reason: 'Unreachable', message })
  }
}

/** `299 - "text"`, several of them joined by commas. */
export function warningTexts(header: string | null): readonly string[] {
  return [...(header ?? '').matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map((match) =>
    (match[1] ?? '').replace(/\\(.)/g, '$1'),
  )
}
