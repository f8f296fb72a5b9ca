import { describe, expect, it } from 'vitest'
import type { JsonMap, KindInfo, Schema } from '../../types.ts'
import { goText, undeclared } from './declared.ts'

const schema: Schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        size: { type: 'integer' },
        paused: { type: 'boolean' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        amount: { 'x-kubernetes-int-or-string': true },
        free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        parents: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
        ports: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['port', 'protocol'],
          items: {
            type: 'object',
            properties: { port: { type: 'integer' }, protocol: { type: 'string', default: 'TCP' } },
          },
        },
      },
    },
  },
}
const kind = { custom: true, kind: 'Thing', schema } as KindInfo
const faults = (spec: JsonMap) =>
  undeclared(kind, { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' }, spec })

describe('types of an applied configuration', () => {
  it('accepts what the schema declares', () => {
    const spec = { size: 1, amount: '5%', labels: { a: 'b' }, free: { x: 1 }, parents: [{ name: 'a' }] }
    expect(faults(spec)).toEqual([])
  })

  it.each<[string, JsonMap, string]>([
    ['unknown fields', { sizes: 1 }, '.spec.sizes: field not declared in schema'],
    [
      'unknown fields in lists',
      { parents: [{ nam: '' }] },
      '.spec.parents[0].nam: field not declared in schema',
    ],
    ['texts for numbers', { size: 'x' }, '.spec.size: expected numeric (int or float), got string'],
    [
      'numbers for texts',
      { labels: { a: 7 } },
      '.spec.labels.a: expected string, got &value.valueUnstructured{Value:7}',
    ],
    ['maps for lists', { ports: { a: 1 } }, '.spec.ports: expected list, got &{map[a:1]}'],
    ['texts for maps', { labels: 'x' }, '.spec.labels: expected map, got &{x}'],
    [
      'items of one key',
      { ports: [{ port: 80 }, { port: 80, protocol: 'TCP' }] },
      '.spec.ports: duplicate entries for key [port=80,protocol="TCP"]',
    ],
  ])('refuses %s', (_, spec, fault) => {
    expect(faults(spec)).toEqual([fault])
  })

  it('prints values as Go does', () => {
    expect(goText({ b: [1, 'x', null], a: { c: true } })).toBe('map[a:map[c:true] b:[1 x <nil>]]')
  })
})
