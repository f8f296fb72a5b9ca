import { describe, expect, test } from 'vitest'
import type { Clock } from './clock.ts'
import type { Transport, TransportResponse } from './listwatch.ts'
import type { KubeObject } from './objects.ts'
import { Reflector, type ReflectorState } from './reflector.ts'

type Json = Record<string, unknown>

function pod(name: string, version: number, extra: Json = {}): Json {
  return {
    metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion: String(version), ...extra },
  }
}

const event = (type: string, object: Json) => `${JSON.stringify({ type, object })}\n`
const status = (code: number, message = `status ${code}`) => ({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code,
  message,
  reason: 'Test',
})

function list(items: Json[], version: number, token = ''): TransportResponse {
  const body = {
    kind: 'PodList',
    apiVersion: 'v1',
    metadata: { resourceVersion: String(version), continue: token },
    items,
  }
  return answer(200, JSON.stringify(body))
}

function answer(code: number, text: string, headers = {}): TransportResponse {
  const bytes = new TextEncoder().encode(text)
  return {
    status: code,
    headers,
    body: (async function* () {
      yield bytes
    })(),
  }
}

/** A watch stream that the test writes to. */
class Stream {
  readonly #chunks: (Uint8Array | Error | null)[] = []
  #wake = () => {}

  write(text: string) {
    this.push(new TextEncoder().encode(text))
  }
  end() {
    this.push(null)
  }
  break(message: string) {
    this.push(new Error(message))
  }
  push(chunk: Uint8Array | Error | null) {
    this.#chunks.push(chunk)
    this.#wake()
  }
  async *body(signal: AbortSignal) {
    signal.addEventListener('abort', () => this.push(new Error('aborted')))
    for (;;) {
      const chunk = this.#chunks.shift()
      if (chunk === undefined)
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      else if (chunk === null) return
      else if (chunk instanceof Error) throw chunk
      else yield chunk
    }
  }
  answer(signal: AbortSignal): TransportResponse {
    return { status: 200, body: this.body(signal) }
  }
}

/** Time stands still unless the test moves it. */
class TestClock implements Clock {
  #now = 1_000_000
  #jumped = 0
  #sleepers: { at: number; done: () => void }[] = []
  now() {
    return this.#now
  }
  elapsed() {
    return this.#now - this.#jumped
  }
  /** Somebody sets the clock. */
  jump(milliseconds: number) {
    this.#now += milliseconds
    this.#jumped += milliseconds
    for (const sleeper of this.#sleepers) sleeper.at += milliseconds
  }
  random() {
    return 0.5
  }
  sleep(milliseconds: number, signal: AbortSignal) {
    return new Promise<void>((resolve) => {
      if (signal.aborted) return resolve()
      this.#sleepers.push({ at: this.#now + milliseconds, done: resolve })
      signal.addEventListener('abort', () => resolve())
    })
  }
  async pass(milliseconds: number) {
    const end = this.#now + milliseconds
    for (;;) {
      await settled()
      const next = this.#sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#now = Math.max(this.#now, next.at)
      this.#sleepers = this.#sleepers.filter((each) => each !== next)
      next.done()
    }
    this.#now = end
    await settled()
  }
}

/** Lets everything run that does not wait for time. */
async function settled() {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve))
}

type Reply =
  | TransportResponse
  | Error
  | ((signal: AbortSignal) => TransportResponse | Promise<TransportResponse>)

