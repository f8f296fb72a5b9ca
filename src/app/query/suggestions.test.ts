import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import type { QueryColumn } from './matcher.ts'
import { suggestionsAt } from './suggestions.ts'
import { vocabularyOf } from './vocabulary.ts'

const object = (name: string, namespace: string, labels: Record<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace, labels, annotations: { note: 'two words' } },
})
const column = (id: string, header: string, text: (object: KubeObject) => string): QueryColumn => ({
  id,
  header,
  text,
  value: text,
})
const objects = [
  object('a', 'shop-prod', { app: 'web', tier: 'front' }),
  object('b', 'media', { app: 'api' }),
]
const vocabulary = vocabularyOf(
  () => objects,
  [
    column('type', 'Type', ({ metadata }) => (metadata.name === 'a' ? 'ClusterIP' : 'LoadBalancer')),
    column('externalIp', 'External IP', () => 'two words'),
  ],
)
const at = (text: string, caret = text.length) => suggestionsAt(text, caret, vocabulary).texts

describe('what is suggested', () => {
  test('is nothing before anything is typed', () => {
    expect(at('')).toEqual([])
    expect(at('web ')).toEqual([])
  })

  test('are fields, and keys of labels', () => {
    expect(at('t')).toEqual(['type='])
    expect(at('ext')).toEqual(['externalip='])
    expect(at('-na')).toEqual(['-name:'])
    expect(at('la')).toEqual(['label:'])
    expect(at('ti')).toEqual(['label:tier='])
  })

  test('are the values that occur', () => {
    expect(at('type=')).toEqual(['type=ClusterIP', 'type=LoadBalancer'])
    expect(at('type:bal')).toEqual(['type:LoadBalancer'])
    expect(at('externalip=t')).toEqual(['externalip="two words"'])
    expect(at('ns:s')).toEqual(['ns:shop-prod'])
    expect(at('-ns!=m')).toEqual(['-ns!=media'])
  })

  test('are keys and values of labels and annotations', () => {
    expect(at('label:')).toEqual(['label:app=', 'label:tier='])
    expect(at('label:!t')).toEqual(['label:!tier'])
    expect(at('label:app=')).toEqual(['label:app=api', 'label:app=web'])
    expect(at('app!=w')).toEqual(['app!=web'])
    expect(at('annotation:n')).toEqual(['annotation:note='])
  })

  test('is nothing where it stands already', () => expect(at('type=ClusterIP')).toEqual([]))
})

test('only the term at the caret is replaced', () => {
  expect(suggestionsAt('web type=Cl -x', 11, vocabulary)).toEqual({
    start: 4,
    end: 11,
    texts: ['type=ClusterIP'],
  })
})
