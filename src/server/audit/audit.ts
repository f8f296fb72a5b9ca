/** The audit of a server: a trail for each request, and the log that its line goes to. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AuditEntry } from './entry.ts'
import type { AuditLog } from './log.ts'
import { Trail } from './trail.ts'

/** The answer's header that names the line. */
export const requestIdHeader = 'x-portolan-request-id'

/** Refusals of strangers that have a line: so many at once, and so many a second. */
const strangers = { burst: 50, perSecond: 5 }

export class Audit {
  readonly #log: AuditLog
  readonly #trails = new WeakMap<IncomingMessage, Trail>()
  #allowance = strangers.burst
  #allowedAt = performance.now()
  #suppressed = 0

  constructor(log: AuditLog) {
    this.#log = log
  }

  /** Whether a write has to be refused, because nobody would learn of it. */
  get refusesWrites(): boolean {
    return this.#log.refusesWrites
  }

  /** A request that came from the address `client`; `end` has to follow. */
  begin(request: IncomingMessage, response: ServerResponse, client: string): Trail {
    const trail = new Trail(request, client, this.#log.enabled)
    this.#trails.set(request, trail)
    response.setHeader(requestIdHeader, trail.requestId)
    return trail
  }

  /** Its answer is over, whole or not. */
  end(request: IncomingMessage, response: ServerResponse): void {
    this.#record(this.of(request), response.headersSent ? response.statusCode : null)
  }

  /** The trail of a request that was begun; of any other, one that nobody reads. */
  of(request: IncomingMessage): Trail {
    return this.#trails.get(request) ?? new Trail(request, null, false)
  }

  /** An upgrade has no answer to follow. */
  upgradeRefused(request: IncomingMessage, code: number, client: string, mark: (trail: Trail) => void): void {
    const trail = new Trail(request, client, false)
    mark(trail)
    this.#record(trail, code)
  }

  #record(trail: Trail, code: number | null): void {
    if (!this.#log.enabled) return
    const entry = trail.entry(code)
    if (entry === null) return
    if (isOfStranger(entry) && !this.#allows()) {
      this.#suppressed += 1
      return
    }
    this.#log.record(this.#suppressed === 0 ? entry : { ...entry, suppressed: this.#suppressed })
    this.#suppressed = 0
  }

  /** Who is not signed in could fill the log with refusals, until what matters is rotated away. */
  #allows(): boolean {
    const now = performance.now()
    const earned = ((now - this.#allowedAt) / 1000) * strangers.perSecond
    this.#allowance = Math.min(strangers.burst, this.#allowance + earned)
    this.#allowedAt = now
    if (this.#allowance < 1) return false
    this.#allowance -= 1
    return true
  }
}

function isOfStranger({ user, outcome }: AuditEntry): boolean {
  return user === null && (outcome.code === null || outcome.code >= 400)
}
