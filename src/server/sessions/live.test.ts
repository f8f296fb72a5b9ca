import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Identity, kubeconfigProof } from '../identity.ts'
import { LiveSessions, type Standing } from './live.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

/** Times are seconds from now. */
function standing({
  ends = 1e6,
  proofEnds = Number.POSITIVE_INFINITY,
  renewFrom = Number.POSITIVE_INFINITY,
  key = 'dora',
  token = 'first',
  session = 's',
} = {}): Standing {
  const at = (seconds: number) => Date.now() + seconds * 1000
  const identity: Identity = {
    ...{ user: 'dora', groups: [], key, viewAs: null },
    prove: async () => ({ ...kubeconfigProof, bearer: { token, address: null } }),
  }
  return { session, identity, ends: at(ends), proofEnds: at(proofEnds), renewFrom: at(renewFrom) }
}

function setUp(first: Standing) {
  const live = new LiveSessions()
  const events: unknown[] = []
  const socket = {
    close: (code: number) => void events.push(code),
    askForRenewal: () => void events.push('renew'),
  }
  return { live, events, socket, ...live.bind(first, socket) }
}

test('a socket ends with its session, and later if more is heard of it', async () => {
  const { live, events } = setUp(standing({ ends: 100 }))
  await pass(90)
  live.renewed(standing({ ends: 100 }))
  await pass(90)
  expect(events).toEqual([])
  await pass(11)
  expect(events).toEqual([4401])
  await pass(1_000)
  live.renewed(standing({ key: 'other' }))
  expect(events).toEqual([4401])
})

test('it asks once for another proof, takes it over, and else is to come back', async () => {
  const { live, events, identity } = setUp(standing({ proofEnds: 100, renewFrom: 80 }))
  const token = async () => (await identity.prove('a')).bearer?.token
  await pass(79)
  expect(events).toEqual([])
  await pass(2)
  expect(events).toEqual(['renew'])
  live.renewed(standing({ proofEnds: 100, renewFrom: 80, token: 'second' }))
  expect(await token()).toBe('second')
  await pass(81)
  expect(events).toEqual(['renew', 'renew'])
  await pass(20)
  expect(events).toEqual(['renew', 'renew', 4402])
})

test('an answer that is late does not bring an older proof back', async () => {
  const { live, identity } = setUp(standing({ proofEnds: 200, token: 'new' }))
  live.renewed(standing({ proofEnds: 100, token: 'old' }))
  expect((await identity.prove('a')).bearer?.token).toBe('new')
})

test('one who became another comes back as such; other sessions are nobody of ours', async () => {
  const { live, events } = setUp(standing())
  live.renewed(standing({ session: 'another', key: 'carl' }))
  expect(live.close('another', 4401, 'x').size).toBe(0)
  expect(events).toEqual([])
  live.renewed(standing({ key: 'carl' }))
  expect(events).toEqual([4402])
})

test('signing out closes all sockets of a session, and tells who watched through them', () => {
  const { live, events, socket, unbind } = setUp(standing())
  live.bind(standing(), socket)
  expect([...live.close('s', 4401, 'signed out')]).toEqual(['dora'])
  expect(events).toEqual([4401, 4401])
  unbind()
  expect(live.close('s', 4401, 'signed out').size).toBe(0)
})

test('nothing is left to wait for of a socket that closed', async () => {
  const { events, unbind } = setUp(standing({ ends: 100 }))
  unbind()
  await pass(1_000)
  expect(events).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})

test('what never ends needs no timer', () => {
  setUp(standing({ ends: Number.POSITIVE_INFINITY }))
  expect(vi.getTimerCount()).toBe(0)
})
