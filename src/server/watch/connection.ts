/** One browser's watch socket: its subscriptions, and sending no faster than it reads. */
import type { WebSocket } from 'ws'
import { type WatchMessage, type WatchRequest, type WatchState, watchProtocolVersion } from '../../wire.ts'
import type { Lease, WatchHub } from './hub.ts'
import { Subscription } from './subscription.ts'

const maxSubscriptions = 200
/** Beyond this many bytes that wait in the socket nothing more is made for it. */
export const defaultMaxBuffered = 8 * 1024 * 1024
/** After this long of making messages other connections get their turn. */
const turnMs = 10

export interface ConnectionOptions {
  readonly socket: WebSocket
  readonly hub: WatchHub
  /** Whom the cluster of that name sees behind this connection. */
  readonly identityOn: (cluster: string) => string
  readonly maxBuffered: number
}

/** Answers the requests of one socket until `end`. */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #subscriptions = new Map<number, { readonly subscription: Subscription; readonly lease: Lease }>()
  /** The ones that may have something to say, longest waiting first. */
  readonly #ready = new Set<Subscription>()
  #turn: NodeJS.Immediate | null = null

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#send({ type: 'hello', protocol: watchProtocolVersion })
  }

  /** Tells the page that the server is there. A reader that lags hears it from what it has still to read. */
  beat(): void {
    if (this.#options.socket.bufferedAmount === 0) this.#send({ type: 'beat' })
  }

  get subscriptions(): number {
    return this.#subscriptions.size
  }

  /** Whether the request made sense; one that did not ends the connection. */
  handle(request: WatchRequest): boolean {
    if (request.type === 'unsubscribe') {
      this.#unsubscribe(request.id)
      return true
    }
    const { id, target } = request
    if (this.#subscriptions.has(id)) return false
    if (this.#subscriptions.size >= maxSubscriptions) {
      this.#stopped(id, 429, `More than ${maxSubscriptions} subscriptions on one connection are refused.`)
      return true
    }
    const { hub, identityOn } = this.#options
    const lease = hub.lease(identityOn(target.cluster), target)
    if (lease === null) {
      this.#stopped(id, 400, 'This is not a collection of the Kubernetes API.')
      return true
    }
    const subscription = new Subscription(id, lease.feed, (each) => this.#wake(each))
    this.#subscriptions.set(id, { subscription, lease })
    this.#wake(subscription)
    return true
  }

  end(): void {
    for (const id of [...this.#subscriptions.keys()]) this.#unsubscribe(id)
    if (this.#turn !== null) clearImmediate(this.#turn)
  }

  #unsubscribe(id: number): void {
    const held = this.#subscriptions.get(id)
    if (held === undefined) return
    this.#subscriptions.delete(id)
    this.#ready.delete(held.subscription)
    held.subscription.end()
    held.lease.release()
  }

  #stopped(id: number, code: number, message: string): void {
    const state: WatchState = { phase: 'stopped', since: Date.now(), reason: { code, message } }
    this.#send({ type: 'state', id, state })
  }

  #send(message: WatchMessage): void {
    this.#options.socket.send(JSON.stringify(message))
  }

  #wake(subscription: Subscription): void {
    this.#ready.add(subscription)
    this.#turn ??= setImmediate(() => this.#takeTurn())
  }

  #takeTurn(): void {
    this.#turn = null
    const { socket, maxBuffered } = this.#options
    const began = performance.now()
    for (const subscription of this.#ready) {
      // A socket that is full calls back when something of it was read.
      if (socket.readyState !== socket.OPEN || socket.bufferedAmount > maxBuffered) return
      this.#ready.delete(subscription)
      const message = subscription.next()
      if (message === null) continue
      this.#ready.add(subscription)
      socket.send(message, () => this.#resume())
      if (performance.now() - began > turnMs) break
    }
    this.#resume()
  }

  #resume(): void {
    if (this.#ready.size > 0) this.#turn ??= setImmediate(() => this.#takeTurn())
  }
}
