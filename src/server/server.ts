/** The server: its routes, in front of the clusters. */
import type { IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Session } from '../wire.ts'
import { hasConsole, serveConsole } from './assets.ts'
import { Audit } from './audit/audit.ts'
import { AuditLog } from './audit/log.ts'
import { type AuditOptions, auditDefaults } from './audit/options.ts'
import { openSink } from './audit/sink.ts'
import type { Clusters } from './clusters/clusters.ts'
import { createGuard } from './guard.ts'
import { securityHeaders } from './headers.ts'
import { createMetrics } from './metrics.ts'
import { ClusterProxy } from './proxy/proxy.ts'
import { clustersPrefix } from './proxy/target.ts'
import { recordRequest } from './requestlog.ts'
import { failure, sendStatus } from './status.ts'
import { WatchEndpoint } from './watch/endpoint.ts'
import { WatchHub } from './watch/hub.ts'
import { createTransport } from './watch/transport.ts'

export interface ServerOptions {
  readonly clusters: Clusters
  /** The folder of the built console. */
  readonly assets: string
  /** Prefix of the platform's labels. */
  readonly labelDomain: string
  /** Whether the clusters are the sandbox's. */
  readonly sandbox: boolean
  /** Host names, with or without a port, to answer for besides loopback. */
  readonly allowedHosts: readonly string[]
  readonly version: string
  readonly log: Logger
  /** By default, no audit log. */
  readonly audit?: AuditOptions
}

export interface PortolanServer {
  readonly app: FastifyInstance
  /** Resolves with the URL once requests are answered. */
  listen(host: string, port: number): Promise<string>
  /** Ends watches and WebSockets, waits a moment for other requests, and lets go of the clusters. */
  close(): Promise<void>
}

/** How long requests that are under way may take to finish when the server stops. */
const graceMs = 2_000

/** Builds a server that does not listen yet. */
export async function createServer(options: ServerOptions): Promise<PortolanServer> {
  const { clusters, log, version } = options
  const userAgent = `portolan/${version}`
  const guard = createGuard(options.allowedHosts)
  const hub = new WatchHub((cluster) =>
    createTransport(clusters, cluster, userAgent, (bytes) => metrics.received(bytes)),
  )
  const { audit: auditOptions = auditDefaults } = options
  const auditLog = new AuditLog({ sink: openSink(auditOptions), required: auditOptions.required, log })
  const audit = new Audit(auditLog)
  const endpoint = new WatchEndpoint({ hub, guard, log, audit })
  const proxy = new ClusterProxy({ clusters, audit, userAgent, received: (bytes) => metrics.received(bytes) })
  const metrics = createMetrics({
    proxiedWatches: () => proxy.openWatches,
    upstreamWatches: () => hub.size,
    subscriptions: () => endpoint.subscriptions,
    webSockets: () => endpoint.connections,
  })
  let closing = false

  const app = Fastify({
    logger: false,
    // A long name of a cluster or an object is not for the router to refuse.
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (error, _request, reply) => {
      reply.hijack()
      sendStatus(reply.raw, failure(error.statusCode ?? 400, error.message))
    },
  })
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const code = error.statusCode ?? 500
    if (code >= 500) log.error({ err: error, path: request.url.split('?', 1)[0] }, 'request failed')
    return reply
      .code(code)
      .send(failure(code, code >= 500 ? 'The console failed; its log says why.' : error.message))
  })
  app.addHook('onRequest', async (request, reply) => {
    recordRequest(request.raw, reply.raw, log, metrics, audit)
    const trail = audit.begin(request.raw, reply.raw, request.ip)
    if (isProbe(request.url)) return
    const refusal = guard({
      method: request.method,
      headers: request.headers,
      localPort: request.socket.localPort,
    })
    if (refusal === null) return
    trail.refused('origin')
    return reply.code(refusal.code).send(failure(refusal.code, refusal.message))
  })
  await app.register(helmet, securityHeaders)

  app.get('/session', async (_request, reply): Promise<Session> => {
    reply.header('cache-control', 'no-store')
    const { labelDomain, sandbox } = options
    return { version, labelDomain, sandbox, ...(await clusters.list()) }
  })
  app.get('/healthz', async (_request, reply) => reply.type('text/plain').send('ok\n'))
  app.get('/readyz', async (_request, reply) => {
    const lacks = closing
      ? 'the server is stopping'
      : hasConsole(options.assets)
        ? null
        : 'the console is not built'
    return reply
      .code(lacks === null ? 200 : 503)
      .type('text/plain')
      .send(`${lacks ?? 'ok'}\n`)
  })
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()))
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all(`${clustersPrefix}*`, (request, reply) => {
      reply.hijack()
      void proxy.forward(request.raw, reply.raw)
    })
  })
  await serveConsole(app, options.assets)
  app.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    endpoint.upgrade(request, socket, head)
  })

  return {
    app,
    listen: async (host, port) => {
      await app.listen({ host, port })
      return urlOf(app.server.address() as AddressInfo)
    },
    close: async () => {
      closing = true
      proxy.endWatches()
      const impatient = setTimeout(() => app.server.closeAllConnections(), graceMs)
      await Promise.all([endpoint.close(), app.close()])
      clearTimeout(impatient)
      hub.close()
      await auditLog.close()
      await clusters.close()
    },
  }
}

/** Probes and scrapers come by address, and learn nothing that a stranger may not know. */
function isProbe(url: string): boolean {
  return /^\/(healthz|readyz|metrics)(\?|$)/.test(url)
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
