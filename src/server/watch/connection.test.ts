import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import type { Transport } from '../../k8s/listwatch.ts'
import type { WatchMessage } from '../../wire.ts'
import { Connection } from './connection.ts'
import { WatchHub } from './hub.ts'

const maxBuffered = 100_000
const size = 1_000

/** A socket that passes nothing on until it is read. */
class StalledSocket {
  readonly OPEN = 1
  readyState = 1
  bufferedAmount = 0
  most = 0
  reading = false
  readonly received: WatchMessage[] = []
  #waiting: { text: string; done: (() => void) | undefined }[] = []

  send(text: string, done?: () => void): void {
    this.#waiting.push({ text, done })
    this.bufferedAmount += text.length
    this.most = Math.max(this.most, this.bufferedAmount)
    if (this.reading) setImmediate(() => this.read())
  }

  read(): void {
    this.reading = true
    const waiting = this.#waiting
    this.#waiting = []
    for (const { text, done } of waiting) {
      this.bufferedAmount -= text.length
      this.received.push(JSON.parse(text))
      done?.()
    }
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

test('a reader that stalls costs a bounded buffer, and is up to date soon after it reads again', async () => {
  let watch: (line: string) => void = () => undefined
  const object = (name: string, n: number) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, uid: name, resourceVersion: String(n) },
    filler: 'x'.repeat(size),
  })
  const transport: Transport = async (_path, query, signal) => {
    const items = Array.from({ length: 200 }, (_, index) => object(`pod-${index}`, index))
    const list = JSON.stringify({
      kind: 'PodList',
      apiVersion: 'v1',
      metadata: { resourceVersion: '1' },
      items,
    })
    if (!query.has('watch')) return { status: 200, body: lines([list]) }
    const queue: string[] = []
    let wake = () => {}
    watch = (line) => {
      queue.push(line)
      wake()
    }
    signal.addEventListener('abort', () => wake())
    return {
      status: 200,
      body: (async function* () {
        while (!signal.aborted) {
          const line = queue.shift()
          if (line !== undefined) yield new TextEncoder().encode(`${line}\n`)
          else
            await new Promise<void>((resolve) => {
              wake = resolve
            })
        }
      })(),
    }
  }
  const hub = new WatchHub(() => transport)
  const socket = new StalledSocket()
  const connection = new Connection({
    socket: socket as unknown as WebSocket,
    hub,
    who: { key: 'me' },
    maxBuffered,
  })
  for (const id of [1, 2, 3, 4]) {
    connection.handle({
      type: 'subscribe',
      id,
      target: { cluster: 'a', group: '', version: 'v1', plural: 'pods' },
    })
  }
  await pause(30)
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < 3_000; i++) {
      const event = { object: object(`brief-${round}-${i}`, i) }
      watch(JSON.stringify({ type: 'ADDED', ...event }))
      watch(JSON.stringify({ type: 'DELETED', ...event }))
      if (i < 100) watch(JSON.stringify({ type: 'MODIFIED', object: object(`pod-${i}`, 10_000 + round) }))
    }
    watch(JSON.stringify({ type: 'DELETED', object: object(`pod-${199 - round}`, 1) }))
    await pause(120)
  }
  const stalled = socket.most
  expect(stalled).toBeGreaterThan(maxBuffered)
  // One message may begin below the bound and end above it.
  expect(stalled).toBeLessThan(maxBuffered + 200 * (size + 200))

  socket.read()
  await expect
    .poll(
      () => socket.received.filter((each) => each.type === 'state' && each.state.phase === 'live').length,
      { timeout: 3_000 },
    )
    .toBe(4)
  for (const id of [1, 2, 3, 4]) {
    const shown = show(socket.received, id)
    expect(shown.size).toBe(197)
    expect(shown.get('pod-50')).toBe('10002')
    expect(shown.get('pod-150')).toBe('150')
  }
  // The names of thousands of short-lived objects were not kept for the one that had its snapshot already.
  expect(
    socket.received.filter((each) => each.type === 'snapshot' && each.first && each.id === 1),
  ).toHaveLength(2)
  connection.end()
  hub.close()
})

