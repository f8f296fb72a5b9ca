/** Sessions of people whom a provider names: who they are, and their proof kept fresh. */
import type { Fields } from '../../k8s/shape.ts'
import { ClusterError } from '../clusters/connection.ts'
import { digestOf } from '../identity.ts'
import type { OidcProof, SealedSession } from '../sessions/session.ts'
import { failure } from '../status.ts'
import { claimsOf, lastingClaims, type Named, namedBy, SignInRefused } from './claims.ts'
import type { Method, Person } from './method.ts'
import type { OidcOptions } from './options.ts'
import type { OidcProvider } from './provider.ts'

/** An ID token is replaced so long before its end, or in the last fifth of a short life. */
const marginMs = 60_000
/** Requests that left with the old cookie come until then; a provider that refused is left alone as long. */
const keepMs = 60_000
const keepFailureMs = 5_000

export class OidcSignIn implements Method {
  readonly #options: OidcOptions
  readonly #provider: OidcProvider
  readonly #now: () => number
  /** Renewals of late, so that requests that come at once share one: many a refresh token works once. */
  readonly #renewals = new Map<string, Promise<OidcProof | null>>()

  constructor(options: OidcOptions, provider: OidcProvider, now: () => number) {
    this.#options = options
    this.#provider = provider
    this.#now = now
  }

  async renew(session: SealedSession): Promise<SealedSession | null> {
    const { proof } = session
    if (proof.method !== 'oidc' || proof.issuer !== this.#options.issuer) return null
    const now = this.#now()
    const { refreshToken, until } = proof
    const isGood = now < until
    if (refreshToken === null || now < renewFrom(proof)) return isGood ? session : null
    try {
      const renewed = await this.#shared(proof, refreshToken)
      if (renewed !== null) return { ...session, proof: renewed }
      // Another replica may have used the refresh token up; the browser then has a newer cookie.
      return isGood ? session : null
    } catch {
      if (isGood) return session
      throw new ClusterError(failure(503, `${this.#options.name} cannot be reached to renew your session.`))
    }
  }

  personOf({ id, proof }: SealedSession): Person | null {
    if (proof.method !== 'oidc') return null
    const { impersonate } = this.#options
    const claims = claimsOf(proof.idToken)
    const named = this.#named(claims)
    if (named === null) return null
    return {
      ...named,
      // Impersonated, one is what one is called. By a token, a cluster may see more in it than we do; and
      // what one session proves is not used for another.
      sameness: impersonate
        ? ['impersonated', named.user, [...named.groups].sort()]
        : ['oidc', id, named, lastingClaims(claims)],
      proofEnds: proof.until,
      renewFrom: proof.refreshToken === null ? Number.POSITIVE_INFINITY : renewFrom(proof),
      prove: async () =>
        impersonate
          ? { bearer: null, impersonate: named }
          : { bearer: { token: proof.idToken, address: null }, impersonate: null },
      userOn: () => named.user,
    }
  }

  /** Null for who is not let in any more: the claims or what is read of them have changed. */
  #named(claims: Fields): Named | null {
    try {
      return namedBy(claims, this.#options)
    } catch (error) {
      if (error instanceof SignInRefused) return null
      throw error
    }
  }

  #shared(proof: OidcProof, refreshToken: string): Promise<OidcProof | null> {
    const key = digestOf(refreshToken, proof.until)
    const held = this.#renewals.get(key)
    if (held !== undefined) return held
    const renewal = this.#provider.refresh(proof, refreshToken)
    this.#renewals.set(key, renewal)
    const forget = (after: number) => setTimeout(() => this.#renewals.delete(key), after).unref()
    renewal.then(
      (renewed) => forget(renewed === null ? keepFailureMs : keepMs),
      () => forget(keepFailureMs),
    )
    return renewal
  }
}

function renewFrom({ idToken, until }: OidcProof): number {
  const begun = Number(claimsOf(idToken).iat) * 1000
  const life = until - begun
  return until - (Number.isFinite(life) && life > 0 ? Math.min(marginMs, life / 5) : marginMs)
}
