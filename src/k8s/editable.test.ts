import { describe, expect, test } from 'vitest'
import { editablePart, wholeObject } from './editable.ts'

const read = {
  metadata: {
    name: 'web',
    namespace: 'shop',
    uid: 'u-1',
    resourceVersion: '42',
    generation: 3,
    creationTimestamp: '2026-01-01T00:00:00Z',
    managedFields: [{ manager: 'kubectl' }],
    labels: { app: 'web' },
    annotations: { note: 'x' },
    finalizers: ['example.com/f'],
    ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'a', uid: 'u-0' }],
  },
  spec: { type: 'ClusterIP' },
  status: { loadBalancer: {} },
  kind: 'Service',
  apiVersion: 'v1',
}

describe('what people edit', () => {
  test('has neither status nor the metadata that the server writes', () => {
    expect(editablePart(read)).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'web',
        namespace: 'shop',
        labels: { app: 'web' },
        annotations: { note: 'x' },
        finalizers: ['example.com/f'],
        ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'a', uid: 'u-0' }],
      },
      spec: { type: 'ClusterIP' },
    })
  })

  test('begins with what it is and what it is called, however the server wrote it', () => {
    expect(Object.keys(editablePart(read))).toEqual(['apiVersion', 'kind', 'metadata', 'spec'])
  })

  test('keeps parts of any name, such as data', () => {
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: '1' } }
    expect(editablePart(configMap)).toEqual(configMap)
  })
})

describe('the way back', () => {
  test('gives the object that was read, without its managed fields', () => {
    const { managedFields: _, ...metadata } = read.metadata
    expect(wholeObject(editablePart(read), read)).toEqual({ ...read, metadata })
  })

  test('keeps the resourceVersion that was read, so that the server can tell a conflict', () => {
    const whole = wholeObject({ kind: 'Service', metadata: { name: 'web' }, spec: {} }, read)
    expect(whole.metadata).toMatchObject({ resourceVersion: '42', uid: 'u-1' })
  })

  test('takes away what was taken away', () => {
    const whole = wholeObject({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } }, read)
    expect(whole).not.toHaveProperty('spec')
    expect(whole.metadata).not.toHaveProperty('labels')
    expect(whole.metadata).not.toHaveProperty('finalizers')
  })

  test('lets what was typed win', () => {
    const whole = wholeObject({ metadata: { name: 'web', resourceVersion: '7' }, status: { own: 1 } }, read)
    expect(whole.metadata).toMatchObject({ resourceVersion: '7' })
    expect(whole.status).toEqual({ own: 1 })
  })

  test('invents no status where there was none', () => {
    const { status: _, ...young } = read
    expect(wholeObject(editablePart(young), young)).not.toHaveProperty('status')
  })

  test.each([undefined, null, 'text', 7])('is what the server knows for a text that holds %j', (edited) => {
    expect(wholeObject(edited, read)).toMatchObject({ metadata: { resourceVersion: '42' } })
  })
})
