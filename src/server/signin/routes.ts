/** The routes of signing in and out, and of looking at the console as somebody else. */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import type { Logger } from 'pino'
import * as z from 'zod/mini'
import { ClusterError } from '../clusters/connection.ts'
import { CookieTooLong } from '../sessions/cookies.ts'
import type { LiveSessions } from '../sessions/live.ts'
import { newSession, type SealedSession } from '../sessions/session.ts'
import type { SessionStore } from '../sessions/store.ts'
import { failure } from '../status.ts'
import { isLoopback, type TrustedProxies } from '../trust.ts'
import type { Gate } from './gate.ts'
import { type LocalSignIn, localPath } from './local.ts'
import { failurePage } from './page.ts'
import type { TokenSignIn } from './token.ts'

export interface RouteOptions {
  readonly gate: Gate
  readonly store: SessionStore
  readonly live: LiveSessions
  readonly proxies: TrustedProxies
  readonly local: LocalSignIn | null
  readonly token: TokenSignIn | null
  readonly log: Logger
  readonly now: () => number
}

/** Tries of one address in a minute. */
export const triesInMinute = 20

const tokenShape = z.object({ cluster: z.string().check(z.minLength(1)), token: z.string() })

/** Names that fit into a header and a cookie. */
const nameShape = z.string().check(z.minLength(1), z.maxLength(512), z.regex(/^[^\u0000-\u001f\u007f]+$/))
const viewShape = z.object({
  user: nameShape,
  groups: z._default(z.array(nameShape).check(z.maxLength(50)), []),
  write: z._default(z.boolean(), false),
})

/** `HEAD` would use up what works once. */
export const limited: RouteShorthandOptions = {
  exposeHeadRoute: false,
  bodyLimit: 64 * 1024,
  config: { rateLimit: { max: triesInMinute, timeWindow: '1 minute' } },
}

export function serveSignIn(app: FastifyInstance, options: RouteOptions): void {
  if (options.local !== null) serveLocal(app, options, options.local)
  if (options.token !== null) serveToken(app, options, options.token)
  serveViewAs(app, options)
}

function serveLocal(app: FastifyInstance, options: RouteOptions, local: LocalSignIn): void {
  app.get(localPath, limited, async (request, reply) => {
    const { token } = request.query as { token?: unknown }
    const isHere = isLoopback(options.proxies.addressOf(request.raw))
    if (!isHere || typeof token !== 'string' || !local.redeem(token)) {
      options.log.warn(
        { method: 'local', address: options.proxies.addressOf(request.raw) },
        'sign-in refused',
      )
      return sendFailure(
        reply,
        401,
        'This address was used already, or is an old one. Take the last one printed.',
      )
    }
    const session = newSession({ method: 'local' }, options.now())
    await enter(options, request, reply, session)
    return reply.redirect('/', 302)
  })
}

function serveToken(app: FastifyInstance, options: RouteOptions, tokens: TokenSignIn): void {
  app.post('/sign-in/token', limited, async (request, reply) => {
    const body = tokenShape.safeParse(request.body)
    if (!body.success) return refuse(reply, 400, 'A sign-in names a cluster and a token.')
    const { cluster, token } = body.data
    try {
      const session = await tokens.enter(cluster, token, await options.gate.find(request.raw), options.now())
      await enter(options, request, reply, session)
      return reply.code(204).send()
    } catch (error) {
      if (error instanceof CookieTooLong) {
        return refuse(
          reply,
          413,
          'The tokens of this session are too long for a browser to keep. Sign out first.',
        )
      }
      if (!(error instanceof ClusterError)) throw error
      const { status } = error
      options.log.warn(
        { method: 'token', cluster, address: options.proxies.addressOf(request.raw) },
        'sign-in refused',
      )
      return reply.code(status.code ?? 500).send(status)
    }
  })
}

function serveViewAs(app: FastifyInstance, { gate, store, live }: RouteOptions): void {
  app.post('/view-as', { bodyLimit: 64 * 1024 }, async (request, reply) => {
    const body = viewShape.safeParse(request.body)
    if (!body.success)
      return refuse(reply, 400, 'To view as somebody takes a user and groups, of usable names.')
    return view(request, reply, body.data)
  })
  app.delete('/view-as', (request, reply) => view(request, reply, null))

  const view = async (
    request: FastifyRequest,
    reply: FastifyReply,
    viewAs: z.infer<typeof viewShape> | null,
  ) => {
    const admitted = await gate.admit(request.raw)
    if ('status' in admitted) return reply.code(admitted.status.code ?? 401).send(admitted.status)
    const { session, cookies } = admitted
    const changed = await store.writeView(store.visit(request.raw), session, viewAs)
    // Sockets come back as the other person, with the cookie that they get here.
    reply.raw.once('finish', () => live.close(session.id, 4402, 'the console is viewed as another person'))
    return reply
      .code(204)
      .header('set-cookie', [...cookies, ...changed])
      .send()
  }
}

/** Puts the session into the browser, in place of whatever it had. */
export async function enter(
  { store, gate, log, proxies, live }: RouteOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  session: SealedSession,
): Promise<void> {
  const visit = store.visit(request.raw)
  const before = await gate.find(request.raw)
  const cookies = await store.write(visit, session)
  if (before !== null && before.id !== session.id) {
    cookies.push(...store.end(visit, before).filter((each) => !cookies.some((own) => isSameName(own, each))))
    live.close(before.id, 4402, 'another session has begun')
  }
  // Fastify adds to what an answer sets already.
  reply.header('set-cookie', cookies).header('cache-control', 'no-store')
  const { method } = session.proof
  log.info({ method, session: session.id, address: proxies.addressOf(request.raw) }, 'signed in')
}

function isSameName(one: string, other: string): boolean {
  return one.split('=', 1)[0] === other.split('=', 1)[0]
}

function refuse(reply: FastifyReply, code: number, message: string): FastifyReply {
  return reply.code(code).header('cache-control', 'no-store').send(failure(code, message))
}

/** For what a browser shows as a page. */
export function sendFailure(reply: FastifyReply, code: number, sentence: string): FastifyReply {
  return reply
    .code(code)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(failurePage(sentence))
}
