/** Both ends of the wire together, and one thing at a time that goes wrong between a cluster and a page. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LiveStore } from './app/live/store.ts'
import type { KubeObject } from './k8s/objects.ts'
import { WatchHub } from './server/watch/hub.ts'
import { ModelCluster } from './testing/modelcluster.ts'
import { Tab } from './testing/tab.ts'

beforeEach(() => {
  vi.useFakeTimers({
    toFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'clearImmediate',
      'Date',
      'performance',
    ],
  })
})
afterEach(() => {
  vi.clearAllTimers()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const target = (plural: string) => ({ cluster: 'a', group: 'example.com', version: 'v1', plural })
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A cluster of so many widgets, and a page that follows them. */
function setUp(count = 300) {
  const cluster = new ModelCluster()
  for (let n = 0; n < count; n++) cluster.put('widgets', `w-${n}`, { spec: { text: 'x'.repeat(200) } })
  const hub = new WatchHub(() => cluster.transport)
  const tab = new Tab(hub)
  const store = new LiveStore('ws://portolan/watch')
  const widgets = store.collection(target('widgets'))
  const heard = vi.fn()
  const leave = widgets.subscribe(heard)
  let changed = 0
  const change = () => {
    const n = changed++
    cluster.put('widgets', `w-${(n * 7) % (count + 20)}`, { spec: { n } })
    if (n % 5 === 0) cluster.delete('widgets', `w-${(n * 11) % count}`)
  }
  const phase = () => widgets.view().state.phase
  return { cluster, hub, tab, store, widgets, heard, leave, change, phase }
}

type Setting = ReturnType<typeof setUp>

const sorted = (objects: readonly KubeObject[]) =>
  objects.toSorted((a, b) => (a.metadata.uid ?? '').localeCompare(b.metadata.uid ?? ''))

function expectRight({ cluster, widgets, phase }: Setting): void {
  expect(phase()).toBe('live')
  expect(sorted(widgets.view().items)).toEqual(sorted(cluster.objects('widgets')))
}

/** What is wrong lasts so long, while objects go on changing. */
async function changing(
  { change }: Setting,
  seconds: number,
  each: () => void = () => undefined,
): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    for (let n = 0; n < 20; n++) {
      change()
      await pass(50)
    }
    each()
  }
}

describe('an API server that is killed and started again', () => {
  test('during a snapshot', async () => {
    const setting = setUp()
    const { cluster, widgets, phase } = setting
    cluster.pageMs = 50
    await pass(400)
    expect(widgets.view().items.length).toBeGreaterThan(0)
    expect(phase()).toBe('loading')
    cluster.isDown = true
    cluster.restart()
    await changing(setting, 10)
    expect(phase()).toBe('reconnecting')
    cluster.isDown = false
    await pass(5_000)
    expectRight(setting)
  })

  test('during deltas', async () => {
    const setting = setUp()
    const { cluster, phase, widgets } = setting
    await changing(setting, 3)
    cluster.isDown = true
    cluster.restart()
    await changing(setting, 20)
    expect(phase()).toBe('reconnecting')
    expect(widgets.view().items.length).toBeGreaterThan(200)
    cluster.isDown = false
    await pass(5_000)
    expectRight(setting)
  })

  test('and refuses everybody until it knows its rules', async () => {
    const setting = setUp()
    await pass(6_000)
    setting.cluster.refused.set('widgets', 403)
    setting.cluster.restart()
    await pass(1_500)
    setting.cluster.refused.clear()
    await pass(5_000)
    expectRight(setting)
  })
})

describe('a browser that is away', () => {
  test('goes on where it was, and is sent only what changed', async () => {
    const setting = setUp(2000)
    const { tab, cluster } = setting
    await pass(2_000)
    const whole = tab.received
    expectRight(setting)
    const lists = cluster.requests.length
    tab.isOffline = true
    tab.cut()
    await changing(setting, 1)
    tab.isOffline = false
    await pass(5_000)
    expectRight(setting)
    expect(tab.received - whole).toBeLessThan(whole / 50)
    expect(cluster.requests).toHaveLength(lists)
  })

  test('while its version is compacted away is right again', async () => {
    const setting = setUp()
    const { tab, cluster } = setting
    await pass(6_000)
    tab.isOffline = true
    tab.cut()
    await changing(setting, 3)
    cluster.restart()
    await changing(setting, 3)
    cluster.restart()
    tab.isOffline = false
    await pass(5_000)
    expectRight(setting)
  })

  test('for longer than the server waits is told everything anew', async () => {
    const setting = setUp()
    const { tab, hub } = setting
    await pass(2_000)
    tab.isOffline = true
    tab.cut()
    await changing(setting, 70)
    expect(hub.size).toBe(0)
    tab.isOffline = false
    await pass(5_000)
    expectRight(setting)
  })

  test('comes back as somebody else and is not told what the first one may read', async () => {
    const setting = setUp()
    const { tab, cluster, hub } = setting
    await pass(2_000)
    const before = cluster.requests.length
    tab.cut()
    tab.identity = 'you'
    cluster.refused.set('widgets', 403)
    await pass(3_000)
    expect(cluster.requests.length).toBeGreaterThan(before)
    expect(hub.size).toBe(2)
    expect(setting.phase()).toBe('stopped')
    expect(setting.widgets.view().items).toEqual([])
  })
})

