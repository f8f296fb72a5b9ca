/** The tab's one WebSocket: subscriptions survive a lost connection and are asked for again. */
import type { KubeObject } from '../../k8s/objects.ts'
import {
  type WatchMessage,
  type WatchRequest,
  type WatchState,
  type WatchTarget,
  watchBeatMilliseconds,
  watchProtocolVersion,
} from '../../wire.ts'

export interface WatchListener {
  snapshot: (items: readonly KubeObject[], first: boolean, last: boolean) => void
  changes: (upserts: readonly KubeObject[], removals: readonly string[]) => void
  state: (state: WatchState) => void
}

export type ConnectionState = { readonly phase: 'connecting' | 'open' | 'lost'; readonly since: number }

const firstDelay = 500
const longestDelay = 10_000

export class WatchConnection {
  readonly #url: string
  readonly #subscriptions = new Map<number, { target: WatchTarget; listener: WatchListener }>()
  /** Those that the server had no room for. */
  readonly #waiting = new Set<number>()
  readonly #observers = new Set<() => void>()
  #socket: WebSocket | null = null
  #nextId = 1
  #delay = firstDelay
  #silence: ReturnType<typeof setTimeout> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #state: ConnectionState = { phase: 'connecting', since: Date.now() }

  constructor(url: string) {
    this.#url = url
    addEventListener('online', () => this.#retryNow())
  }

  /** Returns what ends the subscription. */
  subscribe(target: WatchTarget, listener: WatchListener): () => void {
    const id = this.#nextId++
    this.#subscriptions.set(id, { target, listener })
    if (this.#socket === null && this.#timer === undefined) this.#connect()
    if (this.#state.phase === 'lost') listener.state(lostState(this.#state.since))
    this.#send({ type: 'subscribe', id, target })
    return () => {
      this.#subscriptions.delete(id)
      this.#waiting.delete(id)
      this.#send({ type: 'unsubscribe', id })
      this.#askAgain()
    }
  }

  /** There may be room for one more. A cluster may say the same, and the server then still follows it. */
  #askAgain(): void {
    const [id] = this.#waiting
    const waiting = id === undefined ? undefined : this.#subscriptions.get(id)
    if (id === undefined || waiting === undefined) return
    this.#waiting.delete(id)
    this.#send({ type: 'unsubscribe', id })
    this.#send({ type: 'subscribe', id, target: waiting.target })
  }

  readonly observe = (observer: () => void): (() => void) => {
    this.#observers.add(observer)
    return () => void this.#observers.delete(observer)
  }

  readonly state = (): ConnectionState => this.#state

  #connect(): void {
    const socket = new WebSocket(this.#url)
    this.#socket = socket
    socket.onmessage = (event) => this.#receive(JSON.parse(String(event.data)) as WatchMessage)
    socket.onclose = () => this.#lost()
  }

  #receive(message: WatchMessage): void {
    this.#listenForSilence()
    if (message.type === 'beat') return
    if (message.type === 'hello') {
      if (message.protocol !== watchProtocolVersion) {
        // The server was replaced by another version: this page is too old to talk to it.
        location.reload()
        return
      }
      this.#delay = firstDelay
      this.#waiting.clear()
      this.#setState('open')
      for (const [id, { target }] of this.#subscriptions) this.#send({ type: 'subscribe', id, target })
      return
    }
    const listener = this.#subscriptions.get(message.id)?.listener
    if (listener === undefined) return
    if (message.type === 'snapshot') listener.snapshot(message.items, message.first, message.last)
    else if (message.type === 'changes') listener.changes(message.upserts, message.removals)
    else {
      if (message.state.phase === 'stopped' && message.state.reason?.code === 429)
        this.#waiting.add(message.id)
      listener.state(message.state)
    }
  }

  /** A server that says nothing for three beats is as good as gone, whatever the socket believes. */
  #listenForSilence(): void {
    clearTimeout(this.#silence)
    const socket = this.#socket
    this.#silence = setTimeout(() => {
      if (socket === null || socket !== this.#socket) return
      socket.onclose = null
      socket.close()
      this.#lost()
    }, 3 * watchBeatMilliseconds)
  }

  #lost(): void {
    clearTimeout(this.#silence)
    this.#socket = null
    if (this.#state.phase !== 'lost') {
      this.#setState('lost')
      for (const { listener } of this.#subscriptions.values()) listener.state(lostState(this.#state.since))
    }
    this.#timer = setTimeout(() => this.#retryNow(), this.#delay * (0.5 + Math.random() / 2))
    this.#delay = Math.min(longestDelay, this.#delay * 2)
  }

  #retryNow(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#socket === null) this.#connect()
  }

  #send(request: WatchRequest): void {
    // Before `hello` nothing is sent; everything subscribed by then is asked for at once.
    if (this.#state.phase === 'open' && this.#socket?.readyState === WebSocket.OPEN)
      this.#socket.send(JSON.stringify(request))
  }

  #setState(phase: ConnectionState['phase']): void {
    this.#state = { phase, since: Date.now() }
    for (const observer of this.#observers) observer()
  }
}

function lostState(since: number): WatchState {
  return { phase: 'reconnecting', since, reason: { message: 'The connection to Portolan is lost.' } }
}
