/** The server: its routes, in front of the clusters. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Server } from 'node:tls'
import helmet from '@fastify/helmet'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { Logger } from 'pino'
import { hasConsole, serveConsole } from './assets.ts'
import { Audit } from './audit/audit.ts'
import { AuditLog } from './audit/log.ts'
import { type AuditOptions, auditDefaults } from './audit/options.ts'
import { openSink } from './audit/sink.ts'
import type { Clusters } from './clusters/clusters.ts'
import { serveDns } from './dns.ts'
import { createGuard } from './guard.ts'
import { securityHeaders } from './headers.ts'
import type { Identity } from './identity.ts'
import { createMetrics } from './metrics.ts'
import { serveMonitoring } from './monitoring/monitoring.ts'
import type { PrometheusOptions } from './monitoring/options.ts'
import { type Presentation, presented, serveLogo } from './presentation.ts'
import { ClusterProxy, refuse } from './proxy/proxy.ts'
import { clustersPrefix } from './proxy/target.ts'
import { recordRequest } from './requestlog.ts'
import { maxHeaderBytes } from './sessions/cookies.ts'
import type { SignInOptions } from './signin/options.ts'
import { createSignIn } from './signin/signin.ts'
import { failure, sendStatus } from './status.ts'
import { followTls, readTls } from './tls.ts'
import { isLoopback } from './trust.ts'
import { WatchEndpoint } from './watch/endpoint.ts'
import { WatchHub } from './watch/hub.ts'
import { createTransport } from './watch/transport.ts'

export interface ServerOptions {
  readonly clusters: Clusters
  /** The folder of the built console. */
  readonly assets: string
  /** Prefix of the platform's labels. */
  readonly labelDomain: string
  readonly presentation: Presentation
  /** Whether the clusters are the sandbox's. */
  readonly sandbox: boolean
  /** Host names, with or without a port, to answer for besides loopback. */
  readonly allowedHosts: readonly string[]
  readonly version: string
  readonly signIn: SignInOptions
  /** Whether somebody who is signed in may ask DNS, and of whom. By default nobody. */
  readonly dns?: { readonly check: boolean; readonly servers: readonly string[] }
  /** Where the numbers of clusters are. By default nowhere. */
  readonly prometheus?: readonly PrometheusOptions[]
  /** Told the address that signs in on this machine, once the one before was used. */
  readonly localAddressChanged: (url: string) => void
  readonly log: Logger
  /** By default, no audit log. */
  readonly audit?: AuditOptions
  /** The clock of sessions, which tests turn. */
  readonly now?: () => number
}

export interface PortolanServer {
  readonly app: FastifyInstance
  /** Resolves with the URL once requests are answered. */
  listen(host: string, port: number): Promise<string>
  /** The address that signs in on this machine, once; null where that is no way to sign in. */
  localAddress(): string | null
  /** Ends watches and WebSockets, waits a moment for other requests, and lets go of the clusters. */
  close(): Promise<void>
}

/** How long requests that are under way may take to finish when the server stops. */
const graceMs = 2_000

