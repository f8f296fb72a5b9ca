/** What one request leaves in the audit log: nothing for most, one line for what changes, signs in or is refused. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Status } from '../../k8s/status.ts'
import type { ViewAs } from '../../wire.ts'
import type { Person } from '../signin/method.ts'
import { reasonOf } from '../status.ts'
import type { AuditEntry, AuditEvent, AuditOutcome, AuditUser, RefusalCause } from './entry.ts'
import { Exchange } from './exchange.ts'

type Signed = Pick<Person, 'user' | 'groups' | 'userOn'>

/** Requests that stand in the log for what they are, whatever comes of them. */
const events: Readonly<Record<string, AuditEvent>> = {
  'POST /sign-in/token': 'sign-in',
  'GET /sign-in/local': 'sign-in',
  'GET /sign-in/oidc/callback': 'sign-in',
  'POST /sign-out': 'sign-out',
  'POST /view-as': 'view-as-begin',
  'DELETE /view-as': 'view-as-end',
}

const refusals = new Set([401, 403, 421])

export class Trail {
  /** Also the audit id under which the API server logs the request. */
  readonly requestId = randomUUID()
  readonly #method: string
  /** Without the query, which may hold what is secret. */
  readonly #path: string
  readonly #request: IncomingMessage
  readonly #client: string | null
  readonly #recorded: boolean
  readonly #time = new Date()
  readonly #began = performance.now()
  #person: Signed | null = null
  #impersonated: AuditUser['impersonated'] = null
  #cause: RefusalCause | null = null
  #reason: string | null = null
  #cluster: string | null = null
  #exchange: Exchange | null = null

  /** `recorded`: whether somebody will read of it. */
  constructor(request: IncomingMessage, client: string | null, recorded: boolean) {
    this.#request = request
    this.#recorded = recorded
    this.#client = client
    this.#method = request.method ?? 'GET'
    this.#path = (request.url ?? '').split('?', 1)[0] ?? ''
  }

  /** Who asks. The last word counts: who signs in was nobody before. */
  identify(person: Signed, viewAs: ViewAs | null = null): void {
    this.#person = person
    this.#impersonated = viewAs === null ? null : { user: viewAs.user, groups: viewAs.groups }
  }

  /** There is no session that holds. */
  notAdmitted({ code, reason }: Status): void {
    if (code === 401) this.#cause = 'not-signed-in'
    this.#reason = reason ?? null
  }

  /** Portolan itself refuses, for this reason. */
  refused(cause: RefusalCause): void {
    this.#cause = cause
  }

  /** Names the cluster before it is known whether the request goes there. */
  toCluster(cluster: string): void {
    this.#cluster = cluster
  }

  /** The request is one that may go to the cluster: `path` is the raw path and query there. */
  exchange(path: string): Exchange {
    const { requestId } = this
    this.#exchange = new Exchange(this.#request, path, { requestId, recorded: this.#recorded })
    return this.#exchange
  }

  /** The line, once the answer is over. `code` is what the browser got; null where it went before. */
  entry(code: number | null): AuditEntry | null {
    const event = this.#eventOf(code)
    if (event === null) return null
    const exchange = this.#exchange
    const object = exchange?.object ?? null
    const changed = exchange === null ? { paths: [], morePaths: 0 } : exchange.paths
    return {
      time: this.#time.toISOString(),
      event,
      requestId: this.requestId,
      ...this.#who(),
      cluster: this.#cluster,
      verb: exchange?.target.verb ?? null,
      object,
      path: object === null ? this.#path : null,
      dryRun: exchange?.dryRun ?? false,
      outcome: this.#outcomeOf(code),
      durationMs: Math.round(performance.now() - this.#began),
      client: this.#client,
      paths: changed?.paths ?? null,
      morePaths: changed?.morePaths ?? 0,
    }
  }

  #eventOf(code: number | null): AuditEvent | null {
    const named = events[`${this.#method} ${this.#path}`]
    if (named !== undefined && this.#cause !== 'csrf' && this.#cause !== 'origin') return named
    if (this.#cause !== null || (code !== null && refusals.has(code))) return 'refusal'
    return this.#exchange?.target.write ? 'write' : null
  }

  /** With a token for each cluster, one may be somebody else on another cluster, whose groups are not known here. */
  #who(): AuditUser {
    const impersonated = this.#impersonated
    if (this.#person === null) return { user: null, groups: [], impersonated }
    const { user, groups, userOn } = this.#person
    const there = this.#cluster === null ? user : userOn({ name: this.#cluster, user }) || user
    return { user: there, groups: there === user ? groups : [], impersonated }
  }

  #outcomeOf(code: number | null): AuditOutcome {
    const cause = this.#cause
    const answered = this.#exchange?.code ?? null
    if (answered !== null) {
      return { code: answered, reason: this.#exchange?.reason ?? null, by: 'cluster', cause }
    }
    if (code === null) return { code, reason: null, by: null, cause }
    return { code, reason: this.#reason ?? reasonOf(code), by: 'portolan', cause }
  }
}
