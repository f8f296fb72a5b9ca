import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import type { WatchMessage, WatchTarget } from '../../wire.ts'
import { DummyCluster } from '../testing/dummycluster.ts'
import { startPortolan, startUpstream, stopUpstream } from '../testing/portolan.ts'
import { signedInHeaders } from '../testing/session.ts'

const widgets: WatchTarget = { cluster: 'a', group: 'example.com', version: 'v1', plural: 'widgets' }

async function setUp(cluster = new DummyCluster(3)) {
  const upstream = await startUpstream(cluster.listener)
  const portolan = await startPortolan([
    { name: 'a', server: upstream.url },
    { name: 'b', server: upstream.url },
  ])
  return { ...portolan, cluster, upstream, browser: () => Browser.open(portolan.url) }
}

/** A tab: what it was told, and what it would show. */
class Browser {
  readonly messages: WatchMessage[] = []
  readonly closed: Promise<number>
  readonly socket: WebSocket

  constructor(socket: WebSocket) {
    this.socket = socket
    this.closed = new Promise((resolve) => socket.on('close', resolve))
    socket.on('message', (data) => this.messages.push(JSON.parse(String(data))))
    onTestFinished(() => socket.terminate())
  }

  static async open(url: string): Promise<Browser> {
    const browser = new Browser(
      new WebSocket(`${url.replace('http', 'ws')}/watch`, { headers: await signedInHeaders(url) }),
    )
    await browser.until((message) => message.type === 'hello')
    return browser
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  subscribe(id: number, target: WatchTarget = widgets): void {
    this.send({ type: 'subscribe', id, target })
  }

  of(id: number): WatchMessage[] {
    return this.messages.filter((message) => 'id' in message && message.id === id)
  }

  async until(matches: (message: WatchMessage) => boolean, timeout = 3_000): Promise<void> {
    await expect.poll(() => this.messages.some(matches), { timeout, interval: 5 }).toBe(true)
  }

  live(id: number, timeout?: number): Promise<void> {
    return this.until(
      (each) => each.type === 'state' && each.id === id && each.state.phase === 'live',
      timeout,
    )
  }

  /** The names a page would show after all messages, and whether the content was complete. */
  shown(id: number): { names: string[]; complete: boolean; phase: string } {
    const objects = new Map<string | undefined, string>()
    let complete = false
    let phase = ''
    for (const message of this.of(id)) {
      if (message.type === 'snapshot') {
        if (message.first) objects.clear()
        for (const { metadata } of message.items) objects.set(metadata.uid, metadata.name)
        complete = message.last
      } else if (message.type === 'changes') {
        for (const { metadata } of message.upserts) objects.set(metadata.uid, metadata.name)
        for (const uid of message.removals) objects.delete(uid)
      } else if (message.type === 'state') phase = message.state.phase
    }
    return { names: [...objects.values()], complete, phase }
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

test('tells a large collection in chunks, then that it is live', async () => {
  const { browser } = await setUp(new DummyCluster(1_200))
  const tab = await browser()
  tab.subscribe(7)
  await tab.live(7)
  const told = tab.of(7)
  expect(told[0]).toMatchObject({ type: 'state', state: { phase: 'loading' } })
  expect(told.at(-1)).toMatchObject({ type: 'state', state: { phase: 'live' } })
  const chunks = told.flatMap((each) => (each.type === 'snapshot' ? [each] : []))
  expect(chunks.length).toBeGreaterThanOrEqual(3)
  expect(Math.max(...chunks.map(({ items }) => items.length))).toBeLessThanOrEqual(500)
  expect(chunks.map(({ first }) => first)).toEqual(chunks.map((_, index) => index === 0))
  expect(chunks.map(({ last }) => last)).toEqual(chunks.map((_, index) => index === chunks.length - 1))
  expect(tab.shown(7).names).toHaveLength(1_200)
})

test('an empty collection is one empty snapshot', async () => {
  const { browser } = await setUp(new DummyCluster(0))
  const tab = await browser()
  tab.subscribe(1)
  await tab.live(1)
  expect(tab.of(1)[1]).toMatchObject({ type: 'snapshot', id: 1, first: true, last: true, items: [] })
})

test('changes come as they are, several of one object as one', async () => {
  const { browser, cluster } = await setUp()
  const tab = await browser()
  tab.subscribe(1)
  await tab.live(1)
  const before = tab.messages.length
  for (let i = 0; i < 40; i++) {
    cluster.put('busy', { n: i })
    if (i % 10 === 0) await pause(3)
  }
  cluster.put('brief')
  cluster.delete('brief')
  cluster.delete('object-0')
  await pause(200)
  const changes = tab.messages.slice(before).flatMap((each) => (each.type === 'changes' ? [each] : []))
  expect(changes.length).toBeLessThanOrEqual(2)
  expect(changes.flatMap(({ upserts }) => upserts).at(-1)).toMatchObject({ n: 39, kind: 'Widget' })
  expect(changes.flatMap(({ upserts }) => upserts).length).toBeLessThanOrEqual(2)
  expect(tab.shown(1).names).toEqual(['object-1', 'object-2', 'busy'])
})

test('equal subscriptions share one list and watch; who joins late is told from memory', async () => {
  const { browser, cluster, url } = await setUp()
  const [first, second] = [await browser(), await browser()]
  first.subscribe(1)
  await first.live(1)
  cluster.put('later')
  await expect.poll(() => first.shown(1).names).toContain('later')
  second.subscribe(9)
  second.subscribe(10)
  await Promise.all([second.live(9), second.live(10)])
  expect(second.shown(9)).toEqual({
    names: ['object-0', 'object-1', 'object-2', 'later'],
    complete: true,
    phase: 'live',
  })
  expect(cluster.requests).toHaveLength(2)
  cluster.put('last')
  await expect
    .poll(() =>
      [first.shown(1), second.shown(9), second.shown(10)].every(({ names }) => names.includes('last')),
    )
    .toBe(true)
  expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^portolan_subscriptions 3$/m)
})

test('other selectors, namespaces and clusters are other watches', async () => {
  const { browser, cluster } = await setUp()
  const tab = await browser()
  const targets = [
    widgets,
    { ...widgets, labelSelector: 'a=b' },
    { ...widgets, fieldSelector: 'a=b' },
    { ...widgets, namespace: 'x' },
    { ...widgets, cluster: 'b' },
  ]
  for (const [id, target] of targets.entries()) tab.subscribe(id, target)
  await Promise.all(targets.map((_, id) => tab.live(id)))
  expect(cluster.watches.size).toBe(5)
  expect(cluster.requests).toContain('/apis/example.com/v1/widgets?labelSelector=a%3Db&limit=100')
  expect(cluster.requests).toContain('/apis/example.com/v1/namespaces/x/widgets?limit=100')
})

test('an unsubscribed id is silent, and may be used again', async () => {
  const { browser, cluster } = await setUp()
  const tab = await browser()
  tab.subscribe(1)
  await tab.live(1)
  tab.send({ type: 'unsubscribe', id: 1 })
  await pause(20)
  const before = tab.messages.length
  cluster.put('unseen')
  await pause(120)
  expect(tab.messages).toHaveLength(before)
  tab.subscribe(1)
  await expect.poll(() => tab.shown(1).names).toContain('unseen')
})

test('a forbidden collection says so', async () => {
  const { browser, cluster } = await setUp()
  cluster.forbidden = true
  const tab = await browser()
  tab.subscribe(1)
  await tab.until((each) => each.type === 'state' && each.state.phase === 'stopped')
  expect(tab.of(1).at(-1)).toMatchObject({
    state: { reason: { code: 403, message: 'widgets is forbidden' } },
  })
})

test('an unknown cluster says so', async () => {
  const { browser } = await setUp()
  const tab = await browser()
  tab.subscribe(1, { ...widgets, cluster: 'nope' })
  await tab.until((each) => each.type === 'state' && each.state.phase === 'stopped')
  expect(tab.of(1).at(-1)).toMatchObject({
    state: { reason: { code: 404, message: expect.stringContaining('"nope"') } },
  })
})

test('lives through a cluster that goes away and comes back with other content', {
  timeout: 15_000,
}, async () => {
  const { browser, upstream } = await setUp()
  const tab = await browser()
  tab.subscribe(1)
  await tab.live(1)
  const { port } = new URL(upstream.url)
  stopUpstream(upstream.server)
  await tab.until((each) => each.type === 'state' && each.state.phase === 'reconnecting')
  await expect
    .poll(() => JSON.stringify(tab.of(1).at(-1)), { timeout: 3_000 })
    .toContain('connection refused')
  const next = new DummyCluster(2)
  next.put('new')
  const again = createServer(next.listener).listen(Number(port), '127.0.0.1')
  onTestFinished(() => stopUpstream(again))
  await expect
    .poll(() => tab.shown(1), { timeout: 10_000 })
    .toEqual({ names: ['object-0', 'object-1', 'new'], complete: true, phase: 'live' })
})

test.each([
  'no json',
  '{}',
  '{"type":"subscribe","id":1}',
  '{"type":"subscribe","id":-1,"target":{"cluster":"a","group":"","version":"v1","plural":"pods"}}',
  '{"type":"subscribe","id":1,"target":{"cluster":"a","group":"","version":"v1","plural":"pods/x/exec"}}',
  '{"type":"subscribe","id":1,"target":{"cluster":"a","group":"","version":"..","plural":"pods"}}',
  '{"type":"shout","id":1}',
])('%s closes the connection with 1008', async (message) => {
  const { browser } = await setUp()
  const tab = await browser()
  tab.send(message)
  expect(await tab.closed).toBe(1008)
})

test.each(['a/b', '..', 'x'.repeat(300)])('a namespace called %s ends nothing else', async (namespace) => {
  const { browser } = await setUp()
  const tab = await browser()
  tab.subscribe(1)
  await tab.live(1)
  tab.subscribe(2, { ...widgets, namespace })
  await tab.until((each) => each.type === 'state' && each.id === 2)
  tab.subscribe(3)
  await tab.live(3)
})

test('binary, repeated and endless messages close the connection', async () => {
  const { browser } = await setUp()
  const [binary, repeated, endless] = [await browser(), await browser(), await browser()]
  binary.socket.send(Buffer.from('{}'))
  repeated.subscribe(1)
  repeated.subscribe(1)
  endless.send('x'.repeat(70_000))
  expect(await binary.closed).toBe(1008)
  expect(await repeated.closed).toBe(1008)
  expect(await endless.closed).toBe(1009)
})

test('more than 200 subscriptions are refused one by one', async () => {
  const { browser, cluster } = await setUp()
  const tab = await browser()
  for (let id = 0; id <= 200; id++) tab.subscribe(id)
  await tab.live(199)
  expect(tab.of(200)).toMatchObject([{ type: 'state', state: { phase: 'stopped', reason: { code: 429 } } }])
  expect(cluster.watches.size).toBe(1)
})
