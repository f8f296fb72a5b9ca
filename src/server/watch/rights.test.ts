import { expect, onTestFinished, test } from 'vitest'
import { nowhere } from '../../k8s/access.ts'
import type { Transport } from '../../k8s/listwatch.ts'
import type { ReflectorState } from '../../k8s/reflector.ts'
import type { WatchTarget } from '../../wire.ts'
import { type JudgedFeed, RightsWatch } from './rights.ts'

interface Rule {
  readonly verbs: readonly string[]
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
}

const readPods: Rule = { verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: ['pods'] }
const everything: Rule = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }
const target = (namespace?: string): WatchTarget => ({
  cluster: 'a',
  group: '',
  version: 'v1',
  plural: 'pods',
  ...(namespace !== undefined && { namespace }),
})

/** A feed that has been refused, or is live. */
class TestFeed implements JudgedFeed {
  state: ReflectorState = { phase: 'live', since: 0 }
  rechecks = 0
  recheck(): void {
    this.rechecks += 1
  }
  refuse(): void {
    this.state = { phase: 'stopped', since: 0, reason: { code: 403, message: 'no' } }
  }
}

/** A cluster that says these rules in each namespace. */
function setUp(rules: Map<string, readonly Rule[] | 'refused' | { readonly incomplete: readonly Rule[] }>) {
  const asked: string[] = []
  const transport: Transport = async (path, _query, _signal, body) => {
    expect(path).toBe('/apis/authorization.k8s.io/v1/selfsubjectrulesreviews')
    const { namespace } = (JSON.parse(body ?? '') as { spec: { namespace: string } }).spec
    asked.push(namespace)
    const said = rules.get(namespace) ?? []
    if (said === 'refused') return { status: 403, body: bytes('{}') }
    const status =
      'incomplete' in said
        ? { resourceRules: said.incomplete, incomplete: true }
        : { resourceRules: said, incomplete: false }
    return { status: 201, body: bytes(JSON.stringify({ status })) }
  }
  const rights = new RightsWatch(() => transport, { everyMs: 20, gapMs: 2, failedMs: 60_000 })
  onTestFinished(() => rights.close())
  return { rights, asked }
}

async function* bytes(text: string) {
  yield new TextEncoder().encode(text)
}

const [me, you] = [{ key: 'me' }, { key: 'you' }]
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const soon = (wanted: () => unknown) => expect.poll(wanted, { timeout: 2_000, interval: 5 })

test('a feed is judged anew when the right to read it is taken away, and when it is given again', async () => {
  const rules = new Map([['shop', [readPods]]])
  const { rights } = setUp(rules)
  const [pods, other] = [new TestFeed(), new TestFeed()]
  rights.follow(me, target('shop'), pods)
  rights.follow(me, { ...target('shop'), plural: 'secrets' }, other)
  other.refuse()
  let told = 0
  rights.observe(me, 'a', () => {
    told += 1
  })
  await pause(60)
  expect([pods.rechecks, other.rechecks, told]).toEqual([0, 0, 0])
  rules.set('shop', [])
  await soon(() => pods.rechecks).toBe(1)
  expect(told).toBe(1)
  pods.refuse()
  await pause(60)
  expect([pods.rechecks, other.rechecks]).toEqual([1, 0])
  rules.set('shop', [readPods])
  await soon(() => pods.rechecks).toBe(2)
  expect(other.rechecks).toBe(0)
})

test('rights that were gone before the first look are noticed as well', async () => {
  const { rights } = setUp(new Map())
  const feed = new TestFeed()
  rights.follow(me, target('shop'), feed)
  await soon(() => feed.rechecks).toBeGreaterThan(0)
})

test('a server that lets a feed go on is asked a few times, and not for ever', async () => {
  const { rights } = setUp(new Map([['shop', []]]))
  const feed = new TestFeed()
  rights.follow(me, target('shop'), feed)
  await pause(250)
  expect(feed.rechecks).toBe(3)
})

test('an object is judged by its name', async () => {
  const named = { ...readPods, resourceNames: ['web'] }
  const { rights } = setUp(new Map([['shop', [named]]]))
  const [web, all] = [new TestFeed(), new TestFeed()]
  rights.follow(me, { ...target('shop'), fieldSelector: 'metadata.name=web' }, web)
  rights.follow(me, target('shop'), all)
  await soon(() => all.rechecks).toBe(3)
  expect(web.rechecks).toBe(0)
})

test('who may do everything is asked about once, and not for each namespace', async () => {
  const { rights, asked } = setUp(new Map([[nowhere, [everything]]]))
  for (const namespace of ['a', 'b', 'c']) rights.follow(me, target(namespace), new TestFeed())
  await pause(100)
  expect(asked.length).toBeGreaterThan(1)
  expect(new Set(asked)).toEqual(new Set([nowhere]))
})

test('many namespaces are read in turn, one request at a time', async () => {
  const { rights, asked } = setUp(new Map())
  const names = Array.from({ length: 12 }, (_, at) => `n${at}`)
  for (const name of names) rights.follow(me, target(name), new TestFeed())
  await soon(() => asked.length).toBeGreaterThanOrEqual(26)
  expect(new Set(asked.slice(0, 13)).size).toBe(13)
  expect(new Set(asked.slice(13, 26)).size).toBe(13)
})

test('rules that are not all there is take no right away; a change of them has a feed judged once', async () => {
  const rules = new Map([['shop', { incomplete: [readPods] }]])
  const { rights } = setUp(rules)
  const [open, allowed] = [new TestFeed(), new TestFeed()]
  rights.follow(me, { ...target('shop'), plural: 'secrets' }, open)
  rights.follow(me, target('shop'), allowed)
  await pause(80)
  expect([open.rechecks, allowed.rechecks]).toEqual([0, 0])
  rules.set('shop', { incomplete: [readPods, { ...readPods, resources: ['configmaps'] }] })
  await soon(() => open.rechecks).toBe(1)
  await pause(80)
  expect([open.rechecks, allowed.rechecks]).toEqual([1, 0])
})

test('a cluster that does not say them is left alone, and nobody is asked about who reads nothing', async () => {
  const { rights, asked } = setUp(new Map([[nowhere, 'refused' as const]]))
  const feed = new TestFeed()
  const end = rights.follow(me, target(), feed)
  await pause(80)
  expect(asked).toEqual([nowhere])
  expect(feed.rechecks).toBe(0)
  end()
  const again = setUp(new Map([[nowhere, [readPods]]]))
  const leave = again.rights.follow(me, target(), feed)
  await soon(() => again.asked.length).toBeGreaterThan(0)
  leave()
  const { length } = again.asked
  await pause(80)
  expect(again.asked.length).toBeLessThanOrEqual(length + 1)
})

test('the rights of one say nothing of another', async () => {
  const { rights, asked } = setUp(new Map([[nowhere, [everything]]]))
  rights.follow(me, target(), new TestFeed())
  rights.follow(you, target(), new TestFeed())
  await soon(() => asked.length).toBeGreaterThan(1)
})
