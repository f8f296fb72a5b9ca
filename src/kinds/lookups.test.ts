import { expect, test } from 'vitest'
import type { KubeObject } from '../k8s/objects.ts'
import { anyNamed, inNamespace, LabelIndexes, labelled, named, ownedBy } from './lookups.ts'
import { testWorld } from './testing/world.ts'
import type { RelatedKind } from './world.ts'

const pods: RelatedKind = { group: '', kind: 'Pod', versions: ['v1'] }
const pod = (namespace: string, name: string, labels: Record<string, string>, owner = ''): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    namespace,
    name,
    labels,
    ownerReferences:
      owner === '' ? [] : [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: owner, uid: owner }],
  },
})
const world = testWorld({
  objects: [
    pod('shop', 'a', { app: 'web', tier: 'front' }, 'rs-1'),
    pod('shop', 'b', { app: 'web', tier: 'back' }, 'rs-2'),
    pod('bank', 'a', { app: 'web', tier: 'front' }, 'rs-1'),
  ],
})
const places = (objects: readonly KubeObject[]) =>
  objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)

test('by name, in a namespace or in any', () => {
  expect(named(world, pods, 'bank', 'a')?.metadata.namespace).toBe('bank')
  expect(named(world, pods, 'bank', 'b')).toBeUndefined()
  expect(places(anyNamed(world, pods, 'a'))).toEqual(['shop/a', 'bank/a'])
})

test('by namespace and by owner', () => {
  expect(places(inNamespace(world, pods, 'shop'))).toEqual(['shop/a', 'shop/b'])
  expect(places(ownedBy(world, pods, 'rs-1'))).toEqual(['shop/a', 'bank/a'])
})

test('by a selector, of which every pair has to match', () => {
  expect(places(labelled(world, pods, 'shop', { app: 'web' }))).toEqual(['shop/a', 'shop/b'])
  expect(places(labelled(world, pods, 'shop', { app: 'web', tier: 'back' }))).toEqual(['shop/b'])
  expect(labelled(world, pods, 'shop', { app: 'web', tier: 'none' })).toEqual([])
  expect(labelled(world, pods, 'shop', {})).toEqual([])
})

test('by other labels that an object holds', () => {
  const byOwner = new LabelIndexes(({ metadata }) => ({ owner: metadata.ownerReferences?.[0]?.uid ?? '' }))
  expect(places(labelled(world, pods, 'shop', { owner: 'rs-2' }, byOwner))).toEqual(['shop/b'])
})
