/** What the engine answers of a small world: matrices, pairs with their rules, questions, and what is not certain. */
import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { all, app, network, world } from '../../net/policy/cases/world.ts'
import { Engine } from './engine.ts'
import { changesOf } from './engine-client.ts'
import { placeInText } from './lines.ts'
import { type Place, parsePlace } from './place.ts'
import { cellAt, type Known, type PairAnswer, type Wants } from './protocol.ts'
import { slimmed, sorts } from './slim.ts'

const readAll: Known = {
  namespaces: false,
  nodes: false,
  admin: false,
  baseline: false,
  networkPolicies: [],
  pods: false,
}
const policies = [
  network('red', { podSelector: all, policyTypes: ['Ingress'] }, 'deny'),
  network(
    'red',
    { podSelector: app('one'), ingress: [{ from: [{ podSelector: app('two') }], ports: [{ port: 80 }] }] },
    'let-two',
  ),
]

function engineWith(known: Partial<Known> = {}, of = policies): Engine {
  const engine = new Engine()
  const cluster = world(of) as unknown as Record<(typeof sorts)[number], readonly KubeObject[]>
  for (const sort of sorts) {
    const { put, gone } = changesOf(sort, new Map(), cluster[sort])
    const slim = put.map(([key, object]) => [key, slimmed(sort, object)] as const)
    engine.apply({ type: 'objects', changes: [{ sort, put: slim, gone }], known: null })
  }
  engine.apply({ type: 'objects', changes: [], known: { ...readAll, ...known } })
  return engine
}

const nothing: Wants = { port: null, matrix: null, pair: null, names: null }

function pair(engine: Engine, from: string, to: string, port: number | null = 80): PairAnswer {
  const [source, target] = [parsePlace(from), parsePlace(to)] as [Place, Place]
  const asked = port === null ? null : ({ protocol: 'TCP', port } as const)
  const found = engine.answer({ ...nothing, port: asked, pair: { from: source, to: target } })?.pair
  if (found == null) throw new Error('not answered')
  return found
}

test('nothing is said before everything was read', () => {
  const engine = new Engine()
  expect(engine.answer(nothing)).toBeNull()
})

test('a rehearsal is once for what is there, and changes nothing that is told', () => {
  const engine = engineWith()
  const wants: Wants = { ...nothing, matrix: 'namespaces' }
  expect(engine.rehearse(wants), 'few pods').toBe(false)
  const before = engine.answer(wants)
  const many = Array.from({ length: 150 }, (_, at): readonly [string, KubeObject] => {
    const metadata = { name: `many-${at}`, namespace: 'blue' }
    return [`blue/many-${at}`, { apiVersion: 'v1', kind: 'Pod', metadata }]
  })
  engine.apply({ type: 'objects', changes: [{ sort: 'pods', put: many, gone: [] }], known: null })
  expect(engine.rehearse(wants)).toBe(true)
  expect(engine.rehearse(wants), 'of the same').toBe(false)
  const gone = many.map(([key]) => key)
  engine.apply({ type: 'objects', changes: [{ sort: 'pods', put: [], gone }], known: null })
  expect(engine.answer(wants)?.matrix).toEqual(before?.matrix)
})

test('the matrix has all namespaces and the outside', () => {
  const matrix = engineWith().answer({ ...nothing, matrix: 'namespaces' })?.matrix
  expect(matrix?.rows.map((place) => ('namespace' in place ? place.namespace : place.type))).toEqual([
    'blue',
    'green',
    'red',
    'stack',
    'outside',
  ])
  if (matrix == null) throw new Error('no matrix')
  expect(cellAt(matrix, 0, 1)).toEqual({ pairs: 9, open: 9, full: 9, unknown: 0 })
  // The three pods of `red` are isolated, its two host pods are not.
  expect(cellAt(matrix, 0, 2)).toEqual({ pairs: 15, open: 6, full: 6, unknown: 0 })
  expect(cellAt(matrix, 4, 2)).toMatchObject({ pairs: 5, open: 2 })
  expect(cellAt(matrix, 4, 4).pairs).toBe(0)
})

test('workloads stand against those of another namespace', () => {
  const matrix = engineWith().answer({ ...nothing, matrix: { from: 'red', to: 'red' } })?.matrix
  if (matrix == null) throw new Error('no matrix')
  const at = (name: string) => matrix.rows.findIndex((place) => 'name' in place && place.name === name)
  expect(cellAt(matrix, at('two'), at('one'))).toMatchObject({ pairs: 1, open: 1, full: 0 })
  expect(cellAt(matrix, at('three'), at('one'))).toMatchObject({ pairs: 1, open: 0 })
})

test('a question is answered with rules, their lines and their text', () => {
  const { cell, courses } = pair(engineWith(), 'pod:red/two', 'pod:red/one')
  expect(cell).toEqual({ pairs: 1, open: 1, full: 1, unknown: 0 })
  const [course] = courses
  expect(course?.answer).toBe('yes')
  expect(course?.sides?.egress.reason).toBe('default')
  const allows = course?.sides?.ingress.steps.find(({ effect }) => effect === 'allows')
  expect(allows).toMatchObject({ path: 'spec.ingress[0]', policy: { name: 'let-two' } })
  expect(allows?.text).toContain('podSelector:')
  expect(pair(engineWith(), 'pod:red/two', 'pod:red/one', 81).courses[0]?.answer).toBe('no')
})

