/** Signing in, put together: the chosen methods, what keeps sessions, and their routes. */
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { SignInMethod } from '../../wire.ts'
import type { Clusters } from '../clusters/clusters.ts'
import { sessionKeys } from '../sessions/keys.ts'
import { LiveSessions } from '../sessions/live.ts'
import { Sealer } from '../sessions/seal.ts'
import { SessionStore } from '../sessions/store.ts'
import { failure } from '../status.ts'
import { TrustedProxies } from '../trust.ts'
import { Gate } from './gate.ts'
import { LocalSignIn } from './local.ts'
import type { Method } from './method.ts'
import { OidcSignIn } from './oidc.ts'
import { originOf, serveOidc } from './oidc-routes.ts'
import type { SignInOptions } from './options.ts'
import { OidcProvider } from './provider.ts'
import { ImpersonationReviews } from './reviews.ts'
import { serveSignIn } from './routes.ts'
import { type Constants, serveSession } from './session-routes.ts'
import { TokenSignIn } from './token.ts'

export interface Surroundings {
  readonly clusters: Clusters
  readonly constants: Constants
  readonly log: Logger
  /** Told the path that signs in on this machine, once the one before was used. */
  readonly localPathChanged: (path: string) => void
  readonly now?: () => number
}

export interface SignIn {
  readonly gate: Gate
  readonly live: LiveSessions
  readonly proxies: TrustedProxies
  /** The path that signs in on this machine; null where that is not a way to. */
  localPath(): string | null
  /** `forget` ends what is still watched as somebody who has signed out. */
  serve(app: FastifyInstance, forget: (identityKey: string) => void): Promise<void>
}

/** A provider that does not answer keeps nobody from signing out here. */
const leaveMs = 4_000

/** Throws a sentence on options that cannot be used. */
export function createSignIn(options: SignInOptions, surroundings: Surroundings): SignIn {
  const { clusters, constants, log, localPathChanged, now = Date.now } = surroundings
  const { methods } = options
  const has = (method: SignInMethod) => methods.includes(method)
  if (options.sessionKeys.length === 0 && methods.some((method) => method !== 'local')) {
    log.warn(
      'sessions end when this process does, and other replicas do not know them: there is no session key',
    )
  }
  const limits = { idleMs: options.idleMs, absoluteMs: options.absoluteMs }
  const proxies = new TrustedProxies(options.trustProxy)
  const sealer = new Sealer(sessionKeys(options.sessionKeys))
  const store = new SessionStore({ sealer, limits, proxies, now })
  const live = new LiveSessions()
  const local = has('local') ? new LocalSignIn(localPathChanged) : null
  const token = has('token') ? new TokenSignIn(clusters) : null
  const oidc = has('oidc') ? options.oidc : null
  const provider = oidc === null ? null : new OidcProvider(oidc)
  const ways: Partial<Record<SignInMethod, Method>> = {
    ...(local !== null && { local }),
    ...(token !== null && { token }),
    ...(oidc !== null && provider !== null && { oidc: new OidcSignIn(oidc, provider, now) }),
  }
  const reviews = new ImpersonationReviews(clusters)
  const gate = new Gate({ methods: ways, store, live, limits, proxies, reviews, now })

  return {
    gate,
    live,
    proxies,
    localPath: () => local?.path ?? null,
    serve: async (app, forget) => {
      await app.register(rateLimit, {
        global: false,
        keyGenerator: ({ raw }) => networkOf(proxies.addressOf(raw)),
        errorResponseBuilder: (_request, { after }) => ({
          ...failure(429, `Too many tries to sign in. Try again in ${after}.`),
          statusCode: 429,
        }),
      })
      const { publicUrl } = options
      const routes = { gate, store, live, proxies, local, token, log, now }
      serveSession(app, {
        ...{ constants, clusters, gate, store, live, limits, methods, forget, log },
        provider: oidc?.name ?? null,
        leave: async ({ proof }, visit) => {
          if (proof.method !== 'oidc' || provider === null) return null
          const impatient = new Promise<null>((resolve) => setTimeout(resolve, leaveMs, null).unref())
          const left = provider.leave(proof, `${originOf(visit, publicUrl)}/`).catch(() => null)
          return Promise.race([left, impatient])
        },
      })
      serveSignIn(app, routes)
      if (oidc !== null && provider !== null) {
        serveOidc(app, { ...routes, sealer, provider, oidc, publicUrl })
      }
    },
  }
}

/** Whoever has one IPv6 address has all of its network. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':')
  const missing = 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  const all = address.includes('::') ? [...groups, ...Array(Math.max(0, missing)).fill('0')] : groups
  return all.slice(0, 4).join(':')
}
