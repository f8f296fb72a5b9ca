import { expect, test, vi } from 'vitest'
import { noFacts } from '../../k8s/cluster/facts.ts'
import { Discovery } from '../../k8s/discovery.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { byKey, type Index, ObjectSet } from '../../k8s/objectset.ts'
import { labelled, named } from '../../kinds/lookups.ts'
import type { RelatedKind, World } from '../../kinds/world.ts'
import type { WatchState } from '../../wire.ts'
import type { CollectionView } from './collection.ts'
import { LiveWorld } from './live-world.ts'
import { remembered, TrackedWorld } from './tracked-world.ts'

const projectLabel = 'cpaas.io/project'
const nothingKnown = noFacts([])

const pods: RelatedKind = { group: '', kind: 'Pod', versions: ['v1'] }
const discovery = new Discovery([
  {
    group: '',
    version: 'v1',
    plural: 'pods',
    kind: 'Pod',
    namespaced: true,
    verbs: ['list'],
    shortNames: [],
  },
])

const pod = (name: string, app: string, version = '1'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', uid: name, resourceVersion: version, labels: { app } },
})
const service: KubeObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } }

/** Collections of pods, one for each list. */
function setUp(...lists: readonly (readonly KubeObject[])[]) {
  const sets = lists.map((objects) => {
    const set = new ObjectSet()
    set.apply(byKey(objects))
    return set
  })
  let state: WatchState = { phase: 'live', since: 0 }
  const parts = sets.map((set) => ({
    view: (): CollectionView => ({ items: set.items(), state }),
    lookup: <T extends KubeObject>(index: Index<T>, key: string) => set.lookup(index, key),
  }))
  const context = { discovery, labelDomain: 'cpaas.io', projectLabel, project: null }
  const world = (facts = nothingKnown) => new LiveWorld([[pods, parts]], { ...context, facts })
  return {
    world,
    put: (...objects: KubeObject[]) => sets[0]?.apply(byKey(objects)),
    become: (phase: WatchState['phase']) => {
      state = { phase, since: 0 }
    },
  }
}

test('a kind that nobody asked for is not known, and one of no namespaces is complete', () => {
  const context = { discovery, labelDomain: 'cpaas.io', projectLabel, project: null, facts: nothingKnown }
  expect(new LiveWorld([], context).availability(pods)).toBe('loading')
  expect(new LiveWorld([[pods, []]], context).availability(pods)).toBe('live')
})

const names = (objects: readonly KubeObject[]) => objects.map(({ metadata }) => metadata.name)

test('a computation is done again when something that it read has changed, and only then', () => {
  const { world, put, become } = setUp([pod('a', 'web'), pod('b', 'db')])
  const compute = vi.fn(
    (_: KubeObject, given: World) =>
      `${given.availability(pods)} ${names(labelled(given, pods, 'shop', { app: 'web' })).join()}`,
  )
  const cell = remembered(compute)
  const now = () => cell.of(service, world())
  expect([now(), now()]).toEqual(['live a', 'live a'])
  put(pod('b', 'db', '2'), pod('c', 'db'))
  expect(now()).toBe('live a')
  expect(compute).toHaveBeenCalledTimes(1)
  put(pod('d', 'web'))
  expect(now()).toBe('live a,d')
  put(pod('a', 'db', '2'))
  expect(now()).toBe('live d')
  become('reconnecting')
  expect(now()).toBe('stale d')
  expect(compute).toHaveBeenCalledTimes(4)
})

test('what was looked for and not there is something that was read', () => {
  const { world, put } = setUp([])
  const cell = remembered((_, given) => named(given, pods, 'shop', 'late') !== undefined)
  expect(cell.of(service, world())).toBe(false)
  put(pod('late', 'web'))
  expect(cell.of(service, world())).toBe(true)
})

test('another object is computed for itself', () => {
  const { world } = setUp([])
  const cell = remembered(({ metadata }) => metadata.name)
  expect(cell.of(service, world())).toBe('web')
  expect(cell.of({ ...service, metadata: { name: 'api' } }, world())).toBe('api')
})

test('the generation is another in every world, but for what reads nothing of it', () => {
  const { world } = setUp([])
  const counted = remembered((_, given) => given.list(pods).length)
  const called = remembered(({ metadata }) => metadata.name)
  const first = world()
  for (const each of [counted, called]) each.of(service, first)
  const before = counted.generation(first)
  expect(counted.generation(first)).toBe(before)
  expect(counted.generation(world())).not.toBe(before)
  expect([called.generation(first), called.generation(world())]).toEqual([0, 0])
})

test('several namespaces are one list, which stays the same until one of them changes', () => {
  const { world, put } = setUp([pod('a', 'web')], [pod('b', 'web')], [])
  const found = () => labelled(world(), pods, 'shop', { app: 'web' })
  const first = found()
  expect(names(first)).toEqual(['a', 'b'])
  expect(found()).toBe(first)
  expect(world().list(pods)).toBe(world().list(pods))
  put(pod('c', 'web'))
  expect(names(found())).toEqual(['a', 'c', 'b'])
})

test('a world of another label domain or project is another one', () => {
  const { world } = setUp([])
  const tracked = new TrackedWorld(world())
  const other = new LiveWorld([], {
    discovery,
    labelDomain: 'example.com',
    projectLabel,
    project: null,
    facts: nothingKnown,
  })
  expect(tracked.holdsIn(world())).toBe(true)
  expect(tracked.holdsIn(other)).toBe(false)
})

test('other facts of the cluster matter to those who asked for them', () => {
  const { world } = setUp([])
  const [asks, asksNot] = [new TrackedWorld(world()), new TrackedWorld(world())]
  expect(asks.facts.presence('any')).toBe('unknown')
  expect(asks.hasRead).toBe(true)
  expect(asks.holdsIn(world())).toBe(true)
  const other = world(noFacts([]))
  expect(asks.holdsIn(other)).toBe(false)
  expect(asksNot.holdsIn(other)).toBe(true)
})
