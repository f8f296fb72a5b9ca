/** One browser's watch socket: its subscriptions, and sending no faster than it reads. */
import type { WebSocket } from 'ws'
import {
  type WatchMessage,
  type WatchRequest,
  type WatchState,
  type WatchUrgency,
  watchProtocolVersion,
} from '../../wire.ts'
import type { Lease, Watcher, WatchHub } from './hub.ts'
import { Subscription } from './subscription.ts'

const maxSubscriptions = 200
/** Beyond this many bytes that wait in the socket nothing more is made for it. */
export const defaultMaxBuffered = 8 * 1024 * 1024
/** After this long of making messages other connections get their turn. */
const turnMs = 10

export interface ConnectionOptions<Who extends Watcher> {
  readonly socket: WebSocket
  readonly hub: WatchHub<Who>
  /** Whom clusters see behind this connection. */
  readonly who: Who
  readonly maxBuffered: number
}

/** So many messages for the page itself go first, then one of what it only looks up. */
const pageMessagesInRow = 8

interface Held {
  readonly subscription: Subscription
  readonly lease: Lease
}

/** Answers the requests of one socket until `end`. */
export class Connection<Who extends Watcher = Watcher> {
  readonly #options: ConnectionOptions<Who>
  readonly #subscriptions = new Map<number, Held>()
  /** The ones that may have something to say, longest waiting first. */
  readonly #ready: Record<WatchUrgency, Set<Subscription>> = { page: new Set(), related: new Set() }
  readonly #urgency = new WeakMap<Subscription, WatchUrgency>()
  #inRow = 0
  #turn: NodeJS.Immediate | null = null

  constructor(options: ConnectionOptions<Who>) {
    this.#options = options
    this.#send({ type: 'hello', protocol: watchProtocolVersion })
  }

  /** Tells the page that the server is there. A reader that lags hears it from what it has still to read. */
  beat(): void {
    if (this.#options.socket.bufferedAmount === 0) this.#send({ type: 'beat' })
  }

  /** Asks the page for a request that brings the session's cookie. */
  askForRenewal(): void {
    this.#send({ type: 'renew' })
  }

  get subscriptions(): number {
    return this.#subscriptions.size
  }

  /** Whether the request made sense; one that did not ends the connection. */
  handle(request: WatchRequest): boolean {
    switch (request.type) {
      case 'subscribe':
        return this.#subscribe(request)
      case 'ping':
        this.beat()
        return true
      case 'urgency':
        this.#rank(request.id, request.urgency)
        return true
      case 'unsubscribe':
        this.#unsubscribe(request.id, false)
        return true
    }
  }

  end(): void {
    for (const id of [...this.#subscriptions.keys()]) this.#unsubscribe(id, true)
    if (this.#turn !== null) clearImmediate(this.#turn)
  }

  #subscribe({ id, target, urgency = 'page', after }: Extract<WatchRequest, { type: 'subscribe' }>): boolean {
    if (this.#subscriptions.has(id)) return false
    if (this.#subscriptions.size >= maxSubscriptions)
      return this.#stopped(
        id,
        429,
        `More than ${maxSubscriptions} subscriptions on one connection are refused.`,
      )
    const { hub, who } = this.#options
    const lease = hub.lease(who, target, urgency)
    if (lease === null) return this.#stopped(id, 400, 'This is not a collection of the Kubernetes API.')
    const subscription = new Subscription(id, lease.feed, (each) => this.#wake(each), after)
    this.#subscriptions.set(id, { subscription, lease })
    this.#urgency.set(subscription, urgency)
    this.#wake(subscription)
    return true
  }

  #unsubscribe(id: number, isLost: boolean): void {
    const held = this.#subscriptions.get(id)
    if (held === undefined) return
    this.#subscriptions.delete(id)
    this.#ready.page.delete(held.subscription)
    this.#ready.related.delete(held.subscription)
    held.subscription.end()
    held.lease.release(isLost)
  }

  #rank(id: number, urgency: WatchUrgency): void {
    const held = this.#subscriptions.get(id)
    if (held === undefined) return
    const { subscription, lease } = held
    if (urgency === 'page') lease.hurry()
    const isReady = this.#ready.page.delete(subscription) || this.#ready.related.delete(subscription)
    this.#urgency.set(subscription, urgency)
    if (isReady) this.#wake(subscription)
  }

  /** Refuses one subscription; whoever asks on and on without reading the answers is not worth the memory. */
  #stopped(id: number, code: number, message: string): boolean {
    const { socket, maxBuffered } = this.#options
    if (socket.bufferedAmount > maxBuffered) return false
    const state: WatchState = { phase: 'stopped', since: Date.now(), reason: { code, message } }
    this.#send({ type: 'state', id, state })
    return true
  }

  #send(message: WatchMessage): void {
    this.#options.socket.send(JSON.stringify(message))
  }

  #wake(subscription: Subscription): void {
    this.#ready[this.#urgency.get(subscription) ?? 'page'].add(subscription)
    this.#turn ??= setImmediate(() => this.#takeTurn())
  }

  #takeTurn(): void {
    this.#turn = null
    const { socket, maxBuffered } = this.#options
    const began = performance.now()
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      // A socket that is full calls back when something of it was read.
      if (socket.readyState !== socket.OPEN || socket.bufferedAmount > maxBuffered) return
      const ready = this.#ready[next.urgency]
      ready.delete(next.subscription)
      const message = next.subscription.next()
      if (message === null) continue
      this.#inRow = next.urgency === 'page' ? this.#inRow + 1 : 0
      ready.add(next.subscription)
      if (next.subscription.isComplete) this.#subscriptions.get(next.subscription.id)?.lease.told()
      socket.send(message, () => this.#resume())
      if (performance.now() - began > turnMs) break
    }
    this.#resume()
  }

  #next(): { readonly urgency: WatchUrgency; readonly subscription: Subscription } | undefined {
    const order: readonly WatchUrgency[] =
      this.#inRow < pageMessagesInRow ? ['page', 'related'] : ['related', 'page']
    for (const urgency of order) {
      const [subscription] = this.#ready[urgency]
      if (subscription !== undefined) return { urgency, subscription }
    }
    return undefined
  }

  #resume(): void {
    if (this.#ready.page.size + this.#ready.related.size > 0)
      this.#turn ??= setImmediate(() => this.#takeTurn())
  }
}