function setUp(...replies: Reply[]) {
  const clock = new TestClock()
  const requests: string[] = []
  const log: string[] = []
  const states: ReflectorState[] = []
  const ended = new AbortController()
  const transport: Transport = async (path, query, signal) => {
    requests.push(`${path}?${query}`)
    const reply = replies.shift() ?? new Stream().answer.bind(new Stream())
    if (reply instanceof Error) throw reply
    return typeof reply === 'function' ? reply(signal) : reply
  }
  const reflector = new Reflector({
    collection: { path: '/api/v1/pods', labelSelector: 'a=b' },
    transport,
    clock,
    listener: {
      changed: (upserts, removals) =>
        log.push(`+${upserts.map(({ metadata }) => metadata.name)} -${removals}`),
      listed: () => log.push('listed'),
      dropped: () => log.push('dropped'),
      state: (state) => {
        states.push(state)
        log.push(state.phase)
      },
    },
  })
  void reflector.run(ended.signal)
  const held = () =>
    [...reflector.objects.values()].map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`)
  const watches = () => requests.filter((each) => each.includes('watch=true'))
  const lists = () => requests.filter((each) => !each.includes('watch=true'))
  return { clock, requests, log, states, reflector, held, watches, lists, replies, end: () => ended.abort() }
}

const opened = (stream: Stream) => (signal: AbortSignal) => stream.answer(signal)

describe('list', () => {
  test('pages, completes the items and leaves out what lists do not show', async () => {
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}', keep: 'me' }
    const stream = new Stream()
    const { log, requests, reflector, clock, end } = setUp(
      list([pod('a', 1, { managedFields: [{ manager: 'x' }], annotations })], 9, 'next'),
      list([pod('b', 2, { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } })], 9),
      opened(stream),
    )
    await settled()
    expect(requests).toEqual([
      '/api/v1/pods?labelSelector=a%3Db&limit=100',
      '/api/v1/pods?labelSelector=a%3Db&limit=500&continue=next',
      '/api/v1/pods?labelSelector=a%3Db&watch=true&allowWatchBookmarks=true&resourceVersion=9&timeoutSeconds=90',
    ])
    expect(log).toEqual(['+a -', '+b -', 'listed', 'live'])
    expect(reflector.objects.get('uid-a')).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'a',
        namespace: 'shop',
        uid: 'uid-a',
        resourceVersion: '1',
        annotations: { keep: 'me' },
      },
    } satisfies KubeObject)
    expect(reflector.objects.get('uid-b')?.metadata).not.toHaveProperty('annotations')
    expect(reflector.state).toEqual({ phase: 'live', since: clock.now() })
    end()
  })

  test('an expired page begins anew without pages, and forgets what went away meanwhile', async () => {
    const { log, held, lists, end } = setUp(
      list([pod('a', 1), pod('gone', 1)], 9, 'next'),
      answer(410, JSON.stringify(status(410))),
      list([pod('a', 1), pod('b', 12)], 12),
    )
    await settled()
    expect(lists()[2]).toBe('/api/v1/pods?labelSelector=a%3Db')
    expect(held()).toEqual(['a@1', 'b@12'])
    expect(log).toEqual(['+a,gone -', '+b -', '+ -uid-gone', 'listed', 'live'])
    end()
  })

  test('a forbidden collection stops with the words of the cluster and is tried again', async () => {
    const { clock, states, log, lists, end } = setUp(
      answer(403, JSON.stringify(status(403, 'pods is forbidden'))),
      list([], 3),
    )
    await settled()
    expect(states).toEqual([
      { phase: 'stopped', since: clock.now(), reason: { message: 'pods is forbidden', code: 403 } },
    ])
    await clock.pass(1_900)
    expect(lists()).toHaveLength(1)
    await clock.pass(200)
    expect(log).toEqual(['dropped', 'stopped', 'listed', 'live'])
    end()
  })

  test('a refusal that lasts is asked about with growing pauses of at most half a minute', async () => {
    const forbidden = Array.from({ length: 12 }, () => answer(403, JSON.stringify(status(403))))
    const { clock, lists, end } = setUp(...forbidden)
    await clock.pass(1_000)
    const asked = [1]
    for (const pause of [2, 4, 8, 16, 30, 30]) {
      await clock.pass(pause * 1000)
      asked.push(lists().length)
    }
    expect(asked).toEqual([1, 2, 3, 4, 5, 6, 7])
    end()
  })

  test('a kind that is not served says so', async () => {
    const { states, end } = setUp(answer(404, '404 page not found\n'))
    await settled()
    expect(states[0]?.reason).toEqual({ code: 404, message: 'the cluster does not serve /api/v1/pods' })
    end()
  })

  test('a right that was taken away drops what was read with it', async () => {
    const stream = new Stream()
    const { held, log, end } = setUp(
      list([pod('a', 1)], 1),
      opened(stream),
      answer(403, JSON.stringify(status(403))),
    )
    await settled()
    stream.write(event('ERROR', status(410)))
    await settled()
    expect(held()).toEqual([])
    expect(log).toEqual(['+a -', 'listed', 'live', 'dropped', 'stopped'])
    end()
  })
})

describe('watch', () => {
  test('applies events; chunks may end inside a character', async () => {
    const stream = new Stream()
    const { held, log, clock, end, reflector } = setUp(list([pod('a', 1), pod('b', 2)], 2), opened(stream))
    await settled()
    const bytes = new TextEncoder().encode(
      event('MODIFIED', pod('a', 3, { labels: { città: 'Zürich 東京 🚢' } })) +
        event('DELETED', pod('b', 4)) +
        event('ADDED', pod('c', 5)),
    )
    for (const byte of bytes) stream.push(Uint8Array.of(byte))
    for (let i = 0; i < 200; i++) await settled()
    expect(held()).toEqual(['a@3', 'c@5'])
    expect(reflector.objects.get('uid-a')?.metadata.labels).toEqual({ città: 'Zürich 東京 🚢' })
    expect(log.slice(3)).toEqual(['+a -', '+ -uid-b', '+c -'])
    await clock.pass(0)
    end()
  })

  test('an ended watch resumes from the last version, bookmarks too, without a list', async () => {
    const [first, second] = [new Stream(), new Stream()]
    const { watches, lists, log, clock, end } = setUp(list([pod('a', 1)], 7), opened(first), opened(second))
    await settled()
    first.write(event('MODIFIED', pod('a', 8)))
    await settled()
    first.write(event('BOOKMARK', { metadata: { resourceVersion: '20' } }))
    await settled()
    first.end()
    await clock.pass(0)
    expect(lists()).toHaveLength(1)
    expect(watches()[1]).toContain('resourceVersion=20&')
    expect(log).toEqual(['+a -', 'listed', 'live', '+a -'])
    second.write(event('ADDED', pod('b', 21)))
    await settled()
    expect(log.at(-1)).toBe('+b -')
    end()
  })

  test.each(['event', 'answer'])(
    'an expired version (410 as an %s) lists again and tells only the difference',
    async (how) => {
      const first = new Stream()
      const again = list([pod('a', 1), pod('b', 30), pod('d', 31)], 40)
      const expired: Reply[] = how === 'event' ? [] : [answer(410, JSON.stringify(status(410)))]
      const { log, held, clock, states, end } = setUp(
        list([pod('a', 1), pod('b', 2), pod('c', 3)], 9),
        opened(first),
        ...expired,
        again,
      )
      await clock.pass(6_000)
      if (how === 'event') first.write(event('ERROR', status(410, 'too old resource version')))
      else first.end()
      await settled()
      expect(log.slice(3)).toEqual(['+b,d -', '+ -uid-c', 'listed'])
      expect(held()).toEqual(['a@1', 'b@30', 'd@31'])
      expect(states.map(({ phase }) => phase)).toEqual(['live'])
      end()
    },
  )

  test('a lost network reconnects with growing pauses, says since when and why, and lists again', async () => {
    const first = new Stream()
    const refused = new Error('connection refused')
    const { clock, states, log, requests, end } = setUp(
      list([pod('a', 1)], 1),
      opened(first),
      refused,
      refused,
      refused,
      list([pod('a', 1), pod('b', 2)], 2),
    )
    await clock.pass(10_000)
    first.break('socket hang up')
    const since = clock.now()
    await settled()
    expect(states.at(-1)).toEqual({ phase: 'reconnecting', since, reason: { message: 'connection refused' } })
    expect(requests).toHaveLength(3)
    await clock.pass(700)
    expect(requests).toHaveLength(3)
    await clock.pass(100)
    expect(requests).toHaveLength(4)
    await clock.pass(1_400)
    expect(requests).toHaveLength(4)
    await clock.pass(200)
    expect(requests).toHaveLength(5)
    expect(states.at(-1)?.since).toBe(since)
    await clock.pass(3_100)
    expect(log.slice(-3)).toEqual(['+b -', 'listed', 'live'])
    end()
  })

  test('a stream that breaks is resumed at once and quietly when the cluster answers', async () => {
    const first = new Stream()
    const { clock, states, watches, lists, end } = setUp(list([], 5), opened(first), opened(new Stream()))
    await clock.pass(10_000)
    first.break('terminated')
    await settled()
    expect(watches()).toHaveLength(2)
    expect(lists()).toHaveLength(1)
    expect(states.map(({ phase }) => phase)).toEqual(['live'])
    end()
  })

  test('a cluster that does not answer when resumed counts as stale after a moment', async () => {
    const first = new Stream()
    const { clock, states, end } = setUp(list([], 5), opened(first), () => new Promise(() => {}))
    await clock.pass(10_000)
    first.break('terminated')
    const since = clock.now()
    await clock.pass(2_500)
    expect(states.at(-1)).toEqual({ phase: 'reconnecting', since, reason: { message: 'terminated' } })
    end()
  })

  test('a list that takes its time after an expired version counts as stale after a moment', async () => {
    const first = new Stream()
    const { clock, states, end } = setUp(list([], 5), opened(first), () => new Promise(() => {}))
    await clock.pass(10_000)
    first.write(event('ERROR', status(410)))
    await clock.pass(1_900)
    expect(states.map(({ phase }) => phase)).toEqual(['live'])
    await clock.pass(200)
    expect(states.map(({ phase }) => phase)).toEqual(['live', 'reconnecting'])
    end()
  })

  test('a silent connection is given up and resumed', async () => {
    const { clock, watches, lists, end } = setUp(list([], 5), opened(new Stream()), opened(new Stream()))
    await clock.pass(149_000)
    expect(watches()).toHaveLength(1)
    await clock.pass(2_000)
    expect(watches()).toHaveLength(2)
    expect(lists()).toHaveLength(1)
    end()
  })

  test('a cluster that ends every watch at once is not asked without a pause', async () => {
    const ending = () => answer(200, '')
    const { clock, watches, end } = setUp(list([], 5), ending, ending, ending, ending, ending, ending)
    await clock.pass(5_000)
    expect(watches().length).toBeGreaterThan(1)
    expect(watches().length).toBeLessThan(5)
    end()
  })

  test('an overloaded cluster is given the time it asks for, and no list', async () => {
    const first = new Stream()
    const busy = answer(429, JSON.stringify(status(429)), { 'retry-after': '7' })
    const { clock, watches, lists, end } = setUp(list([], 5), opened(first), busy, opened(new Stream()))
    await clock.pass(6_000)
    first.end()
    await clock.pass(6_900)
    expect(watches()).toHaveLength(2)
    await clock.pass(200)
    expect(watches()).toHaveLength(3)
    expect(lists()).toHaveLength(1)
    end()
  })

  test.each([403, 404])(
    'a watch that is refused with %i later on has the list tell what may be shown',
    async (code) => {
      const stream = new Stream()
      const refused = () => answer(code, JSON.stringify(status(code)))
      const { clock, held, log, end } = setUp(list([pod('a', 1)], 1), opened(stream), refused, refused)
      await clock.pass(10_000)
      stream.end()
      await settled()
      expect(held()).toEqual([])
      expect(log).toEqual(['+a -', 'listed', 'live', 'dropped', 'stopped'])
      end()
    },
  )

  test.each([3_600_000, -3_600_000])(
    'a clock that is set by %i ms neither ends a watch nor hides a silent one',
    async (jump) => {
      const { clock, watches, states, end } = setUp(list([], 5), opened(new Stream()), opened(new Stream()))
      await clock.pass(10_000)
      clock.jump(jump)
      await clock.pass(130_000)
      expect(watches()).toHaveLength(1)
      await clock.pass(15_000)
      expect(watches()).toHaveLength(2)
      expect(states.map(({ phase }) => phase)).toEqual(['live'])
      end()
    },
  )

  test('a watch that may not be opened stops, while the list is read again now and then', async () => {
    const forbidden = () => answer(403, JSON.stringify(status(403, 'cannot watch')))
    const { clock, log, end } = setUp(list([pod('a', 1)], 1), forbidden, list([pod('b', 2)], 2), forbidden)
    await clock.pass(35_000)
    expect(log).toEqual(['+a -', 'listed', 'stopped', '+b -', '+ -uid-a', 'listed'])
    end()
  })

  test('when rights may be others, the watch is opened anew and goes on quietly where it may', async () => {
    const [first, second] = [new Stream(), new Stream()]
    const { reflector, log, held, watches, lists, end } = setUp(
      list([pod('a', 1)], 9),
      opened(first),
      opened(second),
    )
    await settled()
    first.write(event('MODIFIED', pod('a', 12)))
    await settled()
    reflector.recheck()
    await settled()
    expect([watches().length, lists().length]).toEqual([2, 1])
    expect(watches()[1]).toContain('resourceVersion=12')
    second.write(event('ADDED', pod('b', 13)))
    await settled()
    expect(held()).toEqual(['a@12', 'b@13'])
    expect(log).toEqual(['+a -', 'listed', 'live', '+a -', '+b -'])
    end()
  })

  test('when rights were taken away, what was read is dropped at once; given again, it is back at once', async () => {
    const { reflector, clock, log, held, end } = setUp(
      list([pod('a', 1)], 9),
      opened(new Stream()),
      answer(403, JSON.stringify(status(403))),
      answer(403, JSON.stringify(status(403))),
      list([pod('a', 1)], 14),
      opened(new Stream()),
    )
    await clock.pass(30_000)
    reflector.recheck()
    await settled()
    expect(held()).toEqual([])
    expect(log).toEqual(['+a -', 'listed', 'live', 'dropped', 'stopped'])
    reflector.recheck()
    await settled()
    expect(held()).toEqual(['a@1'])
    expect(log.slice(5)).toEqual(['+a -', 'listed', 'live'])
    end()
  })

  test('the end of it all ends the request', async () => {
    let upstream: AbortSignal | undefined
    const { requests, end } = setUp(list([], 5), (signal) => {
      upstream = signal
      return new Stream().answer(signal)
    })
    await settled()
    end()
    await settled()
    expect(upstream?.aborted).toBe(true)
    expect(requests).toHaveLength(2)
  })
})
