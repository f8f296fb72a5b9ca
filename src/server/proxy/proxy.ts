/** Passes one request on to a cluster and its answer back, streaming both ways. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Dispatcher } from 'undici'
import type { Status } from '../../k8s/status.ts'
import type { ViewAs } from '../../wire.ts'
import type { Audit } from '../audit/audit.ts'
import { readBefore } from '../audit/before.ts'
import type { RefusalCause } from '../audit/entry.ts'
import type { Exchange } from '../audit/exchange.ts'
import type { Clusters } from '../clusters/clusters.ts'
import { ClusterError, type Route } from '../clusters/connection.ts'
import type { Identity } from '../identity.ts'
import { failure, sendStatus } from '../status.ts'
import { asksToImpersonate, downstreamHeaders, proxiedResponseHeaders, upstreamHeaders } from './headers.ts'
import { changesNothing } from './readonly.ts'
import { readTarget } from './target.ts'

export interface ProxyOptions {
  readonly clusters: Clusters
  readonly audit: Audit
  /** What clusters see in place of a browser's own name. */
  readonly userAgent: string
  /** Told of every chunk of a cluster's answer, in bytes as transferred. */
  readonly received: (bytes: number) => void
}

/** Forwards requests below `/clusters/` and knows the open ones, so that a shutdown can end watches. */
export class ClusterProxy {
  readonly #options: ProxyOptions
  readonly #watches = new Set<ServerResponse>()

  constructor(options: ProxyOptions) {
    this.#options = options
  }

  get openWatches(): number {
    return this.#watches.size
  }

  /** Answers a request. Its own failures are Status bodies; rejects where it cannot say what failed. */
  async forward(request: IncomingMessage, response: ServerResponse, identity: Identity): Promise<void> {
    const method = request.method ?? 'GET'
    const target = readTarget(method, request.url ?? '')
    const { audit, clusters, userAgent } = this.#options
    const trail = audit.of(request)
    const refuseAs = (cause: RefusalCause, status: Status) => {
      trail.refused(cause)
      refuse(request, response, status)
    }
    trail.toCluster(target.cluster)
    if (!target.ok) return refuseAs('path', failure(target.code, target.message))
    const exchange = trail.exchange(target.path)
    if (asksToImpersonate(request.headers)) return refuseAs('impersonation-headers', impersonation)
    const { viewAs } = identity
    if (viewAs?.write === false && !changesNothing(method, target.path, hasBody(request))) {
      return refuseAs('view-as-read-only', onlyLooking(viewAs))
    }
    if (exchange.target.write && audit.refusesWrites) return refuseAs('audit-unavailable', unaudited)
    try {
      const connection = await clusters.find(target.cluster)
      if (connection === null) {
        return refuse(
          request,
          response,
          failure(404, `There is no cluster "${target.cluster}" in the kubeconfig.`),
        )
      }
      const route = await connection.route(await identity.prove(target.cluster))
      if (exchange.replaces) exchange.stoodBefore(await readBefore(route, target.path, userAgent))
      // The browser may have gone while a credential plugin ran.
      if (response.destroyed) return
      this.#follow(target.path, response)
      this.#dispatch(target.path, route, request, response, exchange)
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error
      refuse(request, response, error.status)
    }
  }

  /** Ends open watches as a cluster would, so that clients resume elsewhere or later. */
  endWatches(): void {
    for (const response of this.#watches) response.end()
  }

  #follow(path: string, response: ServerResponse): void {
    const [, query = ''] = path.split('?')
    // A watch, or a log that goes on.
    if (!/(^|&)(watch|follow)=(true|1)(&|$)/.test(query)) return
    this.#watches.add(response)
    response.once('close', () => this.#watches.delete(response))
  }

  #dispatch(
    path: string,
    route: Route,
    request: IncomingMessage,
    response: ServerResponse,
    exchange: Exchange,
  ): void {
    const { userAgent, received } = this.#options
    const options: Dispatcher.DispatchOptions = {
      origin: route.origin,
      path: `${route.basePath}${path}`,
      method: request.method ?? 'GET',
      headers: { ...upstreamHeaders(request.headers, userAgent, exchange.requestId), ...route.headers },
      // Not the request itself: the dispatcher destroys a body that it cannot send, and with it the way back.
      body: hasBody(request) ? request.pipe(exchange.body) : null,
    }
    route.dispatcher.dispatch(options, new AnswerHandler(route, request, response, exchange, received))
  }
}

/** Writes a cluster's answer to the browser as it comes in, no faster than the browser takes it. */
class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #route: Route
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  readonly #exchange: Exchange
  readonly #received: (bytes: number) => void

  constructor(
    route: Route,
    request: IncomingMessage,
    response: ServerResponse,
    exchange: Exchange,
    received: (bytes: number) => void,
  ) {
    this.#route = route
    this.#request = request
    this.#response = response
    this.#exchange = exchange
    this.#received = received
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const abort = () => {
      if (!controller.aborted) controller.abort(new Error('the client closed the request'))
    }
    if (this.#response.destroyed) {
      abort()
      return
    }
    this.#response.on('drain', () => controller.resume())
    this.#response.once('close', abort)
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    code: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (code < 200) return
    if (code === 401) this.#route.refused()
    if (code >= 300 && code < 400 && code !== 304) {
      refuse(this.#request, this.#response, redirected(code, headers.location))
      controller.abort(new Error('redirects are not followed'))
      return
    }
    this.#exchange.answered(code, headers)
    this.#response.writeHead(code, downstreamHeaders(headers))
    // An idle watch sends nothing after its headers for minutes.
    this.#response.flushHeaders()
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#received(chunk.length)
    this.#exchange.received(chunk)
    // A watch that the server ended itself may bring one more event.
    if (this.#response.writableEnded) return
    if (!this.#response.write(chunk)) controller.pause()
  }

  onResponseEnd(): void {
    this.#response.end()
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    // A cut-off answer must not look like a complete one.
    if (this.#response.writableEnded || this.#response.destroyed) return
    refuse(this.#request, this.#response, this.#route.describe(error))
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0
}

/** Dropping the headers instead would do, as the user, what was meant to be tried as somebody else. */
const impersonation = failure(
  403,
  'Impersonation does not pass through Portolan: requests are made as whoever signed in.',
)

const unaudited = failure(
  503,
  'Nothing can be changed now: Portolan cannot write its audit log. Its own log says why.',
)

function onlyLooking({ user }: ViewAs): Status {
  return failure(
    403,
    `You look at the console as "${user}", and nothing is changed meanwhile. Allow changes first, or go back to yourself.`,
  )
}

function redirected(code: number, location: string | string[] | undefined): Status {
  return failure(
    502,
    `The cluster answered with a redirect (${code}) to ${String(location ?? 'nowhere')}, which the console does not follow. ` +
      'Is the address in the kubeconfig that of an API server?',
  )
}

/** Answers with a Status instead of passing the request on. */
export function refuse(request: IncomingMessage, response: ServerResponse, status: Status): void {
  const send = () => {
    if (!response.destroyed && !response.writableEnded) sendStatus(response, status, proxiedResponseHeaders)
  }
  // Many clients read no answer before they have sent all of theirs.
  if (request.readableEnded || response.headersSent) send()
  else request.unpipe().once('end', send).resume()
}
