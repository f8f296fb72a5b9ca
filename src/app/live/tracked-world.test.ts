import { expect, test, vi } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { testWorld } from '../../kinds/testing/world.ts'
import type { RelatedKind, World } from '../../kinds/world.ts'
import { remembered, TrackedWorld } from './tracked-world.ts'

const pods: RelatedKind = { group: '', kind: 'Pod', versions: ['v1'] }
const nodes: RelatedKind = { group: '', kind: 'Node', versions: ['v1'] }
const object = (kind: string, name: string): KubeObject => ({ apiVersion: 'v1', kind, metadata: { name } })
const web = object('Service', 'web')

/** The same lists as long as they are not given. */
function worldLike(before: World, lists: ReadonlyMap<RelatedKind, readonly KubeObject[]>): World {
  return {
    ...before,
    list: <T extends KubeObject>(kind: RelatedKind) => (lists.get(kind) ?? before.list(kind)) as readonly T[],
  }
}

test('a value is computed again once a list that it read is another, and only then', () => {
  const compute = vi.fn((_: KubeObject, world: World) => world.list(pods).length)
  const cached = remembered(compute)
  const first = testWorld({ objects: [object('Pod', 'a')] })
  expect([cached.of(web, first), cached.of(web, first)]).toEqual([1, 1])
  const otherNodes = worldLike(first, new Map([[nodes, [object('Node', 'n')]]]))
  expect(cached.of(web, otherNodes)).toBe(1)
  expect(compute).toHaveBeenCalledTimes(1)
  const generation = cached.generation(otherNodes)
  const otherPods = worldLike(first, new Map([[pods, []]]))
  expect(cached.generation(otherPods)).not.toBe(generation)
  expect(cached.of(web, otherPods)).toBe(0)
  expect(compute).toHaveBeenCalledTimes(2)
})

test('what reads nothing of the world is the same in all', () => {
  const named = remembered(({ metadata }) => metadata.name)
  const first = testWorld()
  expect([named.of(web, first), named.generation(first), named.generation(testWorld())]).toEqual([
    'web',
    0,
    0,
  ])
})

test('availability is read, too', () => {
  const reads = new TrackedWorld(testWorld())
  reads.availability(pods)
  expect(reads.holdsIn(testWorld({ availability: { Node: 'refused' } }))).toBe(true)
  expect(reads.holdsIn(testWorld({ availability: { Pod: 'refused' } }))).toBe(false)
})

test('what is asked later is asked of the world of today', () => {
  const first = testWorld()
  const reads = new TrackedWorld(first)
  const later = worldLike(first, new Map([[pods, [object('Pod', 'a')]]]))
  expect(reads.holdsIn(later)).toBe(true)
  expect(reads.list(pods)).toHaveLength(1)
  expect(reads.holdsIn(first)).toBe(false)
})

test('another project is another world', () => {
  const reads = new TrackedWorld(testWorld({ project: 'shop' }))
  expect(reads.holdsIn(testWorld({ project: 'media' }))).toBe(false)
})
