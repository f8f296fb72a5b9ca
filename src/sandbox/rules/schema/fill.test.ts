import { describe, expect, it } from 'vitest'
import type { Schema } from '../../types.ts'
import { applyDefaults } from './default.ts'
import { pruneUnknown, unknownFieldsOf } from './prune.ts'
import { validateUniqueness } from './unique.ts'

const schema: Schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        port: { type: 'integer', default: 80 },
        open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        inner: { type: 'object', default: {}, properties: { mode: { type: 'string', default: 'a' } } },
        list: { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } },
      },
    },
  },
}

describe('unknown fields', () => {
  const object = () => ({
    apiVersion: 'v1',
    kind: 'X',
    metadata: { name: 'a', strange: 1 },
    extra: 1,
    spec: { foo: 1, open: { any: 1 }, list: [{ n: 1 }, { m: 2 }] },
  })

  it('are listed with their places', () => {
    expect(unknownFieldsOf(schema, object())).toEqual([
      'metadata.strange',
      'extra',
      'spec.foo',
      'spec.list[1].m',
    ])
  })

  it('are pruned where nothing preserves them', () => {
    const pruned = object()
    pruneUnknown(schema, pruned)
    expect(pruned).toEqual({
      apiVersion: 'v1',
      kind: 'X',
      metadata: { name: 'a' },
      spec: { open: { any: 1 }, list: [{ n: 1 }, {}] },
    })
  })
})

describe('applyDefaults', () => {
  it('fills in what is missing, inside defaults too', () => {
    const object = { spec: {} }
    applyDefaults(schema, object)
    expect(object).toEqual({ spec: { port: 80, inner: { mode: 'a' } } })
  })

  it('replaces a null by the default, or drops it', () => {
    const object = { spec: { port: null, list: null } }
    applyDefaults(schema, object)
    expect(object).toEqual({ spec: { port: 80, inner: { mode: 'a' } } })
  })
})

describe('validateUniqueness', () => {
  const said = (list: Schema, value: unknown) =>
    validateUniqueness({ properties: { l: list } }, { l: value }).map((e) => `${e.field}: ${e.message}`)

  it('compares items of sets', () => {
    const set: Schema = { type: 'array', 'x-kubernetes-list-type': 'set' }
    expect(said(set, ['a', 'b', 'a', 'a'])).toEqual(['l[2]: Duplicate value: "a"'])
  })

  it('compares keys of maps', () => {
    const map: Schema = {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['port', 'protocol'],
    }
    const port = { port: 80, protocol: 'TCP' }
    expect(said(map, [port, { ...port, protocol: 'UDP' }, { ...port, name: 'b' }])).toEqual([
      'l[2]: Duplicate value: {"port":80,"protocol":"TCP"}',
    ])
  })
})
