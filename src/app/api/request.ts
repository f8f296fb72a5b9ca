/** Requests to a cluster through the backend; what fails rejects with a StatusError in the server's words. */
import type { KubeObject } from '../../k8s/objects.ts'
import { failed, StatusError, statusFromBody } from '../../k8s/status.ts'
import { csrfHeader } from '../../wire.ts'

export interface Answer<T> {
  readonly body: T
  /** The texts of `Warning` headers. */
  readonly warnings: readonly string[]
}

/** `path` begins with `/api` or `/apis`. */
export async function request<T = KubeObject>(
  cluster: string,
  path: string,
  init: {
    method?: string
    body?: unknown
    query?: Record<string, string>
    accept?: string
    /** Of the body; JSON unless it is a patch. */
    contentType?: string
    signal?: AbortSignal
  } = {},
): Promise<Answer<T>> {
  const query = init.query === undefined ? '' : `?${new URLSearchParams(init.query)}`
  const response = await answered(
    fetch(`/clusters/${encodeURIComponent(cluster)}${path}${query}`, {
      method: init.method ?? 'GET',
      headers: {
        accept: init.accept ?? 'application/json',
        ...((init.method ?? 'GET') !== 'GET' && { [csrfHeader]: '1' }),
        ...(init.body !== undefined && { 'content-type': init.contentType ?? 'application/json' }),
      },
      ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
      ...(init.signal !== undefined && { signal: init.signal }),
    }),
    init.method ?? 'GET',
  )
  const text = await response.text()
  if (response.status === 403 && init.method !== undefined && !path.startsWith(reviews)) {
    for (const observer of observers) observer(cluster)
  }
  if (!response.ok) throw new StatusError(statusFromBody(response.status, text))
  return { body: JSON.parse(text) as T, warnings: warningTexts(response.headers.get('warning')) }
}

/** Who is told when a change was refused: what was known of somebody's rights may be no longer true. */
const observers = new Set<(cluster: string) => void>()
/** Asking for rights is no change. */
const reviews = '/apis/authorization.k8s.io/'

export function observeRefusals(observer: (cluster: string) => void): () => void {
  observers.add(observer)
  return () => void observers.delete(observer)
}

/** A backend that cannot be reached is a failure like any other, with words of its own. */
async function answered(response: Promise<Response>, method: string): Promise<Response> {
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
