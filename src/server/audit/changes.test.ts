import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { differingPaths, patchedPaths, statedPaths } from './changes.ts'

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'web',
    namespace: 'shop',
    resourceVersion: '7',
    managedFields: [{ manager: 'x' }],
    labels: { app: 'web' },
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":"secret"}' },
  },
  spec: { type: 'ClusterIP', selector: {}, ports: [{ port: 80 }, { port: 443, name: 'https' }] },
}

test('what is created or applied is named leaf by leaf', () => {
  const paths = [
    'spec.type',
    'spec.selector',
    'spec.ports[0].port',
    'spec.ports[1].port',
    'spec.ports[1].name',
    'metadata.labels.app',
    'metadata.annotations[kubectl.kubernetes.io/last-applied-configuration]',
  ]
  expect(statedPaths(service)).toEqual({ paths, morePaths: 0 })
  expect(patchedPaths('application/apply-patch+yaml', service)).toEqual({ paths, morePaths: 0 })
})

test('of a Secret only the keys are named', () => {
  const secret = { kind: 'Secret', data: { password: 'aHVudGVy' }, stringData: { 'tls.key': 'hunter' } }
  expect(statedPaths(secret).paths).toEqual(['data.password', 'stringData[tls.key]'])
})

test('a JSON patch names where it points to, and where it moves from; a test changes nothing', () => {
  const patch = [
    { op: 'test', path: '/spec/type', value: 'ClusterIP' },
    { op: 'replace', path: '/spec/ports/0/port', value: 81 },
    { op: 'add', path: '/spec/ports/-', value: { port: 1 } },
    { op: 'add', path: '/metadata/annotations/example.com~1a~0b', value: 'secret' },
    { op: 'remove', path: '/spec/selector/app' },
    { op: 'move', from: '/spec/a', path: '/spec/b' },
    { op: 'copy', from: '/spec/c', path: '/spec/d' },
  ]
  expect(patchedPaths('application/json-patch+json', patch)?.paths).toEqual([
    'spec.ports[0].port',
    'spec.ports.-',
    'metadata.annotations[example.com/a~b]',
    'spec.selector.app',
    'spec.b',
    'spec.a',
    'spec.d',
  ])
  expect(patchedPaths('application/json-patch+json', {})).toBeNull()
})

test.each(['application/merge-patch+json', 'application/strategic-merge-patch+json'])(
  'a %s names leaves, removals among them, and lists as a whole',
  (type) => {
    const patch = {
      metadata: { resourceVersion: '7', labels: { app: null, tier: 'x' } },
      spec: {
        ports: [{ port: 80 }],
        selector: {},
        $retainKeys: ['a'],
        '$setElementOrder/ports': [{ port: 1 }],
      },
    }
    expect(patchedPaths(type, patch)?.paths).toEqual([
      'spec.ports',
      'spec.selector',
      'spec',
      'metadata.labels.app',
      'metadata.labels.tier',
    ])
  },
)

test('what was replaced is named where it differs, and not what the server keeps for itself', () => {
  const after = {
    ...service,
    metadata: { ...service.metadata, resourceVersion: '8', managedFields: [], labels: { tier: 'x' } },
    spec: { type: 'NodePort', selector: {}, ports: [{ port: 80, nodePort: 30000 }] },
  }
  expect(differingPaths(service, after).paths).toEqual([
    'spec.type',
    'spec.ports[0].nodePort',
    'spec.ports[1].port',
    'spec.ports[1].name',
    'metadata.labels.app',
    'metadata.labels.tier',
  ])
  expect(differingPaths(service, service)).toEqual({ paths: [], morePaths: 0 })
})

test('a patch of another type cannot be told', () => {
  expect(patchedPaths('application/apply-patch+cbor', {})).toBeNull()
})

test('paths are bounded in number and in length', () => {
  const data = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`key-${index}`, '']))
  expect(statedPaths({ data })).toMatchObject({ morePaths: 150 })
  expect(statedPaths({ data }).paths).toHaveLength(100)
  expect(statedPaths({ data: { ['k'.repeat(5000)]: '' } }).paths[0]).toHaveLength(256)
  let deep: object = {}
  for (let depth = 0; depth < 5000; depth++) deep = { a: deep }
  expect(statedPaths({ deep }).paths).toHaveLength(1)
  expect(differingPaths({ deep }, { deep: 1 }).paths).toEqual(['deep'])
})

test('no body of any shape breaks it, and equal objects never differ', () => {
  const types = [
    'application/json-patch+json',
    'application/merge-patch+json',
    'application/strategic-merge-patch+json',
    'application/apply-patch+yaml',
  ]
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      for (const type of types) patchedPaths(type, one)
      differingPaths(one, other)
      expect(differingPaths(one, structuredClone(one)).paths).toEqual([])
    }),
  )
})
