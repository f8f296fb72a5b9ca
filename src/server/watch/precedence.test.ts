import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ModelCluster } from '../../testing/modelcluster.ts'
import type { WatchUrgency } from '../../wire.ts'
import { WatchHub } from './hub.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.clearAllTimers()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** Lists of three pages, 100 ms each. */
function setUp() {
  const cluster = new ModelCluster()
  cluster.pageMs = 100
  for (const plural of ['pods', 'services']) for (let n = 0; n < 60; n++) cluster.put(plural, `o-${n}`)
  const hub = new WatchHub(() => cluster.transport)
  const lease = (plural: string, urgency: WatchUrgency, identity = 'me') =>
    hub.lease({ key: identity }, { cluster: 'a', group: '', version: 'v1', plural }, urgency)
  const listed = () =>
    cluster.requests
      .filter((each) => !each.includes('watch='))
      .map((each) => each.split('/')[3]?.split('?')[0])
  return { cluster, hub, lease, listed }
}

test('what is only looked up is read after the list of the page was told, whichever was asked for first', async () => {
  const { lease, listed, hub } = setUp()
  lease('pods', 'related')
  const services = lease('services', 'page')
  await pass(1_000)
  expect(listed()).toEqual(['services', 'services', 'services'])
  services?.told()
  await pass(1_000)
  expect(listed().slice(3)).toEqual(['pods', 'pods', 'pods'])
  hub.close()
})

test('nobody waits for long, for a list that fails, for a page that is left, or for somebody else', async () => {
  const { lease, listed, hub, cluster } = setUp()
  lease('services', 'page', 'you')
  lease('pods', 'related')
  await pass(500)
  expect(listed()).toContain('pods')
  cluster.refused.set('secrets', 403)
  lease('secrets', 'page')
  lease('nodes', 'related')
  await pass(300)
  expect(listed()).toContain('nodes')
  const left = lease('routes', 'page')
  lease('events', 'related')
  left?.release()
  await pass(300)
  expect(listed()).toContain('events')
  lease('gateways', 'page')
  lease('rules', 'related')
  await pass(1_900)
  expect(listed()).not.toContain('rules')
  await pass(300)
  expect(listed()).toContain('rules')
  hub.close()
})

test('what becomes the page waits no more, and has the others wait', async () => {
  const { lease, listed, hub } = setUp()
  const pods = lease('pods', 'related')
  pods?.hurry()
  lease('services', 'related')
  await pass(1_000)
  expect(new Set(listed())).toEqual(new Set(['pods']))
  pods?.told()
  await pass(500)
  expect(listed()).toContain('services')
  hub.close()
})
