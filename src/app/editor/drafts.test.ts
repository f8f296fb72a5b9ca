import { beforeEach, describe, expect, it, test } from 'vitest'
import { type DraftStorage, draftLimits, draftsIn } from './drafts.ts'

class FakeStorage implements DraftStorage {
  readonly values = new Map<string, string>()
  room = Number.POSITIVE_INFINITY
  get length() {
    return this.values.size
  }
  key(index: number) {
    return [...this.values.keys()][index] ?? null
  }
  getItem(key: string) {
    return this.values.get(key) ?? null
  }
  setItem(key: string, value: string) {
    const others = [...this.values].filter(([other]) => other !== key)
    const used = others.reduce((total, [, { length }]) => total + length, 0)
    if (used + value.length > this.room) throw new Error('QuotaExceededError')
    this.values.set(key, value)
  }
  removeItem(key: string) {
    this.values.delete(key)
  }
}

describe('drafts', () => {
  let storage: FakeStorage
  let now = 0
  let drafts = draftsIn(() => storage)
  const origin = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', resourceVersion: '7' } }
  const write = (place: string, id: string, text: string) => {
    now += 1
    return drafts.keep(place, id, { text, standings: [] })
  }

  beforeEach(() => {
    storage = new FakeStorage()
    now = Date.UTC(2026, 0, 1)
    drafts = draftsIn(
      () => storage,
      () => now,
    )
  })

  it('gives back what was kept, with the objects it stands for', () => {
    const draft = { text: 'kind: Service\n', standings: [{ origin, isOfPage: true } as const] }
    expect(drafts.newest('a/web')).toBeNull()
    expect(drafts.keep('a/web', '1', draft)).toBe(true)
    expect(drafts.newest('a/web')).toEqual({ id: '1', savedAt: now, ...draft })
    expect(drafts.newest('a/we')).toBeNull()
    expect(drafts.newest('a')).toBeNull()
  })

  it('keeps the drafts of two tabs apart, and gives the newest first', () => {
    write('a', '1', 'one')
    write('a', '2', 'two')
    expect(drafts.newest('a')?.text).toBe('two')
    write('a', '1', 'one more')
    expect(drafts.newest('a')?.text).toBe('one more')
    drafts.remove('a', '1')
    expect(drafts.newest('a')?.text).toBe('two')
    drafts.remove('a', '2')
    expect(storage.length).toBe(0)
  })

  it('forgets what is too old, and all but the newest', () => {
    write('old', '1', 'x')
    now += draftLimits.milliseconds
    expect(drafts.newest('old')).not.toBeNull()
    now += 1
    expect(drafts.newest('old')).toBeNull()
    for (let index = 0; index <= draftLimits.count; index++) write(`p${index}`, '1', 'x')
    expect(storage.length).toBe(draftLimits.count)
    expect(drafts.newest('p0')).toBeNull()
    expect(drafts.newest('p1')).not.toBeNull()
  })

  it('says so where a text is too long, and does not keep how it was before', () => {
    write('a', '1', 'short')
    expect(write('a', '1', 'x'.repeat(draftLimits.characters))).toBe(false)
    expect(drafts.newest('a')).toBeNull()
  })

  it('keeps no more than fits, the newest first', () => {
    const long = 'x'.repeat(draftLimits.characters - 100)
    for (let index = 0; index < 12; index++) expect(write(`p${index}`, '1', long)).toBe(true)
    expect(storage.length).toBe(10)
    expect(drafts.newest('p2')?.text).toBe(long)
    expect(drafts.newest('p1')).toBeNull()
    storage.room = 3 * draftLimits.characters
    expect(write('p12', '1', long)).toBe(true)
    expect(storage.length).toBe(3)
    expect(drafts.newest('p12')?.text).toBe(long)
  })

  it('touches nothing that is not a draft, and passes over what it cannot read', () => {
    storage.setItem('portolan.editor-layout', 'yaml')
    write('a', '1', 'x')
    const key = [...storage.values.keys()].at(-1) ?? ''
    storage.setItem(key, `${now} {broken`)
    expect(drafts.newest('a')).toBeNull()
    now += 2 * draftLimits.milliseconds
    expect(drafts.newest('a')).toBeNull()
    expect([...storage.values.keys()]).toEqual(['portolan.editor-layout'])
  })
})

test('a browser that forbids storage keeps nothing, and the page works', () => {
  const drafts = draftsIn(() => {
    throw new Error('SecurityError')
  })
  expect(drafts.keep('a', '1', { text: 'x', standings: [] })).toBe(false)
  expect(drafts.newest('a')).toBeNull()
  drafts.remove('a', '1')
})
