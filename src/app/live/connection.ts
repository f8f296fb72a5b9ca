/** The tab's one WebSocket: subscriptions survive a lost connection and are asked for again. */
import type { KubeObject } from '../../k8s/objects.ts'
import {
  type WatchMessage,
  type WatchRequest,
  type WatchState,
  type WatchTarget,
  type WatchUrgency,
  watchBeatMilliseconds,
  watchProtocolVersion,
} from '../../wire.ts'
import { renewSession } from './renewal.ts'

export interface WatchListener {
  snapshot: (items: readonly KubeObject[], first: boolean, last: boolean) => void
  changes: (upserts: readonly KubeObject[], removals: readonly string[]) => void
  state: (state: WatchState) => void
}

export interface Subscription {
  readonly setUrgency: (urgency: WatchUrgency) => void
  readonly end: () => void
}

interface Held {
  readonly target: WatchTarget
  readonly listener: WatchListener
  urgency: WatchUrgency
  /** Where to go on after a lost connection. */
  position: string | undefined
}

export type ConnectionState = { readonly phase: 'connecting' | 'open' | 'lost'; readonly since: number }

/** What the connection tells of signing in. */
export interface ConnectionWatcher {
  /** The session has ended or is another, or the connection was not accepted, which may have that reason. */
  readonly refused: () => void
  /** A cluster no longer takes the credential. */
  readonly unauthorized: (cluster: string) => void
}

/** With these the server closes a connection whose session has ended, or is another now. */
const endedCode = 4401
const otherCode = 4402
const firstDelay = 500
const longestDelay = 4_000
/** How long a server may take to say that it is there. */
const answerMilliseconds = 3_000

export class WatchConnection {
  readonly #url: string
  readonly #watcher: ConnectionWatcher | undefined
  readonly #subscriptions = new Map<number, Held>()
  /** Those that are asked for at the end of this task. */
  readonly #unasked = new Set<number>()
  /** Those that the server had no room for. */
  readonly #waiting = new Set<number>()
  readonly #observers = new Set<() => void>()
  readonly #rightsObservers = new Set<(cluster: string) => void>()
  #socket: WebSocket | null = null
  #nextId = 1
  #delay = firstDelay
  #silence: ReturnType<typeof setTimeout> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #state: ConnectionState = { phase: 'connecting', since: Date.now() }
  /** Nobody is signed in, so there is nobody to ask for. */
  #isPaused = false

