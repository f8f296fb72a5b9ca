/** `metav1.Status`: how the API server says that a request failed, and where in the object. */

export interface StatusCause {
  readonly reason?: string
  readonly message?: string
  /** A field path such as `spec.ports[0].nodePort`; see `fieldpath.ts`. */
  readonly field?: string
}

export interface Status {
  readonly kind: 'Status'
  readonly apiVersion: 'v1'
  readonly status: 'Success' | 'Failure'
  readonly message?: string
  /** `Invalid`, `AlreadyExists`, `Conflict`, `Forbidden`, `NotFound`, ... */
  readonly reason?: string
  /** The HTTP status code. */
  readonly code?: number
  readonly details?: {
    readonly name?: string
    readonly group?: string
    readonly kind?: string
    readonly causes?: readonly StatusCause[]
    readonly retryAfterSeconds?: number
  }
}

export function isStatus(value: unknown): value is Status {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'Status'
}

/** A Status that no server sent, of a failure that is told as one. */
export function failed(what: Pick<Status, 'message' | 'reason' | 'code' | 'details'>): StatusError {
  return new StatusError({ kind: 'Status', apiVersion: 'v1', status: 'Failure', ...what })
}

/** A failed request with the server's own words. `message` is the Status message. */
export class StatusError extends Error {
  override readonly name = 'StatusError'

  constructor(readonly status: Status) {
    super(status.message ?? status.reason ?? `the server answered ${status.code ?? 'with an error'}`)
  }

  get code(): number {
    return this.status.code ?? 0
  }

  get reason(): string {
    return this.status.reason ?? ''
  }

  get causes(): readonly StatusCause[] {
    return this.status.details?.causes ?? []
  }
}

/** The Status in a response body, or one made from the HTTP code where the body is something else. */
export function statusFromBody(code: number, body: string): Status {
  try {
    const parsed: unknown = JSON.parse(body)
    if (isStatus(parsed)) return { code, ...parsed }
  } catch {
    // Not JSON: a proxy's or load balancer's own page. Its first words are the best there is.
  }
  const text = body
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message: text || `HTTP ${code}` }
}