test('a socket that is cut every second for a minute', async () => {
  const setting = setUp()
  const { tab, hub } = setting
  await pass(2_000)
  const whole = tab.received
  await changing(setting, 60, () => tab.cut())
  await pass(5_000)
  expectRight(setting)
  expect(hub.size).toBe(1)
  // Every second about twenty changed objects, and not three hundred.
  expect(tab.received - whole).toBeLessThan(60 * whole * 0.2)
})

test('a reader that never reads costs a bounded buffer, and is right soon after it reads', async () => {
  const setting = setUp(1000)
  const { tab, phase } = setting
  tab.stall(true)
  await changing(setting, 60)
  expect(phase()).toBe('loading')
  expect(tab.most).toBeLessThan(tab.maxBuffered + 1024 * 1024)
  tab.stall(false)
  await pass(5_000)
  expectRight(setting)
  tab.stall(true)
  tab.most = 0
  await changing(setting, 120)
  expect(tab.most).toBeLessThan(tab.maxBuffered + 1024 * 1024)
  tab.stall(false)
  await pass(5_000)
  expectRight(setting)
})

test.each([
  [403, 'a right that is taken away'],
  [404, 'a kind that is no longer served'],
])('%i: %s ends what was read with it, and comes back', async (code) => {
  const setting = setUp()
  const { cluster, phase, widgets } = setting
  await pass(6_000)
  cluster.refused.set('widgets', code)
  cluster.breakWatches()
  await pass(1_000)
  expect(phase()).toBe('stopped')
  expect(widgets.view().state.reason?.code).toBe(code)
  expect(widgets.view().items).toEqual([])
  cluster.refused.clear()
  await pass(3_000)
  expectRight(setting)
})

test('a hidden tab paints nothing, hears everything, and is right when it shows again', async () => {
  const setting = setUp()
  const { tab } = setting
  await pass(2_000)
  // What is due when the tab is hidden waits for no frame either.
  setting.change()
  await pass(52)
  tab.document.hidden = true
  await changing(setting, 60)
  await pass(1_000)
  expectRight(setting)
  tab.document.hidden = false
  await changing(setting, 1)
  await pass(1_000)
  expectRight(setting)
})

test.each([3_600_000, -3_600_000])('a clock that is set by %i ms changes nothing', async (jump) => {
  const setting = setUp()
  const { cluster, tab, phase } = setting
  await pass(6_000)
  const [requests, received] = [cluster.requests.length, tab.received]
  vi.setSystemTime(Date.now() + jump)
  await changing(setting, 20)
  await pass(1_000)
  expectRight(setting)
  expect(phase()).toBe('live')
  expect(cluster.requests).toHaveLength(requests)
  expect(tab.received).toBeGreaterThan(received)
})

test('nothing is left of 500 subscriptions that came and went', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  const { cluster, hub, store, leave, tab } = setUp(200)
  await pass(1_000)
  leave()
  await pass(20_000)
  const timers = vi.getTimerCount()
  const cycle = async (n: number) => {
    const ends = [`widgets`, `w${n % 7}`].map((plural) => store.collection(target(plural)).subscribe(vi.fn()))
    await pass(n % 3 === 0 ? 200 : 5)
    for (const end of ends) end()
    await pass(n % 5 === 0 ? 6_000 : 100)
  }
  const heapAfter = async (from: number, to: number) => {
    for (let n = from; n < to; n++) await cycle(n)
    await pass(20_000)
    cluster.requests.length = 0
    collectGarbage()
    return process.memoryUsage().heapUsed
  }
  const early = await heapAfter(0, 100)
  const late = await heapAfter(100, 500)
  expect(late - early).toBeLessThan(4 * 1024 * 1024)
  expect([hub.size, cluster.watches, tab.subscriptions]).toEqual([0, 0, 0])
  expect(vi.getTimerCount()).toBe(timers)
})
