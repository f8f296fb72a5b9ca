import { expect, test } from 'vitest'
import type { Manifest } from '../../k8s/objects.ts'
import { isSecret, withHiddenValues } from './secret-values.ts'

const secret: Manifest = {
  apiVersion: 'v1',
  kind: 'Secret',
  type: 'Opaque',
  metadata: {
    name: 'token',
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"a":"aHVzaA=="}}',
      note: 'b',
    },
  },
  data: { a: 'aHVzaA==', odd: 3 },
  stringData: { b: 'hush' },
}

test('no value of a Secret is left, and every key is', () => {
  const shown = withHiddenValues(secret)
  expect(JSON.stringify(shown)).not.toMatch(/aHVzaA|hush|3/)
  expect(shown).toMatchObject({
    type: 'Opaque',
    metadata: { name: 'token', annotations: { note: 'b' } },
    data: { a: expect.any(String), odd: expect.any(String) },
    stringData: { b: expect.any(String) },
  })
})

test('a Secret without values stays as it is', () => {
  const { data: _data, stringData: _stringData, metadata, ...rest } = secret
  const bare = { ...rest, metadata: { name: metadata.name } }
  expect(withHiddenValues(bare)).toEqual(bare)
})

test('only the Secret of Kubernetes is one', () => {
  expect(isSecret(secret)).toBe(true)
  expect(isSecret({ ...secret, apiVersion: 'example.com/v1' })).toBe(false)
  expect(isSecret({ ...secret, kind: 'ConfigMap' })).toBe(false)
})