test('where some may and some may not, both are told, with how many pairs each is about', () => {
  const { courses, cell, memberCount } = pair(engineWith(), 'ns:red', 'pod:red/one')
  const pairsWith = (wanted: string) =>
    courses.filter(({ answer }) => answer === wanted).reduce((sum, { pairs }) => sum + pairs, 0)
  // The pod that is let in, and the host pod on its own node.
  expect([pairsWith('yes'), pairsWith('no')]).toEqual([2, 2])
  expect(courses.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(cell.pairs)
  // Each workload of `red` but the pod itself.
  expect(memberCount).toBe(4)
})

test('on any port, one that is open and one that is not are explained', () => {
  const { courses, some } = pair(engineWith(), 'pod:red/two', 'pod:red/one', null)
  expect(courses.map(({ answer, port }) => [answer, port.port])).toEqual([
    ['yes', 80],
    ['no', 443],
  ])
  expect(some.edges).toHaveLength(2)
})

test('an address of a pod is that pod, and one that is nobody stays an address', () => {
  const known = pair(engineWith(), 'ip:10.0.1.2', 'pod:red/one')
  expect(known.resolved.from).toEqual({ type: 'pod', namespace: 'red', name: 'two' })
  expect(known.courses[0]?.answer).toBe('yes')
  const stranger = pair(engineWith(), 'ip:192.0.2.1', 'pod:red/one')
  expect(stranger.resolved.from).toBeNull()
  expect(stranger).toMatchObject({ cell: { pairs: 1, open: 0, unknown: 0 } })
  // The own node of the pod may always.
  expect(pair(engineWith(), 'ip:172.16.0.1', 'pod:red/one').courses[0]?.answer).toBe('yes')
})

test('an address that could be of a pod that was not read is in doubt', () => {
  const { cell, courses } = pair(engineWith({ pods: true }), 'ip:192.0.2.1', 'pod:red/one')
  expect(cell.unknown).toBe(1)
  expect(courses[0]?.answer).toBe('unknown')
})

test('policies that may not be read leave nothing certain', () => {
  const engine = engineWith({ admin: true })
  expect(pair(engine, 'pod:red/two', 'pod:red/one').courses[0]?.answer).toBe('unknown')
  expect(pair(engine, 'pod:red/three', 'pod:red/one').courses[0]?.answer).toBe('unknown')
  const baseline = engineWith({ baseline: true })
  // The side of the pod that sends is left to the baseline; the one that receives refuses in any case.
  expect(pair(baseline, 'pod:red/two', 'pod:red/one').courses[0]?.answer).toBe('unknown')
  expect(pair(baseline, 'pod:red/three', 'pod:red/one').courses[0]?.answer).toBe('no')
})

test('what is not there is said to be missing, what has ended is said to have', () => {
  expect(pair(engineWith(), 'pod:red/nobody', 'pod:red/one').missing).toBe('from')
  expect(pair(engineWith(), 'pod:red/one', 'ns:nowhere').missing).toBe('to')
  expect(pair(engineWith(), 'pod:red/one', 'pod:red/one').courses[0]).toMatchObject({
    answer: 'yes',
    reason: 'same-pod',
  })
  expect(pair(engineWith(), 'pod:red/gone', 'pod:red/one').courses[0]).toMatchObject({
    answer: 'no',
    reason: 'finished',
  })
})

test('addresses outside are told by blocks', () => {
  const block = network('red', {
    podSelector: all,
    egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }],
  })
  const { outside, cell } = pair(engineWith({}, [block]), 'workload:red/Pod/one', 'outside', null)
  expect(outside.map(({ blocks }) => blocks)).toEqual([['192.0.2.0/24']])
  expect(cell).toMatchObject({ pairs: 1, open: 1, full: 0 })
})

test('only what is another object is sent again', () => {
  const sent = new Map<string, KubeObject>()
  const [first, second] = world([]).pods as unknown as [KubeObject, KubeObject]
  expect(changesOf('pods', sent, [first, second]).put).toHaveLength(2)
  const changed = { ...second }
  expect(changesOf('pods', sent, [changed])).toEqual({
    put: [['red/two', changed]],
    gone: ['red/one'],
  })
  expect(changesOf('pods', sent, [changed])).toEqual({ put: [], gone: [] })
})

test('a step stands at the line of its key', () => {
  const [policy] = policies as unknown as [KubeObject]
  expect(placeInText(policy, 'spec.podSelector')).toEqual({ line: 7, text: 'podSelector: {}' })
  const [, second] = policies as unknown as [KubeObject, KubeObject]
  expect(placeInText(second, 'spec.podSelector')).toEqual({
    line: 7,
    text: 'podSelector:\n  matchLabels:\n    app: one',
  })
  expect(placeInText(second, 'spec.ingress[0]').text).toMatch(/^- from:/)
})
