import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonMap } from '../../types.ts'
import { isMap, sameJson } from '../values.ts'
import { applyJsonPatch } from './json.ts'
import { applyMergePatch } from './merge.ts'
import { applyStrategicPatch } from './strategic.ts'

const key = fc.constantFrom('a', 'b', 'c/d', '~e', '')
const { value: json } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: -3, max: 3 }),
    fc.boolean(),
    fc.constantFrom('x', 'y'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  ),
}))
const map = fc.dictionary(key, json, { maxKeys: 4 }) as fc.Arbitrary<JsonMap>

describe('JSON patch', () => {
  it.each<[Json, Json, Json]>([
    [{ a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 }],
    [{ a: [1, 3] }, [{ op: 'add', path: '/a/1', value: 2 }], { a: [1, 2, 3] }],
    [{ a: [1] }, [{ op: 'add', path: '/a/-', value: 2 }], { a: [1, 2] }],
    [{ a: [1, 2] }, [{ op: 'remove', path: '/a/0' }], { a: [2] }],
    [{ a: { b: 1 } }, [{ op: 'move', from: '/a/b', path: '/c' }], { a: {}, c: 1 }],
    [{ a: 1 }, [{ op: 'copy', from: '/a', path: '/b' }], { a: 1, b: 1 }],
    [{ 'a/b': 1, '~': 2 }, [{ op: 'replace', path: '/a~1b', value: 3 }], { 'a/b': 3, '~': 2 }],
    [{ a: 1 }, [{ op: 'replace', path: '', value: { z: 1 } }], { z: 1 }],
  ])('%j with %j', (document, patch, expected) => {
    expect(applyJsonPatch(document, patch)).toEqual(expected)
  })

  it.each<[Json, Json]>([
    [{ a: 1 }, [{ op: 'test', path: '/a', value: 2 }]],
    [{ a: 1 }, [{ op: 'remove', path: '/b' }]],
    [{ a: 1 }, [{ op: 'what', path: '/a' }]],
    [{ a: [1] }, [{ op: 'add', path: '/a/5', value: 1 }]],
    [{ a: 1 }, [{ op: 'add', path: '/b/c', value: 1 }]],
    [{ a: 1 }, [7]],
  ])('refuses %j with %j', (document, patch) => {
    expect(() => applyJsonPatch(document, patch)).toThrow('error in our request')
  })

  it('is undone by the opposite operation, and never changes its input', () => {
    fc.assert(
      fc.property(map, fc.constantFrom('new', 'a b'), json, (document, name, value) => {
        const before = JSON.stringify(document)
        const added = applyJsonPatch(document, [{ op: 'add', path: `/${name}`, value }])
        expect(isMap(added) && sameJson(added[name], value)).toBe(true)
        expect(applyJsonPatch(added, [{ op: 'remove', path: `/${name}` }])).toEqual(document)
        expect(JSON.stringify(document)).toBe(before)
      }),
    )
  })

  it('keeps hostile keys as plain data', () => {
    const patched = applyJsonPatch({}, [{ op: 'add', path: '/__proto__', value: { polluted: true } }])
    expect(Object.keys(patched as JsonMap)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('merge patch', () => {
  it('follows the examples of RFC 7386', () => {
    const target: Json = {
      title: 'Goodbye!',
      author: { givenName: 'John', familyName: 'Doe' },
      tags: ['a', 'b'],
    }
    const patch: Json = { title: 'Hello!', author: { familyName: null }, tags: ['c'], phone: '1' }
    expect(applyMergePatch(target, patch)).toEqual({
      title: 'Hello!',
      author: { givenName: 'John' },
      tags: ['c'],
      phone: '1',
    })
    expect(applyMergePatch({}, { a: { bb: { ccc: null } } })).toEqual({ a: { bb: {} } })
    expect(applyMergePatch(['a'], { a: 1 })).toEqual({ a: 1 })
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(map, map, (target, patch) => {
        const once = applyMergePatch(target, patch)
        expect(applyMergePatch(once, patch)).toEqual(once)
      }),
    )
  })

  it('makes the patch itself, without its nulls, of an empty object', () => {
    fc.assert(
      fc.property(map, (patch) => {
        expect(applyMergePatch({}, patch)).toEqual(patch)
      }),
    )
  })
})

describe('strategic merge patch', () => {
  const service: JsonMap = {
    spec: {
      ports: [
        { name: 'http', port: 80, protocol: 'TCP' },
        { name: 'b', port: 81, protocol: 'TCP' },
      ],
      selector: { a: 'b' },
    },
  }

  it('merges lists by their key, new items first', () => {
    const patch: Json = {
      spec: {
        ports: [
          { name: 'c', port: 82 },
          { $patch: 'delete', port: 81 },
        ],
      },
    }
    expect(applyStrategicPatch(service, patch, 'Service')).toEqual({
      spec: {
        ports: [
          { name: 'c', port: 82 },
          { name: 'http', port: 80, protocol: 'TCP' },
        ],
        selector: { a: 'b' },
      },
    })
  })

  it('follows $setElementOrder', () => {
    const patch: Json = {
      spec: { '$setElementOrder/ports': [{ port: 81 }, { port: 80 }], ports: [{ port: 81, name: 'x' }] },
    }
    expect(applyStrategicPatch(service, patch, 'Service')).toMatchObject({
      spec: { ports: [{ port: 81, name: 'x' }, { port: 80 }] },
    })
  })

  it('replaces maps and lists on request', () => {
    expect(
      applyStrategicPatch(service, { spec: { selector: { $patch: 'replace', c: 'd' } } }, 'Service'),
    ).toMatchObject({
      spec: { selector: { c: 'd' } },
    })
    const patch: Json = { spec: { ports: [{ $patch: 'replace' }, { port: 9 }] } }
    expect(applyStrategicPatch(service, patch, 'Service')).toMatchObject({ spec: { ports: [{ port: 9 }] } })
  })

  it('keeps only the keys a patch retains', () => {
    const deployment: JsonMap = {
      spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } },
    }
    const patch: Json = { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } }
    expect(applyStrategicPatch(deployment, patch, 'Deployment')).toEqual({
      spec: { strategy: { type: 'Recreate' } },
    })
  })

  it('adds to and deletes from lists of plain values', () => {
    const object: JsonMap = { metadata: { finalizers: ['a', 'b'] } }
    expect(applyStrategicPatch(object, { metadata: { finalizers: ['c'] } }, 'Service')).toEqual({
      metadata: { finalizers: ['a', 'b', 'c'] },
    })
    const deletion: Json = { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'] } }
    expect(applyStrategicPatch(object, deletion, 'Service')).toEqual({ metadata: { finalizers: ['b'] } })
  })

  it('refuses items without their key', () => {
    expect(() => applyStrategicPatch(service, { spec: { ports: [{ name: 'x' }] } }, 'Service')).toThrow(
      'does not contain declared merge key: port',
    )
  })
})
