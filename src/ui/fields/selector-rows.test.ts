/** From rows to a label selector, and what it matches. */
import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { knownKeys, knownValues, matchesOf, selectorOf, withOperator } from './selector-rows.ts'

const namespace = (name: string, labels?: Record<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, ...(labels !== undefined && { labels }) },
})
const objects = [
  namespace('shop-prod', { project: 'shop', stage: 'prod' }),
  namespace('shop-test', { project: 'shop', stage: 'test' }),
  namespace('kube-system'),
]
const names = (value: unknown) => matchesOf(value, objects)?.selected.map(({ metadata }) => metadata.name)
const expression = (key: string, operator: string, values?: readonly unknown[]) => ({
  matchExpressions: [{ key, operator, ...(values !== undefined && { values }) }],
})

describe('what is selected', () => {
  it.each([
    [{ matchLabels: { project: 'shop' } }, ['shop-prod', 'shop-test']],
    [{ matchLabels: { project: 'shop' }, ...expression('stage', 'In', ['prod', 'x']) }, ['shop-prod']],
    [expression('stage', 'NotIn', ['prod']), ['shop-test', 'kube-system']],
    [expression('stage', 'Exists'), ['shop-prod', 'shop-test']],
    [expression('stage', 'DoesNotExist'), ['kube-system']],
    [{ matchLabels: { project: 'none' } }, []],
  ])('%j', (value, selected) => {
    expect(names(value)).toEqual(selected)
    expect(matchesOf(value, objects)?.isOpen).toBe(false)
  })

  it.each([{}, null, { matchLabels: {}, matchExpressions: [] }])('%j is everything', (value) => {
    expect(matchesOf(value, objects)).toEqual({ selected: objects, isOpen: true })
  })

  it.each([
    expression('', 'Exists'),
    expression('a', 'In'),
    expression('a', 'In', []),
    expression('a', 'Near', ['b']),
    { matchExpressions: ['a'] },
    { matchLabels: { a: 5 } },
  ])('%j is not known yet', (value) => {
    expect(selectorOf(value)).toBeNull()
    expect(matchesOf(value, objects)).toBeNull()
  })
})

describe('withOperator', () => {
  it('takes values along only where they mean something', () => {
    const row = { key: 'a', operator: 'In', values: ['x'] }
    expect(withOperator(row, 'NotIn', ['x'])).toEqual({ key: 'a', operator: 'NotIn', values: ['x'] })
    expect(withOperator(row, 'Exists', ['x'])).toEqual({ key: 'a', operator: 'Exists' })
  })
})

it('offers the keys and values that are in use', () => {
  expect(knownKeys(objects)).toEqual(['project', 'stage'])
  expect(knownValues(objects, 'stage')).toEqual(['prod', 'test'])
  expect(knownValues(objects, 'other')).toEqual([])
})
