import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changes } from './diff.ts'
import { isEqual } from './plain.ts'
import { values } from './values.arbitrary.ts'

describe('changes', () => {
  it('names each leaf that differs', () => {
    const before = { spec: { type: 'ClusterIP', ports: [{ port: 80 }], selector: { app: 'web' } } }
    const after = { spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }], selector: {} } }
    expect(changes(before, after)).toEqual([
      { path: ['spec', 'type'], before: 'ClusterIP', after: 'NodePort' },
      { path: ['spec', 'ports', 0, 'nodePort'], before: undefined, after: 30080 },
      { path: ['spec', 'selector', 'app'], before: 'web', after: undefined },
    ])
  })

  it('counts an added object with its leaves', () => {
    expect(changes(undefined, { a: 1, b: { c: [2], d: {} } })).toEqual([
      { path: ['a'], before: undefined, after: 1 },
      { path: ['b', 'c', 0], before: undefined, after: 2 },
      { path: ['b', 'd'], before: undefined, after: {} },
    ])
  })

  it('tells the removal of a middle item from changes of those behind it', () => {
    expect(changes({ a: ['x', 'y', 'z'] }, { a: ['x', 'z'] })).toEqual([
      { path: ['a', 1], before: 'y', after: undefined },
    ])
    expect(changes([1, 2], [1, 9, 2])).toEqual([{ path: [1], before: undefined, after: 9 }])
  })

  it('tells kinds of values apart', () => {
    expect(changes({ a: '80' }, { a: 80 })).toHaveLength(1)
    expect(changes({ a: {} }, { a: [] })).toEqual([{ path: ['a'], before: {}, after: [] }])
    expect(changes({ a: null }, { a: {} })).toEqual([{ path: ['a'], before: null, after: {} }])
    expect(changes({ a: null }, {})).toEqual([{ path: ['a'], before: null, after: undefined }])
    expect(changes({ a: { b: 1 } }, { a: 'x' })).toEqual([{ path: ['a'], before: { b: 1 }, after: 'x' }])
  })

  it('is empty exactly for equal values', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(changes(a, structuredClone(a))).toEqual([])
        expect(changes(a, b).length === 0).toBe(isEqual(a, b))
      }),
    )
  })
})
