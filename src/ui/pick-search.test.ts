import { describe, expect, test } from 'vitest'
import { picksFor } from './pick-search.ts'

const option = (value: string, label = value) => ({ value, label })
const groups = [
  { title: 'Recent', options: [option('shop', 'Shop')] },
  {
    title: 'All',
    options: [
      option('media', 'Media house'),
      option('payments', 'Payments'),
      option('shop', 'Shop'),
      option('web-shop', 'Web'),
    ],
  },
]
const found = (text: string, most = 100) => {
  const picks = picksFor(groups, text, most)
  return [
    ...picks.groups.map(({ title, options }) => `${title}: ${options.map(({ value }) => value).join(' ')}`),
    picks.more,
  ]
}

describe('what can be picked', () => {
  test('is all, in its groups, while nothing is typed', () => {
    expect(found(' ')).toEqual(['Recent: shop', 'All: media payments shop web-shop', 0])
  })

  test('is what holds every word, once, and first what begins with it', () => {
    expect(found('SHOP')).toEqual([': shop web-shop', 0])
    expect(found('house med')).toEqual([': media', 0])
    expect(found('nothing')).toEqual([0])
  })

  test('is never more than can be shown, and the rest is counted', () => {
    expect(found('', 3)).toEqual(['Recent: shop', 'All: media payments', 2])
    expect(found('a', 1)).toEqual([': media', 1])
  })

  test('is found among thousands in a blink', () => {
    const many = [{ title: '', options: [...Array(20_000).keys()].map((each) => option(`project-${each}`)) }]
    const begin = performance.now()
    expect(picksFor(many, 'project 19999', 100).groups[0]?.options).toHaveLength(1)
    expect(performance.now() - begin).toBeLessThan(500)
  })
})
