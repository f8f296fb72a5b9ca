import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SandboxObject } from '../types.ts'
import { ObjectStore } from './store.ts'
import { nameOf, namespaceOf, versionOf } from './values.ts'

const key = '/things'

function thing(namespace: string, name: string, value: number): SandboxObject {
  return { apiVersion: 'v1', kind: 'Thing', metadata: { name, namespace }, value }
}

const step = fc.record({
  remove: fc.boolean(),
  namespace: fc.constantFrom('a', 'a-b', 'b'),
  name: fc.constantFrom('x', 'y', 'z'),
  value: fc.integer({ min: 0, max: 9 }),
})

describe('a collection', () => {
  it('knows every past state that it has not forgotten', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const store = new ObjectStore()
        const states = new Map([[store.revision, store.collection(key).list('')]])
        for (const { remove, namespace, name, value } of steps) {
          if (remove) store.remove(key, namespace, name)
          else store.put(key, thing(namespace, name, value))
          states.set(store.revision, store.collection(key).list(''))
        }
        for (const [revision, state] of states) {
          expect(store.collection(key).listAt('', revision)).toEqual(state)
          expect(store.collection(key).listAt('a', revision)).toEqual(
            state.filter((each) => namespaceOf(each) === 'a'),
          )
        }
      }),
    )
  })

  it('replays changes into the present state', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(40), (steps, from) => {
        const store = new ObjectStore()
        let start = store.revision
        let state = new Map<string, SandboxObject>()
        for (const [index, { remove, namespace, name, value }] of steps.entries()) {
          if (index === from) {
            start = store.revision
            state = new Map(
              store
                .collection(key)
                .list('')
                .map((each) => [`${namespaceOf(each)}/${nameOf(each)}`, each]),
            )
          }
          if (remove) store.remove(key, namespace, name)
          else store.put(key, thing(namespace, name, value))
        }
        for (const change of store.collection(key).changesAfter(start) ?? []) {
          if (change.current === null) state.delete(change.key)
          else state.set(change.key, change.current)
        }
        const replayed = [...state.values()].map(versionOf).sort()
        expect(replayed).toEqual(store.collection(key).list('').map(versionOf).sort())
      }),
    )
  })

  it('says so when it has forgotten', () => {
    const store = new ObjectStore({ historyLimit: 4 })
    for (let value = 0; value < 20; value += 1) store.put(key, thing('a', 'x', value))
    const { compacted } = store.collection(key)
    expect(compacted).toBeGreaterThan(1)
    expect(store.collection(key).changesAfter(compacted - 1)).toBeNull()
    expect(store.collection(key).listAt('', compacted - 1)).toBeNull()
    expect(store.collection(key).changesAfter(compacted)).not.toBeNull()
  })

  it('lists in the order of keys', () => {
    const store = new ObjectStore()
    for (const namespace of ['b', 'a', 'a-b']) store.put(key, thing(namespace, 'x', 1))
    // `-` sorts before the `/` that ends a namespace.
    expect(store.collection(key).list('').map(namespaceOf)).toEqual(['a-b', 'a', 'b'])
  })
})
