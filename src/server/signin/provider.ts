/** The OpenID Connect provider: what is asked of it, and what its answers are worth. */
import { readFileSync } from 'node:fs'
import * as client from 'openid-client'
import { Agent, type RequestInit, fetch as undiciFetch } from 'undici'
import { asString } from '../../k8s/shape.ts'
import type { OidcProof } from '../sessions/session.ts'
import { isLoopback } from '../trust.ts'
import { claimsOf } from './claims.ts'
import { isAlwaysImpersonated } from './impersonation.ts'
import type { OidcOptions } from './options.ts'
import { SignInProblem } from './problem.ts'

/** What one try to sign in is checked by. */
export interface Checks {
  readonly state: string
  readonly nonce: string
  /** Of PKCE. */
  readonly verifier: string
  readonly redirectUri: string
}

const timeoutSeconds = 15

export class OidcProvider {
  readonly #options: OidcOptions
  readonly #fetch: client.CustomFetch | null
  readonly #isPlain: boolean
  #configuration: Promise<client.Configuration> | null = null

  /** Throws `SignInProblem`. Nothing is asked of the provider before somebody signs in. */
  constructor(options: OidcOptions) {
    const { issuer, caFile } = options
    if (!URL.canParse(issuer)) throw new SignInProblem(`The OIDC issuer "${issuer}" is no address.`)
    const { protocol, hostname } = new URL(issuer)
    this.#isPlain = protocol === 'http:'
    const name = hostname.replace(/^\[|\]$/g, '')
    if (protocol !== 'https:' && !(this.#isPlain && (name === 'localhost' || isLoopback(name)))) {
      throw new SignInProblem(`The OIDC issuer ${issuer} must begin with https://.`)
    }
    this.#options = options
    this.#fetch = caFile === null ? null : fetchTrusting(caFile)
  }

  /** Where the browser goes, and what its return is checked by. */
  async begin(redirectUri: string): Promise<{ readonly url: URL; readonly checks: Checks }> {
    const configuration = await this.#discovered()
    const verifier = client.randomPKCECodeVerifier()
    const checks = { state: client.randomState(), nonce: client.randomNonce(), verifier, redirectUri }
    const { scopes, parameters } = this.#options
    const url = client.buildAuthorizationUrl(configuration, {
      ...parameters,
      redirect_uri: redirectUri,
      scope: scopes.join(' '),
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return { url, checks }
  }

  async finish(query: string, { state, nonce, verifier, redirectUri }: Checks): Promise<OidcProof> {
    const tokens = await client.authorizationCodeGrant(
      await this.#discovered(),
      new URL(`${redirectUri}${query}`),
      { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
    )
    const { id_token: idToken = '', refresh_token: refreshToken = null } = tokens
    return { method: 'oidc', issuer: this.#options.issuer, idToken, refreshToken, until: endOf(idToken) }
  }

  /** A later proof of the same person; null where the provider gives none any more. */
  async refresh(proof: OidcProof, refreshToken: string): Promise<OidcProof | null> {
    const tokens = await client
      .refreshTokenGrant(await this.#discovered(), refreshToken)
      .catch((error: unknown) => {
        if (error instanceof client.ResponseBodyError && error.status < 500) return null
        throw error
      })
    if (tokens === null) return null
    const { id_token: idToken, expires_in: seconds } = tokens
    const next = { ...proof, refreshToken: tokens.refresh_token ?? refreshToken }
    if (idToken !== undefined) {
      if (claimsOf(idToken).sub !== claimsOf(proof.idToken).sub) return null
      return { ...next, idToken, until: endOf(idToken) }
    }
    // Where clusters never see the ID token, that the provider still gives anything is enough.
    if (isAlwaysImpersonated(this.#options)) return { ...next, until: Date.now() + (seconds ?? 300) * 1000 }
    return null
  }

  /**
   * Where the browser is signed out at the provider, if it knows such a place. It is told which client asks and not
   * by which token, because that would stand in a URL; many ask the person then. The refresh token ends now.
   */
  async leave({ refreshToken }: OidcProof, home: string): Promise<string | null> {
    const configuration = await this.#discovered()
    const { end_session_endpoint: end, revocation_endpoint: revoke } = configuration.serverMetadata()
    if (revoke !== undefined && refreshToken !== null) {
      await client.tokenRevocation(configuration, refreshToken).catch(() => undefined)
    }
    if (end === undefined) return null
    const parameters = { client_id: this.#options.clientId, post_logout_redirect_uri: home }
    return client.buildEndSessionUrl(configuration, parameters).href
  }

  #discovered(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#options
    if (this.#configuration !== null) return this.#configuration
    const discovered = client.discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret),
      {
        timeout: timeoutSeconds,
        execute: [
          client.enableNonRepudiationChecks,
          ...(this.#isPlain ? [client.allowInsecureRequests] : []),
        ],
        ...(this.#fetch !== null && { [client.customFetch]: this.#fetch }),
      },
    )
    this.#configuration = discovered
    // One that did not answer is asked again.
    discovered.catch(() => {
      this.#configuration = null
    })
    return discovered
  }
}

function endOf(idToken: string): number {
  return Number(claimsOf(idToken).exp) * 1000
}

function fetchTrusting(caFile: string): client.CustomFetch {
  let ca: string
  try {
    ca = readFileSync(caFile, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new SignInProblem(`The file ${caFile} cannot be read (${code ?? String(error)}).`)
  }
  const dispatcher = new Agent({ connect: { ca } })
  return async (url, options) =>
    (await undiciFetch(url, { ...(options as RequestInit), dispatcher })) as unknown as Response
}

/** Why the provider let nobody in, in words; what it said itself counts only where it was asked. */
export function describeProvider(name: string, error: unknown): string {
  const said = (text: string | undefined, code: string) => asString(text).trim() || code
  if (error instanceof client.AuthorizationResponseError) {
    if (error.error === 'access_denied')
      return `${name} did not let you in: ${said(error.error_description, 'access was denied')}.`
    return `${name} refused the sign-in: ${said(error.error_description, error.error)}.`
  }
  if (error instanceof client.ResponseBodyError) {
    return `${name} did not complete the sign-in: ${said(error.error_description, error.error)}.`
  }
  if (error instanceof client.ClientError || (error instanceof Error && 'code' in error)) {
    const code = asString((error as { code?: unknown }).code)
    return /TIMEOUT|RESPONSE_IS_NOT|ECONN|ENOTFOUND|HTTP/.test(code)
      ? `${name} cannot be reached, or does not answer as it should. Try again.`
      : `The answer of ${name} does not belong to this sign-in. Begin again.`
  }
  return `${name} cannot be reached. Try again.`
}
