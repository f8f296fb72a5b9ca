import { describe, expect, test } from 'vitest'
import { groupBy } from './grouping.ts'

interface Item {
  readonly id: number
  readonly group: string | null
}

const items: readonly Item[] = [
  { id: 1, group: 'a' },
  { id: 2, group: 'b' },
  { id: 3, group: 'a' },
  { id: 4, group: null },
  { id: 5, group: '' },
]
const groupOf = (item: Item) => item.group

describe('groupBy', () => {
  test('puts each item under its key, in the order of the list', () => {
    const ids = [...groupBy(items, groupOf)].map(([name, group]) => [name, group.map(({ id }) => id)])
    expect(ids).toEqual([
      ['a', [1, 3]],
      ['b', [2]],
      ['', [5]],
    ])
  })

  test('leaves out items whose key is null', () => {
    const all = [...groupBy(items, groupOf).values()].flat()
    expect(all.map(({ id }) => id)).not.toContain(4)
  })

  test('computes the groups of a list once for each key', () => {
    const list = [...items]
    let calls = 0
    const key = (item: Item) => {
      calls += 1
      return item.group
    }
    const first = groupBy(list, key)
    expect(groupBy(list, key)).toBe(first)
    expect(calls).toBe(list.length)
  })

  test('computes them anew for another list, even one of the same items', () => {
    const first = groupBy(items, groupOf)
    const grown = [...items, { id: 6, group: 'b' }]
    expect(groupBy(grown, groupOf).get('b')).toHaveLength(2)
    expect(groupBy([...items], groupOf)).not.toBe(first)
    expect(groupBy(items, groupOf).get('b')).toHaveLength(1)
  })

  test('keeps the groups of two keys of one list apart', () => {
    const byParity = (item: Item) => (item.id % 2 === 0 ? 'even' : 'odd')
    expect([...groupBy(items, groupOf).keys()]).toEqual(['a', 'b', ''])
    expect([...groupBy(items, byParity).keys()]).toEqual(['odd', 'even'])
  })
})
