/** The session document, and the end of a session. */
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Session, SignInMethod } from '../../wire.ts'
import type { Clusters } from '../clusters/clusters.ts'
import type { LiveSessions } from '../sessions/live.ts'
import { endOf, type SealedSession, type SessionLimits } from '../sessions/session.ts'
import type { SessionStore, Visit } from '../sessions/store.ts'
import type { Gate } from './gate.ts'

/** What of the session document is the same for everybody. */
export type Constants = Pick<Session, 'version' | 'labelDomain' | 'sandbox'>

export interface SessionRouteOptions {
  readonly constants: Constants
  readonly clusters: Clusters
  readonly gate: Gate
  readonly store: SessionStore
  readonly live: LiveSessions
  readonly limits: SessionLimits
  readonly methods: readonly SignInMethod[]
  readonly provider: string | null
  /** Where a browser has to go to be signed out there, too. */
  readonly leave: (session: SealedSession, visit: Visit) => Promise<string | null>
  readonly forget: (identityKey: string) => void
  readonly log: Logger
}

export function serveSession(app: FastifyInstance, options: SessionRouteOptions): void {
  const { gate, store, live, clusters, methods } = options

  app.get('/session', { exposeHeadRoute: false }, async (request, reply): Promise<Session> => {
    reply.header('cache-control', 'no-store')
    const [admitted, list] = await Promise.all([gate.admit(request.raw), clusters.list()])
    const constants = { ...options.constants, signIn: { methods, provider: options.provider } }
    if ('status' in admitted) {
      // A token is for one cluster, so its name has to be chosen before.
      const named = methods.includes('token') ? list.clusters : []
      return {
        ...constants,
        user: null,
        expires: null,
        viewAs: null,
        clusters: named.map(({ name }) => ({ name, user: '' })),
        defaultCluster: named.length === 0 ? null : list.defaultCluster,
      }
    }
    const { session, person, identity, cookies } = admitted
    if (cookies.length > 0) reply.header('set-cookie', cookies)
    return {
      ...constants,
      user: { name: person.user, groups: person.groups },
      expires: endOf(session, options.limits),
      viewAs: identity.viewAs,
      clusters: list.clusters.map((cluster) => ({ ...cluster, user: person.userOn(cluster) })),
      defaultCluster: list.defaultCluster,
    }
  })

  app.post('/sign-out', async (request, reply) => {
    const visit = store.visit(request.raw)
    const session = await gate.find(request.raw)
    reply.header('cache-control', 'no-store')
    if (session === null) {
      reply.header('set-cookie', store.clear(visit))
      return { redirect: null }
    }
    reply.header('set-cookie', store.end(visit, session))
    for (const key of live.close(session.id, 4401, 'signed out')) options.forget(key)
    options.log.info({ method: session.proof.method, session: session.id }, 'signed out')
    return { redirect: await options.leave(session, visit) }
  })
}
