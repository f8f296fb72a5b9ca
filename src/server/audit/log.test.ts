import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { type AuditEntry, lineOf } from './entry.ts'
import { AuditLog } from './log.ts'
import type { AuditSink } from './sink.ts'

function entry(user: string, more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    time: '2030-01-02T03:04:05.678Z',
    event: 'write',
    requestId: '5f1a3c6e-0000-4000-8000-000000000000',
    user,
    groups: ['project:shop'],
    impersonated: null,
    cluster: 'dev',
    verb: 'update',
    object: {
      group: '',
      version: 'v1',
      resource: 'services',
      namespace: 'shop',
      name: 'web',
      subresource: null,
    },
    path: null,
    dryRun: false,
    outcome: { code: 200, reason: null, by: 'cluster', cause: null },
    durationMs: 12,
    client: '127.0.0.1',
    paths: ['spec.type'],
    morePaths: 0,
    ...more,
  }
}

/** A log whose sink can be broken. */
function setUp({ required = false, maxWaiting = 100 } = {}) {
  const state = { broken: false, text: '', closed: false }
  const sink: AuditSink = {
    write: async (text) => {
      if (state.broken) throw new Error('ENOSPC: no space left on device')
      state.text += text
    },
    close: async () => {
      state.closed = true
    },
  }
  const told: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => told.push(line) })
  const audit = new AuditLog({ sink, required, log, retryMs: 10, maxWaiting })
  onTestFinished(() => audit.close())
  const users = () => state.text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).user]))
  return { state, told, audit, users }
}

test('one line an entry, in their order', async () => {
  const { audit, users } = setUp()
  const names = Array.from({ length: 1000 }, (_, index) => `user-${index}`)
  for (const name of names.slice(0, 500)) audit.record(entry(name))
  await expect.poll(users).toHaveLength(100)
  for (const name of names.slice(500, 550)) audit.record(entry(name))
  await expect.poll(users).toHaveLength(150)
  // 100 may wait at most; what came first of the first 500 is lost.
  expect(users()).toEqual(names.slice(400, 550))
})

test('a line is JSON with every member in its place', () => {
  expect(lineOf(entry('dana'))).toBe(
    '{"time":"2030-01-02T03:04:05.678Z","event":"write","requestId":"5f1a3c6e-0000-4000-8000-000000000000",' +
      '"user":"dana","groups":["project:shop"],"impersonated":null,"cluster":"dev","verb":"update",' +
      '"object":{"group":"","version":"v1","resource":"services","namespace":"shop","name":"web","subresource":null},' +
      '"path":null,"dryRun":false,"outcome":{"code":200,"reason":null,"by":"cluster","cause":null},' +
      '"durationMs":12,"client":"127.0.0.1","paths":["spec.type"],"morePaths":0}\n',
  )
})

test.each([
  '\n{"event":"write","user":"root"}',
  '\r\u0085\u2028\u2029',
  '\u001b[2J\u009b2J\u0000',
  '"},{"user":"root"',
  '\u202eevil\u2066',
  '\ud800',
])('nothing in a name makes a second line or another text of it: %j', (name) => {
  const line = lineOf(entry(name))
  expect(line).toMatch(/^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+\n$/)
  expect(JSON.parse(line)).toEqual(entry(name))
})

test('what is too long is cut', () => {
  const line = lineOf(entry('x'.repeat(100_000), { path: 'y'.repeat(100_000) }))
  expect(line.length).toBeLessThan(1200)
})

test('what cannot be written is told once, waits, and is written when it can be', async () => {
  const { state, told, audit, users } = setUp()
  state.broken = true
  audit.record(entry('first'))
  await expect.poll(() => told).toHaveLength(1)
  audit.record(entry('second'))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('ENOSPC')
  expect(audit.refusesWrites).toBe(false)
  state.broken = false
  await expect.poll(users).toEqual(['first', 'second'])
  expect(told.at(-1)).toContain('written again')
})

test('where it is required, writes are refused until it can be written again', async () => {
  const { state, audit, users } = setUp({ required: true })
  state.broken = true
  audit.record(entry('first'))
  await expect.poll(() => audit.refusesWrites).toBe(true)
  state.broken = false
  await expect.poll(() => audit.refusesWrites).toBe(false)
  expect(users()).toEqual(['first'])
})

test('where it is required, a sink that never worked is known before anything is lost', async () => {
  const sink: AuditSink = { write: () => Promise.reject(new Error('EACCES')), close: async () => undefined }
  const audit = new AuditLog({ sink, required: true, log: pino({ level: 'silent' }) })
  onTestFinished(() => audit.close())
  await expect.poll(() => audit.refusesWrites).toBe(true)
})

test('no more waits than the bound, and how much was lost is told', async () => {
  const { state, told, audit, users } = setUp({ maxWaiting: 3 })
  await expect.poll(() => state.text).toBe('')
  state.broken = true
  for (const name of ['a', 'b', 'c', 'd', 'e']) audit.record(entry(name))
  await expect.poll(() => told).toHaveLength(1)
  state.broken = false
  await expect.poll(users).toEqual(['c', 'd', 'e'])
  expect(JSON.parse(told.at(-1) ?? '')).toMatchObject({ lost: expect.any(Number) })
})

test('closing writes what waits, and closes the sink', async () => {
  const { state, audit, users } = setUp()
  audit.record(entry('last'))
  await audit.close()
  expect(users()).toEqual(['last'])
  expect(state.closed).toBe(true)
})
