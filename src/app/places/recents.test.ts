import { beforeEach, expect, test, vi } from 'vitest'
import { noteProject, recentProjects } from './recents.ts'

const there = new Map(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, []]))
const storage = new Map<string, string>()

beforeEach(() => {
  storage.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  })
})

test('the last five are kept, the last first, of each cluster by itself', () => {
  for (const name of ['a', 'b', 'c', 'a', 'd', 'e', 'f']) noteProject('near', name)
  expect(recentProjects('near', there)).toEqual(['f', 'e', 'd', 'a', 'c'])
  expect(recentProjects('far', there)).toEqual([])
})

test('what is no project any more is left out', () => {
  for (const name of ['a', 'gone']) noteProject('near', name)
  expect(recentProjects('near', there)).toEqual(['a'])
})

test('whatever is stored there, nothing breaks', () => {
  for (const text of ['', '{', '"a"', '{"0":"a"}', '[1,null,"a"]']) {
    storage.set('portolan.recent-projects.near', text)
    expect(recentProjects('near', there)).toEqual(text.startsWith('[') ? ['a'] : [])
  }
  vi.stubGlobal('localStorage', undefined)
  noteProject('near', 'a')
  expect(recentProjects('near', there)).toEqual([])
})
