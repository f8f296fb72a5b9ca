/** The way to the provider and back. What its return is checked by waits in a cookie for ten minutes. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { CookieTooLong, cookieName, readLong, removeLong, writeLong } from '../sessions/cookies.ts'
import type { Sealer } from '../sessions/seal.ts'
import { newSession } from '../sessions/session.ts'
import type { Visit } from '../sessions/store.ts'
import { claimsOf, namedBy, SignInRefused } from './claims.ts'
import type { OidcOptions } from './options.ts'
import { describeProvider, type OidcProvider } from './provider.ts'
import { enter, limited, type RouteOptions, sendFailure } from './routes.ts'

export interface OidcRouteOptions extends RouteOptions {
  readonly sealer: Sealer
  readonly provider: OidcProvider
  readonly oidc: OidcOptions
  readonly publicUrl: string | null
}

const path = '/sign-in/oidc'
const holdSeconds = 600
/** Tabs that sign in at once. More would let another site fill a browser with cookies. */
const maxUnderWay = 3

const tryShape = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  return: z.string(),
})
type Try = z.infer<typeof tryShape>

export function serveOidc(app: FastifyInstance, options: OidcRouteOptions): void {
  const { provider, oidc, log, proxies } = options

  const failed = (request: FastifyRequest, reply: FastifyReply, error: unknown) => {
    const isKnown = error instanceof SignInRefused || error instanceof CookieTooLong
    const sentence = isKnown ? error.message : describeProvider(oidc.name, error)
    const code = (error as { code?: unknown }).code
    log.warn(
      { method: 'oidc', address: proxies.addressOf(request.raw), reason: sentence, code },
      'sign-in refused',
    )
    return sendFailure(reply, error instanceof SignInRefused ? 403 : 502, sentence)
  }

  app.get(path, limited, async (request, reply) => {
    const visit = options.store.visit(request.raw)
    const base = originOf(visit, options.publicUrl)
    try {
      const { url, checks } = await provider.begin(`${base}${path}/callback`)
      const wanted = (request.query as { return?: unknown }).return
      const begun: Try = { ...checks, return: ownPath(wanted, base) }
      const others = await readTries(options, visit)
      reply.header('set-cookie', await writeTries(options, visit, [...others.slice(1 - maxUnderWay), begun]))
      return reply.header('cache-control', 'no-store').redirect(url.href, 302)
    } catch (error) {
      return failed(request, reply, error)
    }
  })

  app.get(`${path}/callback`, limited, async (request, reply) => {
    const visit = options.store.visit(request.raw)
    const { state } = request.query as { state?: unknown }
    const tries = await readTries(options, visit)
    const begun = tries.find((each) => each.state === state)
    if (begun === undefined) {
      log.warn({ method: 'oidc', address: proxies.addressOf(request.raw) }, 'sign-in refused')
      return sendFailure(
        reply,
        400,
        'This sign-in was not begun in this browser, or too long ago. Begin again.',
      )
    }
    // Whatever comes of it, it does not come twice.
    const rest = tries.filter((each) => each !== begun)
    reply.header('set-cookie', await writeTries(options, visit, rest))
    try {
      const at = request.raw.url?.indexOf('?') ?? -1
      const proof = await provider.finish(request.raw.url?.slice(at) ?? '', begun)
      // Somebody without a name is told so before there is a session.
      namedBy(claimsOf(proof.idToken), oidc)
      await enter(options, request, reply, newSession(proof, options.now()))
      return reply.redirect(begun.return, 302)
    } catch (error) {
      return failed(request, reply, error)
    }
  })
}

/** The origin that the browser sees; the guard knows its host. */
export function originOf({ secure, host }: Visit, publicUrl: string | null): string {
  return publicUrl ?? `${secure ? 'https' : 'http'}://${host}`
}

/** A path of the console's own origin; `/` for whatever is none, however it is written. */
export function ownPath(wanted: unknown, base: string): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || !URL.canParse(wanted, base)) return '/'
  const url = new URL(wanted, base)
  const { pathname, search, hash } = url
  // `/.//elsewhere` is a path, and what is left of it leads to another host.
  const isOwn = url.origin === new URL(base).origin && !pathname.startsWith('//')
  // Back to the beginning would be round and round.
  return isOwn && !pathname.startsWith(path) ? `${pathname}${search}${hash}` : '/'
}

async function readTries({ sealer }: OidcRouteOptions, visit: Visit): Promise<readonly Try[]> {
  const sealed = readLong(visit.jar, nameOf(visit))
  const content = sealed === null ? undefined : await sealer.open('sign-in', sealed)
  const parsed = z.array(tryShape).safeParse(content)
  return parsed.success ? parsed.data : []
}

async function writeTries(
  { sealer }: OidcRouteOptions,
  visit: Visit,
  tries: readonly Try[],
): Promise<string[]> {
  // The provider sends the browser back from its own site.
  const travel = { secure: visit.secure, sameSite: 'Lax', maxAgeSeconds: holdSeconds } as const
  if (tries.length === 0) return removeLong(visit.jar, nameOf(visit), travel)
  const sealed = await sealer.seal('sign-in', tries, Date.now() + holdSeconds * 1000)
  return writeLong(visit.jar, nameOf(visit), sealed, travel)
}

function nameOf({ secure, host }: Visit): string {
  return cookieName('sign-in', secure, host)
}
