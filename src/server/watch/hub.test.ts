import { expect, test } from 'vitest'
import type { Transport } from '../../k8s/listwatch.ts'
import type { WatchTarget } from '../../wire.ts'
import { WatchHub } from './hub.ts'

const pods: WatchTarget = { cluster: 'a', group: '', version: 'v1', plural: 'pods' }

/** Lists nothing, and keeps every watch open until it is aborted. */
function setUp() {
  const open = new Set<AbortSignal>()
  const transport: Transport = async (_path, query, signal) => {
    if (!query.has('watch'))
      return { status: 200, body: bytes('{"items":[],"metadata":{"resourceVersion":"1"}}') }
    open.add(signal)
    signal.addEventListener('abort', () => open.delete(signal))
    return { status: 200, body: silence(signal) }
  }
  return { open, hub: new WatchHub(() => transport, { idleMs: 30, lostMs: 150, maxIdle: 3 }) }
}

async function* bytes(text: string) {
  yield new TextEncoder().encode(text)
}

async function* silence(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  await new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new Error('aborted'))),
  )
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

test('one watch for equal targets, ended a while after its last reader', async () => {
  const { hub, open } = setUp()
  const [one, two] = [hub.lease({ key: 'me' }, pods), hub.lease({ key: 'me' }, { ...pods })]
  expect(one?.feed).toBe(two?.feed)
  await pause(10)
  expect(open.size).toBe(1)
  one?.release()
  await pause(60)
  expect(open.size).toBe(1)
  two?.release()
  expect(hub.size).toBe(1)
  await pause(60)
  expect([hub.size, open.size]).toEqual([0, 0])
})

test('who comes back in time finds it still running', async () => {
  const { hub } = setUp()
  const first = hub.lease({ key: 'me' }, pods)
  first?.release()
  await pause(10)
  const second = hub.lease({ key: 'me' }, pods)
  await pause(60)
  expect(second?.feed).toBe(first?.feed)
  expect(hub.size).toBe(1)
  hub.close()
})

test('a reader that was cut off is waited for longer than one that left', async () => {
  const { hub } = setUp()
  hub.lease({ key: 'me' }, pods)?.release(true)
  await pause(80)
  expect(hub.size).toBe(1)
  await pause(150)
  expect(hub.size).toBe(0)
})

test('only so many are kept without readers, the latest of them', () => {
  const { hub } = setUp()
  const kept = hub.lease({ key: 'me' }, { ...pods, namespace: 'read' })
  for (let n = 0; n < 50; n++) hub.lease({ key: 'me' }, { ...pods, namespace: `n-${n}` })?.release()
  expect(hub.size).toBe(4)
  const again = hub.lease({ key: 'me' }, { ...pods, namespace: 'n-49' })
  expect(hub.size).toBe(4)
  kept?.release()
  again?.release()
  hub.close()
})

test('two identities never share', () => {
  const { hub } = setUp()
  expect(hub.lease({ key: 'me' }, pods)?.feed).not.toBe(hub.lease({ key: 'you' }, pods)?.feed)
  hub.close()
})

test('what is no collection of the API is not watched', () => {
  const { hub } = setUp()
  expect(hub.lease({ key: 'me' }, { ...pods, plural: '..' })).toBeNull()
  expect(hub.lease({ key: 'me' }, { ...pods, plural: 'pods/web/exec' })).toBeNull()
  expect(hub.size).toBe(0)
})
