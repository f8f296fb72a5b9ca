/** A browser tab and the server behind it in one process: real ends, a socket between them that can be cut. */
import { vi } from 'vitest'
import type { WebSocket as ServerSocket } from 'ws'
import { Connection } from '../server/watch/connection.ts'
import type { WatchHub } from '../server/watch/hub.ts'
import { parseWatchRequest } from '../server/watch/message.ts'
import { watchBeatMilliseconds } from '../wire.ts'

/** What the page sees as a WebSocket, and what the server sees as one, in one object. */
class Line {
  static readonly OPEN = 1
  readonly OPEN = 1
  readyState = 1
  bufferedAmount = 0
  /** Bytes that came through to the page. */
  received = 0
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  readonly #connection: Connection
  readonly #tab: Tab
  readonly #beats: ReturnType<typeof setInterval>
  #waiting: { readonly data: string; readonly done: (() => void) | undefined }[] = []

  constructor(tab: Tab) {
    this.#tab = tab
    const server = {
      OPEN: 1,
      send: (data: string, done?: () => void) => this.#fromServer(data, done),
    }
    Object.defineProperty(server, 'readyState', { get: () => this.readyState })
    Object.defineProperty(server, 'bufferedAmount', { get: () => this.bufferedAmount })
    this.#connection = new Connection({
      socket: server as unknown as ServerSocket,
      hub: tab.hub,
      who: { key: tab.identity },
      maxBuffered: tab.maxBuffered,
    })
    this.#beats = setInterval(() => this.#connection.beat(), watchBeatMilliseconds)
  }

  get subscriptions(): number {
    return this.#connection.subscriptions
  }

  send(text: string): void {
    const request = parseWatchRequest(text)
    if (request === null || !this.#connection.handle(request)) throw new Error(`refused: ${text}`)
  }

  close(): void {
    if (this.readyState !== 1) return
    this.readyState = 3
    this.#waiting = []
    clearInterval(this.#beats)
    this.#connection.end()
    this.onclose?.({ code: 1006 })
  }

  deliver(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const { data, done } of waiting) {
      if (this.readyState !== 1) return
      this.bufferedAmount -= data.length
      this.received += data.length
      this.#tab.received += data.length
      this.onmessage?.({ data })
      done?.()
    }
  }

  #fromServer(data: string, done: (() => void) | undefined): void {
    this.#waiting.push({ data, done })
    this.bufferedAmount += data.length
    this.#tab.most = Math.max(this.#tab.most, this.bufferedAmount)
    setTimeout(() => {
      if (!this.#tab.isStalled && !this.#tab.isOffline) this.deliver()
    }, 1)
  }
}

export interface TabOptions {
  readonly identity?: string
  readonly maxBuffered?: number
}

/** Stubs the globals that the page's side uses; one tab at a time. */
export class Tab {
  readonly hub: WatchHub
  identity: string
  readonly maxBuffered: number
  /** Sockets cannot be opened. */
  isOffline = false
  isStalled = false
  readonly document = { hidden: false }
  /** Bytes that came through, and the most that ever waited. */
  received = 0
  most = 0
  #line: Line | null = null

  constructor(hub: WatchHub, { identity = 'me', maxBuffered = 50_000 }: TabOptions = {}) {
    this.hub = hub
    this.identity = identity
    this.maxBuffered = maxBuffered
    const tab = this
    // What a constructor gives back stands for what it made.
    function Socket() {
      return tab.open()
    }
    vi.stubGlobal('WebSocket', Object.assign(Socket, { OPEN: 1 }))
    vi.stubGlobal('document', this.document)
    vi.stubGlobal('location', { reload: () => undefined })
    vi.stubGlobal('addEventListener', () => undefined)
    vi.stubGlobal('requestAnimationFrame', (frame: () => void) =>
      setTimeout(() => {
        if (!this.document.hidden) frame()
      }, 16),
    )
    vi.stubGlobal('cancelAnimationFrame', (frame: ReturnType<typeof setTimeout>) => clearTimeout(frame))
  }

  open(): Line {
    const line = new Line(this)
    this.#line = line
    if (this.isOffline) setTimeout(() => line.close(), 1)
    return line
  }

  get subscriptions(): number {
    return this.#line?.readyState === 1 ? this.#line.subscriptions : 0
  }

  /** The connection breaks. */
  cut(): void {
    this.#line?.close()
  }

  /** The page reads no more, or reads again. */
  stall(isStalled: boolean): void {
    this.isStalled = isStalled
    if (!isStalled) this.#line?.deliver()
  }
}