/** Lists of so many objects, and watches that say nothing. */
function quietCluster(count: number): Transport {
  return async (path, query, signal) => {
    if (query.has('watch'))
      return {
        status: 200,
        body: (async function* (): AsyncGenerator<Uint8Array> {
          await new Promise((resolve) => signal.addEventListener('abort', resolve))
        })(),
      }
    const kind = path.split('/').at(-1) ?? ''
    const items = Array.from({ length: count }, (_, n) => ({
      apiVersion: 'v1',
      kind,
      metadata: { name: `${kind}-${n}`, uid: `${kind}-${n}`, resourceVersion: '1' },
    }))
    return {
      status: 200,
      body: lines([JSON.stringify({ kind: 'List', metadata: { resourceVersion: '1' }, items })]),
    }
  }
}

const targetOf = (plural: string) => ({ cluster: 'a', group: '', version: 'v1', plural })

/** A connection that has lists of 8,000 objects to tell. */
async function setUpBusy() {
  const hub = new WatchHub(() => quietCluster(8_000))
  for (const plural of ['pods', 'services']) hub.lease({ key: 'me' }, targetOf(plural))
  await pause(300)
  const socket = new StalledSocket()
  socket.reading = true
  const connection = new Connection({
    socket: socket as unknown as WebSocket,
    hub,
    who: { key: 'me' },
    maxBuffered,
  })
  const told = () => socket.received.flatMap((each) => (each.type === 'snapshot' ? [each.id] : []))
  const complete = async () => {
    await expect
      .poll(() => socket.received.filter((each) => each.type === 'snapshot' && each.last).length)
      .toBe(2)
    connection.end()
    hub.close()
    return told()
  }
  return { connection, complete }
}

test('the list of the page goes before what it only looks up, which still gets its turn', async () => {
  const { connection, complete } = await setUpBusy()
  connection.handle({ type: 'subscribe', id: 1, target: targetOf('pods'), urgency: 'related' })
  connection.handle({ type: 'subscribe', id: 2, target: targetOf('services'), urgency: 'page' })
  const told = await complete()
  expect(told.slice(0, 9)).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 1])
  expect(told.slice(told.lastIndexOf(2) + 1).length).toBeGreaterThan(10)
})

test('what becomes the page goes first from then on', async () => {
  const { connection, complete } = await setUpBusy()
  connection.handle({ type: 'subscribe', id: 1, target: targetOf('pods'), urgency: 'related' })
  connection.handle({ type: 'subscribe', id: 2, target: targetOf('services'), urgency: 'related' })
  connection.handle({ type: 'urgency', id: 2, urgency: 'page' })
  expect((await complete()).slice(0, 8)).toEqual([2, 2, 2, 2, 2, 2, 2, 2])
})

test('who asks on and on and reads no answer is let go', () => {
  const hub = new WatchHub(() => quietCluster(0))
  const socket = new StalledSocket()
  const connection = new Connection({
    socket: socket as unknown as WebSocket,
    hub,
    who: { key: 'me' },
    maxBuffered,
  })
  let asked = 0
  while (asked < 10_000 && connection.handle({ type: 'subscribe', id: asked, target: targetOf('..') }))
    asked += 1
  expect(asked).toBeGreaterThan(100)
  expect(asked).toBeLessThan(2_000)
  expect(socket.most).toBeLessThan(maxBuffered + 1_000)
})

async function* lines(texts: string[]) {
  for (const text of texts) yield new TextEncoder().encode(text)
}

/** Versions by name, as a page would have them after all messages. */
function show(messages: readonly WatchMessage[], id: number): Map<string, string | undefined> {
  const objects = new Map<string, string | undefined>()
  for (const message of messages) {
    if (!('id' in message) || message.id !== id || message.type === 'state') continue
    if (message.type === 'snapshot' && message.first) objects.clear()
    const items = message.type === 'snapshot' ? message.items : message.upserts
    for (const { metadata } of items) objects.set(metadata.name, metadata.resourceVersion)
    for (const uid of message.type === 'changes' ? message.removals : []) objects.delete(uid)
  }
  return objects
}
