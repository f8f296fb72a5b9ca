import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { matchesFilter, parseFilter } from './list-filter.ts'

describe('the text of a filter', () => {
  test('is words, in lower case, and labels, as they are', () => {
    expect(parseFilter('  Web   app=Shop label:tier=front ')).toMatchObject({
      words: ['web'],
      labels: [
        { key: 'app', value: 'Shop' },
        { key: 'tier', value: 'front' },
      ],
    })
  })

  test.each([
    ['', [], []],
    ['=', ['='], []],
    ['=x', ['=x'], []],
    ['label:tier', [], [{ key: 'tier', value: null, negated: false }]],
    ['label:!tier', [], [{ key: 'tier', value: null, negated: true }]],
    ['app!=web', [], [{ key: 'app', value: 'web', negated: true }]],
    ['app==web', [], [{ key: 'app', value: 'web', negated: false }]],
    ['app=', [], [{ key: 'app', value: '' }]],
    ['app.kubernetes.io/name=web', [], [{ key: 'app.kubernetes.io/name', value: 'web' }]],
    ['note=a=b', [], [{ key: 'note', value: 'a=b' }]],
    ['80:30080/TCP', ['80:30080/tcp'], []],
  ])('%j', (text, words, labels) => expect(parseFilter(text)).toMatchObject({ words, labels }))
})

describe('an object matches', () => {
  const object: KubeObject = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', labels: { app: 'Shop', tier: 'front', empty: '' } },
  }
  const matches = (text: string, texts: readonly string[] = ['Web', 'ClusterIP', '10.0.0.1']) =>
    matchesFilter(parseFilter(text), object, () => texts)

  test('an empty filter', () => expect(matches('')).toBe(true))

  test('when every word stands in one of its texts, in any case', () => {
    expect(matches('web')).toBe(true)
    expect(matches('CLUSTER 10.0')).toBe(true)
    expect(matches('web nodeport')).toBe(false)
  })

  test('no word that only two texts together would hold', () => {
    expect(matches('webcluster')).toBe(false)
    expect(matches('web', ['we', 'b'])).toBe(false)
  })

  test('when it carries every label, with that value, or the beginning before a star', () => {
    expect(matches('app=Shop')).toBe(true)
    expect(matches('app=Sh* tier=front')).toBe(true)
    expect(matches('app=Sh')).toBe(false)
    expect(matches('app!=Sh')).toBe(true)
    expect(matches('app!=Shop')).toBe(false)
    expect(matches('label:tier label:!zone')).toBe(true)
    expect(matches('app=shop')).toBe(false)
    expect(matches('app=hop')).toBe(false)
    expect(matches('app=Shop zone=a')).toBe(false)
  })

  test('a label without a value when it carries that label at all', () => {
    expect(matches('app=')).toBe(true)
    expect(matches('empty=')).toBe(true)
    expect(matches('zone=')).toBe(false)
  })

  test('when words and labels both hold', () => {
    expect(matches('web app=Shop')).toBe(true)
    expect(matches('api app=Shop')).toBe(false)
    expect(matches('web app=Other')).toBe(false)
  })

  test('no label when it has none', () => {
    const bare: KubeObject = { ...object, metadata: { name: 'bare' } }
    expect(matchesFilter(parseFilter('app='), bare, () => ['bare'])).toBe(false)
    expect(matchesFilter(parseFilter('bare'), bare, () => ['bare'])).toBe(true)
  })
})