  constructor(url: string, watcher?: ConnectionWatcher) {
    this.#url = url
    this.#watcher = watcher
    addEventListener('online', () => this.#lookAgain())
    // The machine may have slept since; a socket that died meanwhile does not know it yet.
    addEventListener('visibilitychange', () => this.#lookAgain())
  }

  /** Connects before anything is subscribed to. */
  open(): void {
    if (this.#socket === null && this.#timer === undefined && !this.#isPaused) this.#connect()
  }

  subscribe(target: WatchTarget, listener: WatchListener, urgency: WatchUrgency = 'page'): Subscription {
    const id = this.#nextId++
    const held: Held = { target, listener, urgency, position: undefined }
    this.#subscriptions.set(id, held)
    this.open()
    if (this.#state.phase === 'lost') listener.state(lostState(this.#state.since))
    this.#unasked.add(id)
    queueMicrotask(() => this.#askAll())
    return {
      setUrgency: (next) => {
        if (next === held.urgency) return
        held.urgency = next
        if (!this.#unasked.has(id)) this.#send({ type: 'urgency', id, urgency: next })
      },
      end: () => {
        this.#subscriptions.delete(id)
        this.#waiting.delete(id)
        if (!this.#unasked.delete(id)) this.#send({ type: 'unsubscribe', id })
        this.#askAgain()
      },
    }
  }

  /** What somebody looks at first: parts of a page subscribe in any order. Before `hello` nothing is asked for. */
  #askAll(): void {
    if (this.#state.phase !== 'open') return
    const asked = [...this.#unasked].flatMap((id) => {
      const held = this.#subscriptions.get(id)
      return held === undefined ? [] : [{ id, held }]
    })
    this.#unasked.clear()
    for (const urgency of ['page', 'related'] as const)
      for (const { id, held } of asked) if (held.urgency === urgency) this.#ask(id, held)
  }

  /** There may be room for one more. A cluster may say the same, and the server then still follows it. */
  #askAgain(): void {
    const [id] = this.#waiting
    const waiting = id === undefined ? undefined : this.#subscriptions.get(id)
    if (id === undefined || waiting === undefined) return
    this.#waiting.delete(id)
    this.#send({ type: 'unsubscribe', id })
    this.#ask(id, waiting)
  }

  readonly observe = (observer: () => void): (() => void) => {
    this.#observers.add(observer)
    return () => void this.#observers.delete(observer)
  }

  readonly state = (): ConnectionState => this.#state

  /** Tells in which cluster somebody's rights have changed. */
  readonly observeRights = (observer: (cluster: string) => void): (() => void) => {
    this.#rightsObservers.add(observer)
    return () => void this.#rightsObservers.delete(observer)
  }

  /** Lets go of the connection until `reconnect`. */
  pause(): void {
    if (this.#isPaused) return
    this.#isPaused = true
    this.#leave()
  }

  /** Connects anew at once, as whoever is signed in now. */
  reconnect(): void {
    this.#isPaused = false
    this.#leave()
    this.#delay = firstDelay
    if (this.#subscriptions.size > 0) this.#retryNow()
  }

  #leave(): void {
    const socket = this.#socket
    if (socket !== null) this.#lost()
    clearTimeout(this.#timer)
    this.#timer = undefined
    // Browsers complain of one that is closed while it opens.
    if (socket?.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close()
    else socket?.close()
  }

  #connect(): void {
    let isGreeted = false
    const socket = new WebSocket(this.#url)
    this.#socket = socket
    // One that was given up may still have something to say, of a time that is over.
    socket.onmessage = (event) => {
      isGreeted = true
      if (socket === this.#socket) this.#receive(JSON.parse(String(event.data)) as WatchMessage)
    }
    socket.onclose = ({ code }) => {
      if (socket !== this.#socket) return
      // Without a session the next would be refused; whoever watches says by then whether there is one.
      if (code === endedCode) this.#delay = longestDelay
      this.#lost()
      if (!isGreeted || code === endedCode || code === otherCode) this.#watcher?.refused()
    }
  }

  #receive(message: WatchMessage): void {
    this.#listenForSilence(3 * watchBeatMilliseconds)
    if (message.type === 'beat') return
    if (message.type === 'renew') {
      renewSession()
      return
    }
    if (message.type === 'rights') {
      for (const observer of this.#rightsObservers) observer(message.cluster)
      return
    }
    if (message.type === 'hello') {
      if (message.protocol !== watchProtocolVersion) {
        // The server was replaced by another version: this page is too old to talk to it.
        location.reload()
        return
      }
      this.#delay = firstDelay
      this.#waiting.clear()
      this.#setState('open')
      this.#unasked.clear()
      for (const id of this.#subscriptions.keys()) this.#unasked.add(id)
      this.#askAll()
      return
    }
    const held = this.#subscriptions.get(message.id)
    if (held === undefined) return
    const { listener } = held
    if (message.type === 'state') {
      const { phase, reason } = message.state
      if (phase === 'stopped' && reason?.code === 429) this.#waiting.add(message.id)
      listener.state(message.state)
      if (reason?.code === 401) this.#watcher?.unauthorized(held.target.cluster)
      return
    }
    if (message.type === 'snapshot') listener.snapshot(message.items, message.first, message.last)
    else listener.changes(message.upserts, message.removals)
    held.position = message.position ?? held.position
  }

  #ask(id: number, { target, urgency, position }: Held): void {
    const after = position === undefined ? {} : { after: position }
    this.#send({ type: 'subscribe', id, target, urgency, ...after })
  }

  /** A server that says nothing for three beats is as good as gone, whatever the socket believes. */
  #listenForSilence(milliseconds: number): void {
    clearTimeout(this.#silence)
    const socket = this.#socket
    this.#silence = setTimeout(() => {
      if (socket === null || socket !== this.#socket) return
      this.#lost()
      socket.close()
    }, milliseconds)
  }

  #lost(): void {
    clearTimeout(this.#silence)
    this.#socket = null
    if (this.#state.phase !== 'lost') {
      this.#setState('lost')
      for (const { listener } of this.#subscriptions.values()) listener.state(lostState(this.#state.since))
    }
    if (this.#isPaused) return
    this.#timer = setTimeout(() => this.#retryNow(), this.#delay * (0.5 + Math.random() / 2))
    this.#delay = Math.min(longestDelay, this.#delay * 2)
  }

  #lookAgain(): void {
    if (this.#state.phase === 'open') {
      this.#send({ type: 'ping' })
      this.#listenForSilence(answerMilliseconds)
    } else if (this.#timer !== undefined) this.#retryNow()
  }

  #retryNow(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#socket === null) this.#connect()
  }

  #send(request: WatchRequest): void {
    if (this.#state.phase === 'open' && this.#socket?.readyState === WebSocket.OPEN)
      this.#socket.send(JSON.stringify(request))
  }

  #setState(phase: ConnectionState['phase']): void {
    this.#state = { phase, since: Date.now() }
    for (const observer of this.#observers) observer()
  }
}

function lostState(since: number): WatchState {
  return { phase: 'reconnecting', since, reason: { message: 'The connection to the console is lost.' } }
}
