/** One line of the audit log: what it holds, and how it is written. */

export type AuditEvent = 'write' | 'refusal' | 'sign-in' | 'sign-out' | 'view-as-begin' | 'view-as-end'

/** Why Portolan itself refused, where the code alone does not say it. */
export type RefusalCause =
  | 'audit-unavailable'
  | 'csrf'
  | 'impersonation-headers'
  | 'not-signed-in'
  | 'origin'
  | 'path'
  | 'rate-limit'
  | 'upgrade'
  | 'view-as-read-only'

export interface AuditUser {
  /** Null where nobody is signed in. */
  readonly user: string | null
  readonly groups: readonly string[]
  /** Whom the user looks at the console as, while he does. */
  readonly impersonated: { readonly user: string; readonly groups: readonly string[] } | null
}

/** What a request is about, as the API server reads its path. */
export interface AuditObject {
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly namespace: string | null
  readonly name: string | null
  readonly subresource: string | null
}

export interface AuditOutcome {
  /** The HTTP code; null where the browser went before there was one: it may or may not have happened. */
  readonly code: number | null
  /** The `reason` of the Status that came instead of success. */
  readonly reason: string | null
  /** Who answered. */
  readonly by: 'cluster' | 'portolan' | null
  readonly cause: RefusalCause | null
}

export interface AuditEntry extends AuditUser {
  /** When the request came; RFC 3339, UTC. */
  readonly time: string
  readonly event: AuditEvent
  /** A UUID, which is the API server's audit id of the request, too. */
  readonly requestId: string
  readonly cluster: string | null
  /** A verb of Kubernetes. */
  readonly verb: string | null
  readonly object: AuditObject | null
  /** The path, without its query, where it names no object. */
  readonly path: string | null
  readonly dryRun: boolean
  readonly outcome: AuditOutcome
  readonly durationMs: number
  readonly client: string | null
  /** Which fields changed or were to change, never their values. Null: it cannot be known. */
  readonly paths: readonly string[] | null
  /** How many more than `paths` holds. */
  readonly morePaths: number
  /** Refusals of strangers that had no line of their own since the last one that had. */
  readonly suppressed?: number
}

const longest = 256

/** JSON in one line. What some reader could take for the end of the line, or for another direction, is escaped. */
export function lineOf(entry: AuditEntry): string {
  const text = JSON.stringify(entry, (key, value: unknown) =>
    typeof value === 'string' && key !== 'requestId' ? shortened(value) : value,
  )
  return `${text.replace(/[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, escaped)}\n`
}

/** Cut to what a line has room for. */
export function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
