import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonMap, KindInfo, Schema } from '../../types.ts'
import { FieldSet } from './fieldset.ts'
import { objectType } from './fieldtype.ts'
import { type Manager, managerKey, type Ownership, readOwnership, writeOwnership } from './managed.ts'
import { applyConfig, recordUpdate } from './ownership.ts'
import { compare, fieldsOf } from './walk.ts'

const schema: Schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        size: { type: 'integer' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        whole: { type: 'object', 'x-kubernetes-map-type': 'atomic' },
        tags: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
        ports: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['port', 'protocol'],
          items: {
            type: 'object',
            properties: {
              port: { type: 'integer' },
              protocol: { type: 'string', default: 'TCP' },
              name: { type: 'string' },
            },
          },
        },
        list: { type: 'array', items: { type: 'integer' } },
      },
    },
  },
}
const kind = { custom: true, kind: 'Thing', schema } as KindInfo
const type = objectType(kind)
const time = '2026-01-01T00:00:00Z'

function manager(name: string, operation: Manager['operation'] = 'Apply'): Manager {
  return { name, operation, apiVersion: 'example.com/v1', subresource: '' }
}

function apply(live: JsonMap, spec: JsonMap, ownership: Ownership, name: string, force = false) {
  const config = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, spec }
  return applyConfig(live, config, type, ownership, {
    manager: manager(name),
    force,
    time,
    ignored: FieldSet.empty,
  })
}

const empty: JsonMap = { metadata: {} }
const none: Ownership = new Map()

describe('field sets', () => {
  it('are read back as they were written', () => {
    const set = fieldsOf(
      { spec: { size: 1, labels: { a: 'b' }, ports: [{ port: 1, name: 'x' }], tags: ['t'] } },
      type,
    )
    expect(set.toJson()).toEqual({
      'f:spec': {
        'f:labels': { 'f:a': {} },
        'f:ports': { 'k:{"port":1,"protocol":"TCP"}': { '.': {}, 'f:name': {}, 'f:port': {} } },
        'f:size': {},
        'f:tags': { 'v:"t"': {} },
      },
    })
    expect(FieldSet.fromJson(set.toJson()).equals(set)).toBe(true)
  })

  it('print paths as conflicts name them', () => {
    const set = fieldsOf({ spec: { ports: [{ port: 80, name: 'x' }], tags: ['t'] } }, type)
    expect(set.paths()).toContain('.spec.ports[port=80,protocol="TCP"].name')
    expect(set.paths()).toContain('.spec.tags[="t"]')
  })

  it('tell additions, changes and removals apart', () => {
    const changes = compare(
      { spec: { size: 1, tags: ['a'] } },
      { spec: { size: 2, tags: ['b'], list: [1] } },
      type,
    )
    expect(changes.modified.paths()).toEqual(['.spec.size'])
    expect(changes.added.paths()).toEqual(['.spec.list', '.spec.tags[="b"]'])
    expect(changes.removed.paths()).toEqual(['.spec.tags[="a"]'])
  })
})

describe('server-side apply', () => {
  it('removes what its manager no longer states, and leaves what others hold', () => {
    const first = apply(empty, { labels: { a: '1', b: '1' }, size: 3 }, none, 'one')
    const second = apply(first.object, { labels: { b: '1' } }, first.ownership, 'two')
    const third = apply(second.object, { size: 3 }, second.ownership, 'one')
    expect(third.object.spec).toEqual({ size: 3, labels: { b: '1' } })
  })

  it('refuses to change another manager’s field, in Kubernetes’ words', () => {
    const first = apply(empty, { size: 1, list: [1] }, none, 'one')
    expect(() => apply(first.object, { size: 2 }, first.ownership, 'two')).toThrow(
      'Apply failed with 1 conflict: conflict with "one": .spec.size',
    )
    expect(() => apply(first.object, { size: 2, list: [2] }, first.ownership, 'two')).toThrow(
      'Apply failed with 2 conflicts: conflicts with "one":\n- .spec.list\n- .spec.size',
    )
    const forced = apply(first.object, { size: 2 }, first.ownership, 'two', true)
    expect(forced.object.spec).toEqual({ size: 2, list: [1] })
    expect(forced.ownership.get(managerKey(manager('one')))?.fields.paths()).toEqual(['.spec.list'])
  })

  it('merges keyed lists and sets, and replaces atomic ones', () => {
    const first = apply(empty, { ports: [{ port: 1, name: 'a' }], tags: ['x'], list: [1, 2] }, none, 'one')
    const second = apply(
      first.object,
      { ports: [{ port: 2, name: 'b' }], tags: ['y'] },
      first.ownership,
      'two',
    )
    expect(second.object.spec).toEqual({
      ports: [
        { port: 1, name: 'a' },
        { port: 2, name: 'b' },
      ],
      tags: ['x', 'y'],
      list: [1, 2],
    })
    const third = apply(second.object, { tags: ['x'], list: [3] }, second.ownership, 'one')
    expect(third.object.spec).toEqual({ ports: [{ port: 2, name: 'b' }], tags: ['x', 'y'], list: [3] })
  })

  it('lets updates take fields from appliers', () => {
    const first = apply(empty, { size: 1, labels: { a: '1' } }, none, 'one')
    const after = { ...first.object, spec: { size: 5, labels: { a: '1' } } }
    const ownership = recordUpdate(
      first.ownership,
      first.object,
      after,
      type,
      manager('editor', 'Update'),
      time,
    )
    expect(ownership.get(managerKey(manager('one')))?.fields.paths()).toEqual(['.spec.labels.a'])
    expect(() => apply(after, { size: 1 }, ownership, 'one')).toThrow(
      'conflict with "editor" using example.com/v1: .spec.size',
    )
  })

  it('writes and reads managedFields without loss', () => {
    const first = apply(empty, { ports: [{ port: 1 }] }, none, 'one')
    const second = apply(first.object, { size: 1 }, first.ownership, 'two')
    const list = writeOwnership(second.ownership)
    expect(writeOwnership(readOwnership(list) ?? none)).toEqual(list)
    expect(list.map((entry) => entry.manager)).toEqual(['one', 'two'])
  })
})

