import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type WatchMessage,
  type WatchRequest,
  type WatchState,
  type WatchTarget,
  watchProtocolVersion,
} from '../../wire.ts'
import { WatchConnection } from './connection.ts'

/** A socket whose other end is the test. */
class FakeSocket {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static all: FakeSocket[] = []
  readonly url: string
  readonly sent: WatchRequest[] = []
  readyState = 0
  onmessage: ((event: { data: string }) => void) | null = null
  onopen: (() => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null

  constructor(url: string) {
    this.url = url
    FakeSocket.all.push(this)
  }

  send(text: string): void {
    if (this.readyState !== FakeSocket.OPEN) throw new Error('sent before the socket was open')
    this.sent.push(JSON.parse(text) as WatchRequest)
  }

  tell(message: WatchMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }

  greet(protocol = watchProtocolVersion): void {
    this.readyState = FakeSocket.OPEN
    this.tell({ type: 'hello', protocol })
  }

  close(): void {
    this.break()
  }

  break(code = 1006): void {
    this.readyState = 3
    this.onclose?.({ code })
  }
}

const socket = (at = -1): FakeSocket => {
  const found = FakeSocket.all.at(at)
  if (found === undefined) throw new Error('There is no socket yet.')
  return found
}

const reload = vi.fn()
const listeners = new Map<string, () => void>()
const online = () => listeners.get('online')?.()
const look = () => listeners.get('visibilitychange')?.()

beforeEach(() => {
  FakeSocket.all = []
  reload.mockClear()
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(1)
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('location', { reload })
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => {
    listeners.set(type, listener)
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const target = (plural: string): WatchTarget => ({ cluster: 'c', group: '', version: 'v1', plural })
const listener = () => ({ snapshot: vi.fn(), changes: vi.fn(), state: vi.fn() })
const connect = () => new WatchConnection('ws://portolan/watch')

/** A connection that is open, with one subscription, whose request is not among what is sent later. */
function setUpOpen() {
  const connection = connect()
  const services = listener()
  const leave = connection.subscribe(target('services'), services).end
  socket().greet()
  return { connection, services, leave }
}

describe('subscribing', () => {
  test('opens the one socket, and not before it is needed', () => {
    const connection = connect()
    expect(FakeSocket.all).toEqual([])
    expect(connection.state().phase).toBe('connecting')
    connection.subscribe(target('services'), listener())
    connection.subscribe(target('pods'), listener())
    expect(FakeSocket.all.map(({ url }) => url)).toEqual(['ws://portolan/watch'])
  })

  test('waits for hello and then asks for everything at once', () => {
    const connection = connect()
    connection.subscribe(target('services'), listener())
    socket().readyState = FakeSocket.OPEN
    connection.subscribe(target('pods'), listener())
    expect(socket().sent).toEqual([])
    socket().greet()
    expect(connection.state().phase).toBe('open')
    expect(socket().sent).toEqual([
      { type: 'subscribe', id: 1, target: target('services'), urgency: 'page' },
      { type: 'subscribe', id: 2, target: target('pods'), urgency: 'page' },
    ])
  })

  test('asks at once when the connection is open', async () => {
    const { connection } = setUpOpen()
    connection.subscribe(target('pods'), listener())
    await Promise.resolve()
    expect(socket().sent.at(-1)).toEqual({
      type: 'subscribe',
      id: 2,
      target: target('pods'),
      urgency: 'page',
    })
  })

  test('asks for what somebody looks at first, as it is by then, and not for what nobody wants any more', async () => {
    const { connection } = setUpOpen()
    connection.subscribe(target('pods'), listener(), 'related')
    const nodes = connection.subscribe(target('nodes'), listener(), 'related')
    connection.subscribe(target('events'), listener())
    connection.subscribe(target('secrets'), listener()).end()
    nodes.setUrgency('page')
    await Promise.resolve()
    expect(socket().sent.slice(1)).toMatchObject(
      ['nodes', 'events', 'pods'].map((plural) => ({ type: 'subscribe', target: { plural } })),
    )
  })

  test('says how urgent it is, and when that changes', async () => {
    const { connection } = setUpOpen()
    const subscription = connection.subscribe(target('pods'), listener(), 'related')
    await Promise.resolve()
    subscription.setUrgency('related')
    subscription.setUrgency('page')
    expect(socket().sent.slice(1)).toEqual([
      { type: 'subscribe', id: 2, target: target('pods'), urgency: 'related' },
      { type: 'urgency', id: 2, urgency: 'page' },
    ])
  })

  test('leads each message to the subscription it is for', () => {
    const { connection, services } = setUpOpen()
    const pods = listener()
    connection.subscribe(target('pods'), pods)
    const item = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-1' } }
    const state = { phase: 'live', since: 1 } as const
    socket().tell({ type: 'snapshot', id: 2, first: true, last: false, items: [item] })
    socket().tell({ type: 'changes', id: 2, upserts: [item], removals: ['u-1'] })
    socket().tell({ type: 'state', id: 2, state })
    expect(pods.snapshot.mock.calls).toEqual([[[item], true, false]])
    expect(pods.changes.mock.calls).toEqual([[[item], ['u-1']]])
    expect(pods.state.mock.calls).toEqual([[state]])
    for (const call of Object.values(services)) expect(call).not.toHaveBeenCalled()
  })
})

describe('ending a subscription', () => {
  test('tells the server, and hears nothing more', () => {
    const { services, leave } = setUpOpen()
    leave()
    expect(socket().sent.at(-1)).toEqual({ type: 'unsubscribe', id: 1 })
    socket().tell({ type: 'changes', id: 1, upserts: [], removals: ['u-1'] })
    expect(services.changes).not.toHaveBeenCalled()
  })

  test('before hello asks for nothing at all', () => {
    const connection = connect()
    connection.subscribe(target('services'), listener()).end()
    socket().greet()
    expect(socket().sent).toEqual([])
  })

  test('makes room for one that the server refused', () => {
    const connection = connect()
    const { end } = connection.subscribe(target('pods'), listener())
    connection.subscribe(target('services'), listener())
    socket().greet()
    const full: WatchState = { phase: 'stopped', since: 0, reason: { code: 429, message: 'full' } }
    socket().tell({ type: 'state', id: 2, state: full })
    socket().sent.length = 0
    end()
    expect(socket().sent).toEqual([
      { type: 'unsubscribe', id: 1 },
      // What the server still follows under this id would be asked for twice.
      { type: 'unsubscribe', id: 2 },
      { type: 'subscribe', id: 2, target: target('services'), urgency: 'page' },
    ])
  })

  test('never gives its id to another', async () => {
    const { connection, leave } = setUpOpen()
    leave()
    connection.subscribe(target('pods'), listener())
    await Promise.resolve()
    expect(socket().sent.at(-1)).toMatchObject({ type: 'subscribe', id: 2 })
  })
})

describe('a lost connection', () => {
  test('is told to everybody, once, with the time it was lost', () => {
    vi.setSystemTime(1_000_000)
    const { connection, services } = setUpOpen()
    const observer = vi.fn()
    connection.observe(observer)
    vi.setSystemTime(2_000_000)
    socket().break()
    expect(connection.state()).toEqual({ phase: 'lost', since: 2_000_000 })
    expect(observer).toHaveBeenCalledTimes(1)
    expect(services.state.mock.calls).toEqual([
      [
        {
          phase: 'reconnecting',
          since: 2_000_000,
          reason: { message: 'The connection to the console is lost.' },
        },
      ],
    ])
    // The next attempt fails too: it is still lost since then.
    vi.advanceTimersByTime(500)
    socket().break()
    expect(FakeSocket.all).toHaveLength(2)
    expect(connection.state().since).toBe(2_000_000)
    expect(services.state).toHaveBeenCalledTimes(1)
  })

  test('is lost also where it never stood', () => {
    const connection = connect()
    const services = listener()
    connection.subscribe(target('services'), services)
    socket().break()
    expect(connection.state().phase).toBe('lost')
    expect(services.state).toHaveBeenCalledTimes(1)
  })

  test('comes back by itself and asks for everything that is still wanted', () => {
    const { connection, services, leave } = setUpOpen()
    connection.subscribe(target('pods'), listener())
    socket().break()
    leave()
    connection.subscribe(target('nodes'), listener())
    expect(FakeSocket.all).toHaveLength(1)
    vi.advanceTimersByTime(500)
    expect(FakeSocket.all).toHaveLength(2)
    expect(socket().sent).toEqual([])
    socket().greet()
    expect(connection.state().phase).toBe('open')
    expect(socket().sent).toEqual([
      { type: 'subscribe', id: 2, target: target('pods'), urgency: 'page' },
      { type: 'subscribe', id: 3, target: target('nodes'), urgency: 'page' },
    ])
    expect(services.snapshot).not.toHaveBeenCalled()
  })

  test('is tried again with growing pauses of at most four seconds', () => {
    setUpOpen()
    const pauses = [500, 1000, 2000, 4000, 4000]
    for (const [index, pause] of pauses.entries()) {
      socket().break()
      vi.advanceTimersByTime(pause - 1)
      expect(FakeSocket.all, `before ${pause}`).toHaveLength(index + 1)
      vi.advanceTimersByTime(1)
      expect(FakeSocket.all, `after ${pause}`).toHaveLength(index + 2)
    }
    // It stood once more: the next loss is a first one again.
    socket().greet()
    socket().break()
    vi.advanceTimersByTime(500)
    expect(FakeSocket.all).toHaveLength(pauses.length + 2)
  })

  test('is not tried by all tabs in the same moment', () => {
    vi.mocked(Math.random).mockReturnValue(0)
    setUpOpen()
    socket().break()
    vi.advanceTimersByTime(249)
    expect(FakeSocket.all).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(FakeSocket.all).toHaveLength(2)
  })

  test('is tried at once when the network is back, and then only once', () => {
    setUpOpen()
    socket().break()
    online()
    expect(FakeSocket.all).toHaveLength(2)
    online()
    vi.advanceTimersByTime(60_000)
    expect(FakeSocket.all).toHaveLength(2)
  })

  test('waits its whole pause after an attempt that the network seemed to invite', () => {
    setUpOpen()
    socket().break()
    vi.advanceTimersByTime(400)
    online()
    socket().break()
    vi.advanceTimersByTime(999)
    expect(FakeSocket.all).toHaveLength(2)
    vi.advanceTimersByTime(1)
    expect(FakeSocket.all).toHaveLength(3)
  })

  test.each([
    ['the network is back', online],
    ['the tab is looked at', look],
  ])('of which nobody knows yet is found out when %s', (_, happens) => {
    const { connection } = setUpOpen()
    happens()
    expect(socket().sent.at(-1)).toEqual({ type: 'ping' })
    vi.advanceTimersByTime(2999)
    expect(connection.state().phase).toBe('open')
    vi.advanceTimersByTime(1)
    expect(connection.state().phase).toBe('lost')
  })

  test('that was given up says nothing any more', () => {
    const { services } = setUpOpen()
    const old = socket()
    look()
    vi.advanceTimersByTime(4000)
    old.tell({ type: 'changes', id: 1, upserts: [], removals: ['u-1'] })
    expect(FakeSocket.all).toHaveLength(2)
    expect(services.changes).not.toHaveBeenCalled()
  })

  test('does not trouble a connection that stands when somebody looks', () => {
    const { connection } = setUpOpen()
    look()
    socket().tell({ type: 'beat' })
    vi.advanceTimersByTime(20_000)
    expect(connection.state().phase).toBe('open')
    expect(FakeSocket.all).toHaveLength(1)
  })

  test('goes on where it was: the last position that was told is given back', () => {
    const { connection } = setUpOpen()
    connection.subscribe(target('pods'), listener())
    socket().tell({ type: 'snapshot', id: 1, first: true, last: true, items: [], position: 'a.1' })
    socket().tell({ type: 'changes', id: 1, upserts: [], removals: [], position: 'a.2' })
    socket().tell({ type: 'snapshot', id: 1, first: true, last: false, items: [] })
    socket().break()
    vi.advanceTimersByTime(500)
    socket().greet()
    expect(socket().sent).toEqual([
      { type: 'subscribe', id: 1, target: target('services'), urgency: 'page', after: 'a.2' },
      { type: 'subscribe', id: 2, target: target('pods'), urgency: 'page' },
    ])
  })
})

describe('the state of the connection', () => {
  test('is told to observers until they leave', () => {
    const connection = connect()
    const observer = vi.fn()
    const leave = connection.observe(observer)
    connection.subscribe(target('services'), listener())
    socket().greet()
    expect(observer).toHaveBeenCalledTimes(1)
    leave()
    socket().break()
    expect(observer).toHaveBeenCalledTimes(1)
  })

  test('is the same object for as long as it does not change', () => {
    const { connection } = setUpOpen()
    const before = connection.state()
    socket().tell({ type: 'state', id: 1, state: { phase: 'live', since: 1 } })
    expect(connection.state()).toBe(before)
  })
})

describe('signing in', () => {
  const watched = () => {
    const watcher = { refused: vi.fn(), unauthorized: vi.fn() }
    const connection = new WatchConnection('ws://portolan/watch', watcher)
    connection.subscribe(target('services'), listener())
    return { connection, watcher }
  }

  test('is asked about where no hello came, or the server says that the session has ended', () => {
    const { watcher } = watched()
    socket().break()
    expect(watcher.refused).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(500)
    socket().greet()
    socket().break()
    expect(watcher.refused).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(500)
    socket().greet()
    socket().break(4401)
    expect(watcher.refused).toHaveBeenCalledTimes(2)
  })

  test('is not tried for at once where the session has ended, and is where it is another now', () => {
    watched()
    socket().greet()
    socket().break(4402)
    vi.advanceTimersByTime(500)
    expect(FakeSocket.all).toHaveLength(2)
    socket().greet()
    socket().break(4401)
    vi.advanceTimersByTime(1500)
    expect(FakeSocket.all).toHaveLength(2)
    vi.advanceTimersByTime(2500)
    expect(FakeSocket.all).toHaveLength(3)
  })

  test('is asked for where a cluster refuses the credential', () => {
    const { watcher } = watched()
    socket().greet()
    const state: WatchState = { phase: 'stopped', since: 0, reason: { code: 401, message: 'Unauthorized' } }
    socket().tell({ type: 'state', id: 1, state })
    expect(watcher.unauthorized.mock.calls).toEqual([['c']])
  })

  test('is waited for without a connection, and goes on with what is followed at once', () => {
    const { connection } = watched()
    socket().greet()
    connection.pause()
    expect(socket().readyState).toBe(3)
    expect(connection.state().phase).toBe('lost')
    vi.advanceTimersByTime(60_000)
    online()
    connection.subscribe(target('pods'), listener())
    expect(FakeSocket.all).toHaveLength(1)
    connection.reconnect()
    expect(FakeSocket.all).toHaveLength(2)
    socket().greet()
    expect(socket().sent.map((each) => 'target' in each && each.target.plural)).toEqual(['services', 'pods'])
  })

  test('anew lets a connection that is being opened open first, and closes it then', () => {
    const { connection } = watched()
    connection.reconnect()
    expect(FakeSocket.all.map(({ readyState }) => readyState)).toEqual([0, 0])
    socket(0).onopen?.()
    expect(FakeSocket.all.map(({ readyState }) => readyState)).toEqual([3, 0])
  })

  test('anew replaces an open connection by another', () => {
    const { connection, watcher } = watched()
    socket().greet()
    connection.reconnect()
    expect(FakeSocket.all.map(({ readyState }) => readyState)).toEqual([3, 0])
    vi.advanceTimersByTime(60_000)
    expect(FakeSocket.all).toHaveLength(2)
    expect(watcher.refused).not.toHaveBeenCalled()
  })
})

test('a page that is too old for the server loads itself anew and asks for nothing', () => {
  const connection = connect()
  connection.subscribe(target('services'), listener())
  socket().greet(watchProtocolVersion + 1)
  expect(reload).toHaveBeenCalledTimes(1)
  expect(socket().sent).toEqual([])
  expect(connection.state().phase).toBe('connecting')
})

test('that rights have changed is told to whoever wants to know, and only as long', () => {
  const { connection } = setUpOpen()
  const told: string[] = []
  const end = connection.observeRights((cluster) => told.push(cluster))
  socket().tell({ type: 'rights', cluster: 'a' })
  end()
  socket().tell({ type: 'rights', cluster: 'b' })
  expect(told).toEqual(['a'])
})
