/** Lets in whoever has a session that holds, as the person that it says. */
import type { IncomingMessage } from 'node:http'
import type { Status } from '../../k8s/status.ts'
import { backgroundHeader, type SignInMethod, type ViewAs } from '../../wire.ts'
import { ClusterError } from '../clusters/connection.ts'
import { digestOf, type Identity } from '../identity.ts'
import { CookieTooLong } from '../sessions/cookies.ts'
import type { LiveSessions, Standing } from '../sessions/live.ts'
import { endOf, isRenewalDue, type SealedSession, type SessionLimits } from '../sessions/session.ts'
import type { SessionStore, Visit } from '../sessions/store.ts'
import { signInRequired } from '../status.ts'
import { isLoopback, type TrustedProxies } from '../trust.ts'
import type { Method, Person } from './method.ts'
import type { ImpersonationReviews } from './reviews.ts'

export interface SignedIn {
  readonly session: SealedSession
  readonly person: Person
  readonly identity: Identity
  readonly standing: Standing
  /** `Set-Cookie` values that the answer has to carry. */
  readonly cookies: readonly string[]
}

export interface Refused {
  readonly status: Status
}

export interface GateOptions {
  readonly methods: Readonly<Partial<Record<SignInMethod, Method>>>
  readonly store: SessionStore
  readonly live: LiveSessions
  readonly limits: SessionLimits
  readonly proxies: TrustedProxies
  readonly reviews: ImpersonationReviews
  readonly now: () => number
}

export class Gate {
  readonly #options: GateOptions

  constructor(options: GateOptions) {
    this.#options = options
  }

  /** `isActive` is whether somebody asked for it, and so is there; what a page does by itself says otherwise. */
  async admit(
    request: IncomingMessage,
    { isActive = request.headers[backgroundHeader] !== '1' } = {},
  ): Promise<SignedIn | Refused> {
    const { store, live, limits, now } = this.#options
    const visit = store.visit(request)
    const found = await this.#find(request, visit)
    if (found === null) return { status: signInRequired() }
    const method = this.#options.methods[found.proof.method]
    let session: SealedSession | null
    try {
      session = (await method?.renew(found)) ?? null
    } catch (error) {
      if (error instanceof ClusterError) return { status: error.status }
      throw error
    }
    if (session === null) return { status: signInRequired('Your session has ended. Sign in and try again.') }
    const isSeen = isActive && isRenewalDue(session, limits, now())
    if (isSeen) session = { ...session, seen: now() }
    const cookies = session === found ? [] : await this.#write(visit, session)
    if (cookies === null) return { status: signInRequired('Your session became too long. Sign in again.') }
    const person = method?.personOf(session) ?? null
    if (person === null) return { status: signInRequired() }
    const standing = this.#standing(session, person, await store.readView(visit, session))
    live.renewed(standing)
    return { session, person, identity: standing.identity, standing, cookies }
  }

  /** Null for what no browser would keep: a provider may put more and more into its tokens. */
  async #write(visit: Visit, session: SealedSession): Promise<string[] | null> {
    try {
      return await this.#options.store.write(visit, session)
    } catch (error) {
      if (error instanceof CookieTooLong) return null
      throw error
    }
  }

  /** The session of a request, whatever its proof is worth by now. */
  find(request: IncomingMessage): Promise<SealedSession | null> {
    return this.#find(request, this.#options.store.visit(request))
  }

  async #find(request: IncomingMessage, visit: Visit): Promise<SealedSession | null> {
    const { store, proxies } = this.#options
    const session = await store.read(visit)
    // Whoever can take it to another machine is not who started the server.
    const isAway = session?.proof.method === 'local' && !isLoopback(proxies.addressOf(request))
    return isAway ? null : session
  }

  #standing(session: SealedSession, person: Person, viewAs: ViewAs | null): Standing {
    const { limits, reviews } = this.#options
    const { user, groups, proofEnds, renewFrom } = person
    const identity: Identity = {
      user,
      groups,
      viewAs,
      key: digestOf(person.sameness, viewAs?.user, viewAs?.groups),
      prove: async (cluster) => {
        const proof = await person.prove(cluster)
        if (viewAs === null) return proof
        if (proof.impersonate !== null) await reviews.require(cluster, proof, viewAs)
        return { ...proof, impersonate: viewAs }
      },
    }
    const ends = Math.min(endOf(session, limits), session.seen + limits.idleMs)
    return { session: session.id, identity, ends, proofEnds, renewFrom }
  }
}