// Maps are not empty: one that loses its last key to apply goes itself, as null does in Kubernetes.
const spec: fc.Arbitrary<JsonMap> = fc.record(
  {
    size: fc.integer({ min: 0, max: 3 }),
    labels: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'), { minKeys: 1 }),
    whole: fc.dictionary(fc.constantFrom('x', 'y'), fc.constant('1')),
    tags: fc.uniqueArray(fc.constantFrom('t', 'u', 'v')),
    ports: fc.uniqueArray(
      fc.record({ port: fc.integer({ min: 1, max: 4 }), name: fc.constantFrom('p', 'q') }),
      {
        selector: ({ port }) => port,
      },
    ),
    list: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonMap>

/** Everything the configuration states is in the object. */
function holds(object: Json | undefined, config: Json): boolean {
  if (Array.isArray(config)) {
    return config.every(
      (item: Json) => Array.isArray(object) && object.some((each: Json) => holds(each, item)),
    )
  }
  if (typeof config === 'object' && config !== null) {
    return Object.entries(config).every(([key, value]) =>
      holds((object as JsonMap | undefined)?.[key], value),
    )
  }
  return object === config
}

describe('properties of apply', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(spec, spec, (others, mine) => {
        const before = apply(empty, others, none, 'other')
        const once = apply(before.object, mine, before.ownership, 'me', true)
        const twice = apply(once.object, mine, once.ownership, 'me')
        expect(twice.object).toEqual(once.object)
        expect(writeOwnership(twice.ownership)).toEqual(writeOwnership(once.ownership))
      }),
    )
  })

  it('leads to what the configuration states', () => {
    fc.assert(
      fc.property(spec, spec, (others, mine) => {
        const before = apply(empty, others, none, 'other')
        const after = apply(before.object, mine, before.ownership, 'me', true)
        expect(holds(after.object.spec, mine)).toBe(true)
      }),
    )
  })

  it('of one manager alone depends on its last configuration only', () => {
    fc.assert(
      fc.property(fc.array(spec, { minLength: 1, maxLength: 4 }), (configs) => {
        let state = { object: empty, ownership: none }
        for (const config of configs) state = apply(state.object, config, state.ownership, 'me')
        const last = configs.at(-1) ?? {}
        const alone = apply(empty, last, none, 'me')
        expect(compare(state.object, alone.object, type).modified.isEmpty).toBe(true)
        expect(fieldsOf(state.object, type).equals(fieldsOf(alone.object, type))).toBe(true)
      }),
    )
  })

  it('of nothing gives back what a manager alone had brought', () => {
    fc.assert(
      fc.property(spec, spec, (others, mine) => {
        const before = apply(empty, others, none, 'other')
        let mineIn: ReturnType<typeof apply>
        try {
          mineIn = apply(before.object, mine, before.ownership, 'me')
        } catch {
          // Where the two conflict, the second is refused, and nothing has happened.
          return
        }
        const after = apply(mineIn.object, {}, mineIn.ownership, 'me')
        expect(holds(after.object.spec ?? {}, others)).toBe(true)
        const left = fieldsOf(after.object, type).difference(fieldsOf(before.object, type))
        expect(left.paths().filter((path) => path !== '.spec')).toEqual([])
      }),
    )
  })

  it('without force never changes a field of another manager', () => {
    fc.assert(
      fc.property(spec, spec, (others, mine) => {
        const before = apply(empty, others, none, 'other')
        try {
          const after = apply(before.object, mine, before.ownership, 'me')
          expect(holds(after.object.spec ?? {}, others)).toBe(true)
        } catch (error) {
          expect(String(error)).toContain('conflict')
        }
      }),
    )
  })
})
