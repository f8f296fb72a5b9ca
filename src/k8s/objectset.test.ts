import { describe, expect, test } from 'vitest'
import type { KubeObject } from './objects.ts'
import { byKey, type Index, ObjectSet } from './objectset.ts'

const object = (name: string, labels: Record<string, string> = {}, version = '1'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, uid: `uid-${name}`, resourceVersion: version, labels },
})

const byApp: Index = { keysOf: ({ metadata }) => metadata.labels?.app ?? [] }
const byWord: Index = { keysOf: ({ metadata }) => (metadata.labels?.words ?? '').split(' ').filter(Boolean) }

function setUp(...objects: KubeObject[]) {
  const set = new ObjectSet()
  set.apply(byKey(objects))
  const names = (app: string) => set.lookup(byApp, app).map(({ metadata }) => metadata.name)
  return { set, names }
}

describe('an index', () => {
  test('finds what was there before it was asked for, and what came after', () => {
    const { set, names } = setUp(object('a', { app: 'web' }), object('b', { app: 'db' }), object('c'))
    expect([names('web'), names('db'), names('none')]).toEqual([['a'], ['b'], []])
    set.apply(byKey([object('d', { app: 'web' })]))
    expect(names('web')).toEqual(['a', 'd'])
  })

  test('follows an object that moves, and forgets one that goes', () => {
    const { set, names } = setUp(object('a', { app: 'web' }), object('b', { app: 'web' }))
    names('web')
    set.apply(byKey([object('a', { app: 'db' }, '2')]))
    expect([names('web'), names('db')]).toEqual([['b'], ['a']])
    set.apply(new Map([['uid-b', null]]))
    expect(names('web')).toEqual([])
  })

  test('gives the new object in the place of the old', () => {
    const { set, names } = setUp(object('a', { app: 'web' }), object('b', { app: 'web' }))
    names('web')
    const next = object('a', { app: 'web' }, '2')
    set.apply(byKey([next]))
    expect(set.lookup(byApp, 'web')[0]).toBe(next)
    expect(names('web')).toEqual(['a', 'b'])
  })

  test('has an object once under each of its keys, however often it says them', () => {
    const { set } = setUp(object('a', { words: 'x y x' }))
    set.lookup(byWord, 'x')
    set.apply(byKey([object('b', { words: 'x x' }), object('a', { words: 'y z y' }, '2')]))
    const found = (word: string) => set.lookup(byWord, word).map(({ metadata }) => metadata.name)
    expect([found('x'), found('y'), found('z')]).toEqual([['b'], ['a'], ['a']])
  })

  test('that was not asked for lately is made again when it is', () => {
    const { set, names } = setUp(object('a', { app: 'web' }))
    names('web')
    for (let n = 0; n < 40; n++) set.lookup({ keysOf: () => String(n) }, '0')
    set.apply(byKey([object('b', { app: 'web' })]))
    expect(names('web')).toEqual(['a', 'b'])
  })
})

describe('what was given', () => {
  test('is the same for as long as nothing in it changes', () => {
    const { set } = setUp(object('a', { app: 'web' }), object('b', { app: 'db' }))
    const [web, db, items] = [set.lookup(byApp, 'web'), set.lookup(byApp, 'db'), set.items()]
    set.apply(byKey([object('a', { app: 'web' }, '2')]))
    expect(set.lookup(byApp, 'db')).toBe(db)
    expect(set.lookup(byApp, 'web')).not.toBe(web)
    expect(set.items()).not.toBe(items)
    expect(items.map(({ metadata }) => metadata.resourceVersion)).toEqual(['1', '1'])
    expect(set.lookup(byApp, 'nobody')).toBe(set.lookup(byApp, 'either'))
  })

  test('stays when the same version comes again', () => {
    const { set } = setUp(object('a', { app: 'web' }))
    const [web, items] = [set.lookup(byApp, 'web'), set.items()]
    expect(set.apply(byKey([object('a', { app: 'web' })]))).toBe(false)
    expect(set.apply(new Map([['uid-unknown', null]]))).toBe(false)
    expect([set.lookup(byApp, 'web'), set.items()]).toEqual([web, items])
    expect(set.items()).toBe(items)
  })

  test('changes with an object that has no version', () => {
    const bare = (app: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'X',
      metadata: { name: 'a', labels: { app } },
    })
    const { set, names } = setUp(bare('web'))
    names('web')
    expect(set.apply(byKey([bare('db')]))).toBe(true)
    expect([names('web'), names('db')]).toEqual([[], ['a']])
  })
})
