/** The WebSocket endpoint `/watch`. Every other upgrade is refused with an HTTP status. */
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Status } from '../../k8s/status.ts'
import { watchBeatMilliseconds } from '../../wire.ts'
import type { Guard } from '../guard.ts'
import type { Identity } from '../identity.ts'
import { clustersPrefix } from '../proxy/target.ts'
import type { LiveSessions } from '../sessions/live.ts'
import type { Gate, SignedIn } from '../signin/gate.ts'
import { failure } from '../status.ts'
import type { TrustedProxies } from '../trust.ts'
import { Connection, defaultMaxBuffered } from './connection.ts'
import type { WatchHub } from './hub.ts'
import { parseWatchRequest } from './message.ts'

const maxMessage = 64 * 1024
/** How long browsers may take to answer the closing handshake. */
const closingMs = 1_000

/** Only what is long enough is worth it; no state is kept between messages, which costs memory for each socket. */
const deflate = {
  threshold: 8 * 1024,
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
  concurrencyLimit: 2,
  zlibDeflateOptions: { level: 1 },
}

const tunnelsRefused =
  'Upgraded connections to clusters (exec, attach, portforward) are refused; use kubectl for them.'

export interface EndpointOptions {
  readonly hub: WatchHub<Identity>
  readonly guard: Guard
  readonly proxies: TrustedProxies
  readonly gate: Gate
  readonly live: LiveSessions
  readonly log: Logger
  readonly maxBuffered?: number
}

/** Accepts watch sockets and keeps an eye on whether their browsers are still there. */
export class WatchEndpoint {
  readonly #options: EndpointOptions
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessage,
    perMessageDeflate: deflate,
  })
  /** Whether each socket was heard of since the last heartbeat. */
  readonly #sockets = new Map<WebSocket, { readonly connection: Connection<Identity>; alive: boolean }>()
  readonly #heartbeat: NodeJS.Timeout

  /** What a request that becomes a socket is told of its session. */
  readonly #admitted = new WeakMap<IncomingMessage, SignedIn>()

  constructor(options: EndpointOptions) {
    this.#options = options
    this.#server.on('headers', (headers, request) => {
      for (const cookie of this.#admitted.get(request)?.cookies ?? []) headers.push(`Set-Cookie: ${cookie}`)
    })
    this.#heartbeat = setInterval(() => this.#beat(), watchBeatMilliseconds)
    this.#heartbeat.unref()
  }

  get connections(): number {
    return this.#sockets.size
  }

  get subscriptions(): number {
    let sum = 0
    for (const { connection } of this.#sockets.values()) sum += connection.subscriptions
    return sum
  }

  /** Takes over the socket of an upgrade request. */
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const refusal = this.#refusalOf(request, socket.localPort)
    if (refusal !== null) reject(socket, failure(refusal.code, refusal.message))
    else void this.#admit(request, socket, head)
  }

  async #admit(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const { gate, log } = this.#options
    try {
      // A socket opens by itself when a connection was lost: nobody need be there.
      const signedIn = await gate.admit(request, { isActive: false })
      if (socket.destroyed) return
      if (!('identity' in signedIn)) return reject(socket, signedIn.status)
      this.#admitted.set(request, signedIn)
      this.#server.handleUpgrade(request, socket, head, (accepted) => this.#accept(accepted, signedIn))
    } catch (error) {
      log.error({ err: error }, 'a watch socket could not be opened')
      reject(socket, failure(500, 'The console failed; its log says why.'))
    }
  }

  /** Closes all sockets with 1001 (going away). */
  async close(): Promise<void> {
    clearInterval(this.#heartbeat)
    const sockets = [...this.#sockets.keys()]
    const closed = Promise.all(
      sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))),
    )
    for (const socket of sockets) socket.close(1001, 'the server is stopping')
    const impatient = setTimeout(() => {
      for (const socket of sockets) socket.terminate()
    }, closingMs)
    await closed
    clearTimeout(impatient)
    this.#server.close()
  }

  #refusalOf(request: IncomingMessage, localPort: number | undefined) {
    const { method = '', headers, url = '' } = request
    const secure = this.#options.proxies.isSecure(request)
    const refusal = this.#options.guard({ method, headers, localPort, secure })
    if (refusal !== null) return refusal
    const path = url.split('?', 1)[0] ?? ''
    if (path.startsWith(clustersPrefix)) return { code: 403, message: tunnelsRefused }
    if (path !== '/watch') return { code: 404, message: `There is no WebSocket at ${path}.` }
    if (headers.upgrade?.toLowerCase() !== 'websocket')
      return { code: 400, message: '/watch speaks WebSocket only.' }
    return null
  }

  #accept(socket: WebSocket, { standing }: SignedIn): void {
    const { hub, log, live, maxBuffered = defaultMaxBuffered } = this.#options
    const { identity: who, unbind } = live.bind(standing, {
      close: (code, reason) => {
        // What it was told so far is all it is told.
        held.connection.end()
        socket.close(code, reason)
      },
      askForRenewal: () => held.connection.askForRenewal(),
    })
    const held = { connection: new Connection({ socket, hub, who, maxBuffered }), alive: true }
    this.#sockets.set(socket, held)
    log.info({ open: this.#sockets.size }, 'watch socket opened')
    socket.on('pong', () => {
      held.alive = true
    })
    socket.on('message', (data: RawData, binary: boolean) => {
      held.alive = true
      if (socket.readyState !== socket.OPEN) return
      const request = binary ? null : parseWatchRequest(String(data))
      if (request === null || !held.connection.handle(request)) socket.close(1008, 'malformed request')
    })
    socket.on('error', (error) => log.info({ reason: error.message }, 'watch socket failed'))
    socket.on('close', (code) => {
      unbind()
      held.connection.end()
      this.#sockets.delete(socket)
      log.info({ code, open: this.#sockets.size }, 'watch socket closed')
    })
  }

  #beat(): void {
    for (const [socket, held] of this.#sockets) {
      if (!held.alive) socket.terminate()
      held.alive = false
      socket.ping()
      held.connection.beat()
    }
  }
}

function reject(socket: Socket, status: Status): void {
  const body = JSON.stringify(status)
  const code = status.code ?? 500
  socket.end(
    `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ''}\r\nconnection: close\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
