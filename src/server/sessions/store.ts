/** Reads a browser's session from its cookies, and says which cookies keep what became of it. */
import type { ViewAs } from '../../wire.ts'
import type { TrustedProxies } from '../trust.ts'
import {
  cookieName,
  type Jar,
  parseCookies,
  readLong,
  removeLong,
  writeCookie,
  writeLong,
} from './cookies.ts'
import type { Sealer } from './seal.ts'
import {
  endOf,
  holds,
  parseSession,
  parseView,
  type SealedSession,
  type SealedView,
  type SessionLimits,
} from './session.ts'

type Arrival = Parameters<TrustedProxies['isSecure']>[0]

/** What a browser sent. */
export interface Visit {
  readonly jar: Jar
  readonly secure: boolean
  readonly host: string
}

export interface StoreOptions {
  readonly sealer: Sealer
  readonly limits: SessionLimits
  readonly proxies: TrustedProxies
  readonly now: () => number
}

/** Sessions that were ended are remembered here, though no replica hears of it: more than these are forgotten. */
const maxEnded = 10_000

export class SessionStore {
  readonly #options: StoreOptions
  readonly #ended = new Set<string>()

  constructor(options: StoreOptions) {
    this.#options = options
  }

  visit(request: Arrival): Visit {
    return {
      jar: parseCookies(request.headers.cookie),
      secure: this.#options.proxies.isSecure(request),
      host: request.headers.host ?? '',
    }
  }

  /** The session that holds now; null where there is none. */
  async read(visit: Visit): Promise<SealedSession | null> {
    const { sealer, limits, now } = this.#options
    const sealed = readLong(visit.jar, nameOf('session', visit))
    if (sealed === null) return null
    const session = parseSession(await sealer.open('session', sealed))
    if (session === null || !holds(session, limits, now())) return null
    const isEnded = this.#ended.has(session.id) || visit.jar.get(nameOf('ended', visit)) === session.id
    return isEnded ? null : session
  }

  /** Throws `CookieTooLong`. */
  async write(visit: Visit, session: SealedSession): Promise<string[]> {
    const { sealer, limits } = this.#options
    const until = Math.min(session.seen + limits.idleMs, endOf(session, limits))
    const sealed = await sealer.seal('session', session, until)
    return writeLong(visit.jar, nameOf('session', visit), sealed, strict(visit))
  }

  /**
   * An answer that is under way may still bring the session's cookie back. It then meets the mark that stays,
   * whichever replica the browser asks next.
   */
  end(visit: Visit, { id }: SealedSession): string[] {
    this.#ended.add(id)
    const [oldest] = this.#ended
    if (this.#ended.size > maxEnded && oldest !== undefined) this.#ended.delete(oldest)
    return [...this.clear(visit), writeCookie(nameOf('ended', visit), id, strict(visit))]
  }

  /** Removes what a session that holds no more has left. */
  clear(visit: Visit): string[] {
    return [
      ...removeLong(visit.jar, nameOf('session', visit), strict(visit)),
      ...removeLong(visit.jar, nameOf('view', visit), strict(visit)),
    ]
  }

  /** A cookie of its own, so that an answer that renews the session cannot undo a change of it. */
  async readView(visit: Visit, { id }: SealedSession): Promise<ViewAs | null> {
    const sealed = readLong(visit.jar, nameOf('view', visit))
    if (sealed === null) return null
    const view = parseView(await this.#options.sealer.open('view', sealed))
    return view?.session === id ? view.viewAs : null
  }

  async writeView(visit: Visit, session: SealedSession, viewAs: ViewAs | null): Promise<string[]> {
    const name = nameOf('view', visit)
    if (viewAs === null) return removeLong(visit.jar, name, strict(visit))
    const view: SealedView = { session: session.id, viewAs: { ...viewAs, groups: [...viewAs.groups] } }
    const sealed = await this.#options.sealer.seal('view', view, endOf(session, this.#options.limits))
    return writeLong(visit.jar, name, sealed, strict(visit))
  }
}

function nameOf(what: 'session' | 'view' | 'ended', { secure, host }: Visit): string {
  return cookieName(what, secure, host)
}

function strict({ secure }: Visit) {
  return { secure, sameSite: 'Strict' } as const
}
