/** Both ends of the wire together: whatever happens on the way, the page ends up with what the cluster has. */
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LiveWorld } from './app/live/live-world.ts'
import { LiveStore } from './app/live/store.ts'
import { remembered } from './app/live/tracked-world.ts'
import { noFacts } from './k8s/cluster/facts.ts'
import { Discovery } from './k8s/discovery.ts'
import type { KubeObject } from './k8s/objects.ts'
import type { Index } from './k8s/objectset.ts'
import { inNamespace, labelled, named, ownedBy } from './kinds/lookups.ts'
import type { RelatedKind, World } from './kinds/world.ts'
import { WatchHub } from './server/watch/hub.ts'
import { ModelCluster } from './testing/modelcluster.ts'
import { Tab } from './testing/tab.ts'

beforeEach(() => {
  vi.useFakeTimers({
    toFake: [
      'setTimeout',
      'clearTimeout',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'Date',
      'performance',
    ],
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const plurals = ['widgets', 'gadgets'] as const
type Plural = (typeof plurals)[number]

const kinds: Record<Plural, RelatedKind> = {
  widgets: { group: 'example.com', kind: 'Widget', versions: ['v1'] },
  gadgets: { group: 'example.com', kind: 'Gadget', versions: ['v1'] },
}
const targetOf = (plural: Plural) => ({ cluster: 'a', group: 'example.com', version: 'v1', plural })
const served = {
  verbs: ['list', 'watch'],
  shortNames: [],
  group: 'example.com',
  version: 'v1',
  namespaced: true,
}
const discovery = new Discovery([
  { ...served, plural: 'widgets', kind: 'Widget' },
  { ...served, plural: 'gadgets', kind: 'Gadget' },
])

/** The widgets that a gadget refers to, by name. */
const byReference: Index = { keysOf: (object) => referencesOf(object) }

function referencesOf(object: KubeObject): readonly string[] {
  return 'spec' in object ? ((object.spec as { uses?: readonly string[] }).uses ?? []) : []
}

function setUp() {
  const cluster = new ModelCluster()
  const hub = new WatchHub(() => cluster.transport)
  const tab = new Tab(hub)
  const store = new LiveStore('ws://portolan/watch')
  const collections = {
    widgets: store.collection(targetOf('widgets')),
    gadgets: store.collection(targetOf('gadgets')),
  }
  const ends = plurals.map((plural, at) =>
    collections[plural].subscribe(() => undefined, at === 0 ? 'page' : 'related'),
  )
  const facts = noFacts([])
  const world = () =>
    new LiveWorld(
      plurals.map((plural) => [kinds[plural], [collections[plural]]] as const),
      { discovery, labelDomain: 'cpaas.io', projectLabel: 'cpaas.io/project', project: null, facts },
    )
  const end = () => {
    for (const each of ends) each()
    hub.close()
  }
  return { cluster, hub, tab, store, collections, world, end }
}

type Setting = ReturnType<typeof setUp>

const name = fc.integer({ min: 0, max: 29 }).map((n) => `n-${n}`)
const label = fc.constantFrom('red', 'green', 'blue')
const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      plural: fc.constantFrom(...plurals),
      name,
      label,
      uses: fc.array(name, { maxLength: 3 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('delete' as const), plural: fc.constantFrom(...plurals), name }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 900 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('cut' as const, 'break' as const, 'compact' as const, 'restart' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'down' as const,
        'up' as const,
        'hide' as const,
        'show' as const,
        'stall' as const,
        'read' as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('refuse' as const, 'allow' as const),
      plural: fc.constantFrom(...plurals),
      code: fc.constantFrom(403, 404, 500),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('flood' as const),
      plural: fc.constantFrom(...plurals),
      count: fc.integer({ min: 1, max: 2500 }),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function perform({ cluster, tab }: Setting, each: Step): Promise<void> {
  switch (each.do) {
    case 'put':
      return cluster.put(each.plural, each.name, fieldsOf(cluster, each.label, each.uses))
    case 'delete':
      return cluster.delete(each.plural, each.name)
    case 'wait':
      await vi.advanceTimersByTimeAsync(each.ms)
      return
    case 'cut':
      return tab.cut()
    case 'break':
      return cluster.breakWatches()
    case 'compact':
      return cluster.compact()
    case 'restart':
      return cluster.restart()
    case 'down':
      cluster.isDown = true
      return cluster.restart()
    case 'up':
      cluster.isDown = false
      return
    case 'hide':
    case 'show':
      tab.document.hidden = each.do === 'hide'
      return
    case 'stall':
    case 'read':
      return tab.stall(each.do === 'stall')
    case 'refuse':
      cluster.refused.set(each.plural, each.code)
      // Rights are judged when a watch is opened.
      return cluster.breakWatches()
    case 'allow':
      cluster.refused.delete(each.plural)
      return
    case 'flood':
      for (let n = 0; n < each.count; n++) {
        cluster.put(each.plural, `flood-${n % 400}`)
        if (n % 3 === 0) cluster.delete(each.plural, `flood-${(n * 7) % 400}`)
        if (n % 400 === 399) await vi.advanceTimersByTimeAsync(60)
      }
  }
}

function fieldsOf(cluster: ModelCluster, color: string, uses: readonly string[]) {
  const owner = cluster.objects('widgets')[0]?.metadata
  const ownerReferences =
    owner?.uid === undefined ? [] : [{ apiVersion: 'v1', kind: 'Widget', name: owner.name, uid: owner.uid }]
  return {
    metadata: { name: '', namespace: color === 'red' ? 'shop' : 'bank', labels: { color }, ownerReferences },
    spec: { uses },
  }
}

/** Everything works again; the page has a few seconds. */
async function settle({ cluster, tab }: Setting, ms: number): Promise<void> {
  cluster.isDown = false
  cluster.refused.clear()
  tab.document.hidden = false
  tab.stall(false)
  await vi.advanceTimersByTimeAsync(ms)
}

const sorted = (objects: readonly KubeObject[]) =>
  objects.toSorted((a, b) => (a.metadata.uid ?? '').localeCompare(b.metadata.uid ?? ''))

function compare(setting: Setting): void {
  const { cluster, collections } = setting
  const world = setting.world()
  for (const plural of plurals) {
    const { items, state } = collections[plural].view()
    expect(state.phase, plural).toBe('live')
    expect(sorted(items), plural).toEqual(sorted(cluster.objects(plural)))
    expect(world.list(kinds[plural])).toBe(items)
    const found = (objects: readonly KubeObject[], matches: (object: KubeObject) => boolean) => {
      expect(new Set(objects)).toEqual(new Set(items.filter(matches)))
      expect(objects).toHaveLength(new Set(objects).size)
    }
    const kind = kinds[plural]
    for (const namespace of ['shop', 'bank'])
      found(inNamespace(world, kind, namespace), ({ metadata }) => metadata.namespace === namespace)
    for (const color of ['red', 'green', 'blue'])
      found(
        labelled(world, kind, 'bank', { color }),
        ({ metadata }) => metadata.namespace === 'bank' && metadata.labels?.color === color,
      )
    for (const { metadata } of items) {
      const { uid = '', namespace = '', name: its } = metadata
      expect(named(world, kind, namespace, its)?.metadata.uid).toBe(uid)
      found(ownedBy(world, kind, uid), (each) => each.metadata.ownerReferences?.[0]?.uid === uid)
      found(world.lookup(kind, byReference, its), (each) => referencesOf(each).includes(its))
    }
    for (const object of items) expect(usersOf.of(object, world)).toBe(users(object, world))
  }
}

/** As a cell would: which gadgets use it, of which color, and whether that is sure. */
function users({ metadata }: KubeObject, world: World): string {
  const all = world.lookup(kinds.gadgets, byReference, metadata.name)
  const colors = all.map((each) => `${each.metadata.name}@${each.metadata.resourceVersion}`)
  return `${world.availability(kinds.gadgets)} ${colors.toSorted().join()}`
}

const usersOf = remembered(users)

test('events, cuts, resumes, expiries and outages in any order leave content and indexes as they should be', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { maxLength: 25 }), { minLength: 1, maxLength: 4 }),
      async (rounds) => {
        const setting = setUp()
        try {
          for (const steps of rounds) {
            for (const each of steps) await perform(setting, each)
            // What was refused for long is asked about less often.
            await settle(setting, steps.some((each) => each.do === 'refuse') ? 32_000 : 5_000)
            compare(setting)
          }
          expect(setting.tab.most).toBeLessThan(50_000 + 1024 * 1024)
          setting.end()
          await vi.advanceTimersByTimeAsync(10_000)
          expect(setting.cluster.watches).toBe(0)
        } finally {
          // Nothing of this page goes on in the next one.
          vi.clearAllTimers()
        }
      },
    ),
    { numRuns: 100 },
  )
}, 120_000)