/** Builds a server that does not listen yet. */
export async function createServer(options: ServerOptions): Promise<PortolanServer> {
  const { clusters, log, version } = options
  const userAgent = `portolan/${version}`
  const { tls } = options.signIn
  const ownUrl = () => urlOf(app.server.address() as AddressInfo, tls !== null)
  const urlTo = (path: string) => `${options.signIn.publicUrl ?? ownUrl()}${path}`
  const { audit: auditOptions = auditDefaults, prometheus = [] } = options
  const auditLog = new AuditLog({ sink: openSink(auditOptions), required: auditOptions.required, log })
  const audit = new Audit(auditLog)
  const signIn = createSignIn(options.signIn, {
    clusters,
    audit,
    constants: {
      version,
      labelDomain: options.labelDomain,
      sandbox: options.sandbox,
      dnsCheck: options.dns?.check === true,
      monitored: prometheus.map(({ cluster }) => cluster),
      ...presented(options.presentation),
    },
    log,
    ...(options.now !== undefined && { now: options.now }),
    localPathChanged: (path) => options.localAddressChanged(urlTo(path)),
  })
  const { gate, live, proxies } = signIn
  const guard = createGuard(options.allowedHosts)
  const hub = new WatchHub<Identity>((cluster, identity) =>
    createTransport(clusters, cluster, identity, userAgent, (bytes) => metrics.received(bytes)),
  )
  const endpoint = new WatchEndpoint({ hub, guard, proxies, gate, live, log, audit })
  const proxy = new ClusterProxy({ clusters, audit, userAgent, received: (bytes) => metrics.received(bytes) })
  const metrics = createMetrics({
    proxiedWatches: () => proxy.openWatches,
    upstreamWatches: () => hub.size,
    subscriptions: () => endpoint.subscriptions,
    webSockets: () => endpoint.connections,
  })
  let closing = false

  const app = makeApp(tls)
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const code = error.statusCode ?? 500
    if (code >= 500) log.error({ err: error, path: request.url.split('?', 1)[0] }, 'request failed')
    return reply
      .code(code)
      .send(failure(code, code >= 500 ? 'The console failed; its log says why.' : error.message))
  })
  app.addHook('onRequest', async (request, reply) => {
    recordRequest(request.raw, reply.raw, log, metrics, audit)
    const trail = audit.begin(request.raw, reply.raw, proxies.addressOf(request.raw))
    if (isProbe(request.url)) return
    const secure = proxies.isSecure(request.raw)
    const { method, headers, socket } = request
    const refusal = guard({ method, headers, localPort: socket.localPort, secure })
    if (refusal !== null) {
      trail.refused(refusal.cause)
      return reply.code(refusal.code).send(failure(refusal.code, refusal.message))
    }
    if (secure) promiseTls(request, reply)
  })
  await app.register(helmet, securityHeaders)

  await signIn.serve(app, (identity) => hub.forget(identity))
  if (options.dns?.check === true) serveDns(app, { gate, servers: options.dns.servers })
  const endMonitoring = serveMonitoring(app, { gate, clusters, prometheus, userAgent })
  serveLogo(app, options.presentation.product.logo)
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
      void serveCluster(request.raw, reply.raw)
    })
  })
  const serveCluster = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const admitted = await gate.admit(request)
      if ('status' in admitted) {
        audit.of(request).notAdmitted(admitted.status)
        return refuse(request, response, admitted.status)
      }
      if (admitted.cookies.length > 0) response.setHeader('set-cookie', admitted.cookies)
      await proxy.forward(request, response, admitted.identity)
    } catch (error) {
      log.error({ err: error }, 'request failed')
      refuse(request, response, failure(500, 'The console failed; its log says why.'))
    }
  }
  await serveConsole(app, options.assets)
  app.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    endpoint.upgrade(request, socket, head)
  })

  const unfollowTls = tls === null ? () => undefined : followTls(tls, app.server as unknown as Server, log)

  return {
    app,
    listen: async (host, port) => {
      await app.listen({ host, port })
      return ownUrl()
    },
    localAddress: () => {
      const path = signIn.localPath()
      return path === null ? null : urlTo(path)
    },
    close: async () => {
      closing = true
      unfollowTls()
      proxy.endWatches()
      const impatient = setTimeout(() => app.server.closeAllConnections(), graceMs)
      await Promise.all([endpoint.close(), app.close()])
      clearTimeout(impatient)
      hub.close()
      await endMonitoring()
      await auditLog.close()
      await clusters.close()
    },
  }
}

function makeApp(tls: SignInOptions['tls']): FastifyInstance {
  const common = {
    logger: false,
    // A long name of a cluster or an object is not for the router to refuse.
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      reply.hijack()
      sendStatus(reply.raw, failure(error.statusCode ?? 400, error.message))
    },
  } as const
  const http = { maxHeaderSize: maxHeaderBytes }
  if (tls === null) return Fastify({ ...common, http })
  return Fastify({ ...common, https: { ...http, ...readTls(tls) } }) as unknown as FastifyInstance
}

const hstsSeconds = 365 * 24 * 3600

/** Browsers come by HTTPS from now on; not on loopback, where other servers share the name. */
function promiseTls({ host }: FastifyRequest, { raw }: FastifyReply): void {
  const name = host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
  if (name === 'localhost' || isLoopback(name)) return
  raw.setHeader('strict-transport-security', `max-age=${hstsSeconds}`)
}

/** Probes and scrapers come by address, and learn nothing that a stranger may not know. */
function isProbe(url: string): boolean {
  return /^\/(healthz|readyz|metrics)(\?|$)/.test(url)
}

function urlOf({ address, family, port }: AddressInfo, isTls: boolean): string {
  return `${isTls ? 'https' : 'http'}://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
