import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatMap,
  formatSelector,
  type LabelSelectorRequirement,
  matchesMap,
  matchesSelector,
} from './selector.ts'

const labels = { app: 'web', tier: 'front', empty: '' }

describe('a map selector', () => {
  test('matches labels that carry every pair', () => {
    expect(matchesMap({ app: 'web', tier: 'front' }, labels)).toBe(true)
  })

  test('does not match where one value differs or one key is missing', () => {
    expect(matchesMap({ app: 'web', tier: 'back' }, labels)).toBe(false)
    expect(matchesMap({ app: 'web', zone: 'a' }, labels)).toBe(false)
  })

  test('tells an empty value from a missing key', () => {
    expect(matchesMap({ empty: '' }, labels)).toBe(true)
    expect(matchesMap({ zone: '' }, labels)).toBe(false)
  })

  test('matches everything when it is empty, and only then what has no labels', () => {
    expect(matchesMap({}, undefined)).toBe(true)
    expect(matchesMap({ app: 'web' }, undefined)).toBe(false)
  })
})

describe('an expression', () => {
  const cases: [LabelSelectorRequirement, boolean][] = [
    [{ key: 'app', operator: 'In', values: ['web', 'api'] }, true],
    [{ key: 'app', operator: 'In', values: ['api'] }, false],
    [{ key: 'zone', operator: 'In', values: ['a'] }, false],
    [{ key: 'app', operator: 'In' }, false],
    [{ key: 'app', operator: 'NotIn', values: ['api'] }, true],
    [{ key: 'app', operator: 'NotIn', values: ['web', 'api'] }, false],
    [{ key: 'zone', operator: 'NotIn', values: ['a'] }, true],
    [{ key: 'empty', operator: 'NotIn', values: [''] }, false],
    [{ key: 'app', operator: 'Exists' }, true],
    [{ key: 'empty', operator: 'Exists' }, true],
    [{ key: 'zone', operator: 'Exists' }, false],
    [{ key: 'app', operator: 'DoesNotExist' }, false],
    [{ key: 'empty', operator: 'DoesNotExist' }, false],
    [{ key: 'zone', operator: 'DoesNotExist' }, true],
  ]
  test.each(cases)('%j: %s', (requirement, matches) =>
    expect(matchesSelector({ matchExpressions: [requirement] }, labels)).toBe(matches),
  )

  test('is judged on an object without labels as on one with none', () => {
    expect(matchesSelector({ matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] })).toBe(true)
    expect(matchesSelector({ matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['x'] }] })).toBe(true)
    expect(matchesSelector({ matchExpressions: [{ key: 'a', operator: 'Exists' }] })).toBe(false)
  })
})

describe('a label selector', () => {
  test('matches everything when it is empty', () => {
    expect(matchesSelector({}, labels)).toBe(true)
    expect(matchesSelector({ matchLabels: {}, matchExpressions: [] })).toBe(true)
  })

  test('asks for its labels and all of its expressions', () => {
    const selector = (app: string, second: 'Exists' | 'DoesNotExist') => ({
      matchLabels: { app },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['front'] } as const,
        { key: 'zone', operator: second },
      ],
    })
    expect(matchesSelector(selector('web', 'DoesNotExist'), labels)).toBe(true)
    expect(matchesSelector(selector('api', 'DoesNotExist'), labels)).toBe(false)
    expect(matchesSelector(selector('web', 'Exists'), labels)).toBe(false)
  })

  test('finds each operator and its opposite to disagree on all labels', () => {
    const some = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('', 'x', 'y'))
    const requirement = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      values: fc.subarray(['', 'x', 'y'], { minLength: 1 }),
    })
    fc.assert(
      fc.property(some, requirement, (own, { key, values }) => {
        const matches = (operator: LabelSelectorRequirement['operator']) =>
          matchesSelector({ matchExpressions: [{ key, operator, values }] }, own)
        expect(matches('NotIn')).toBe(!matches('In'))
        expect(matches('DoesNotExist')).toBe(!matches('Exists'))
      }),
    )
  })
})

test('a map is written as the labelSelector parameter takes it', () => {
  expect(formatMap({ app: 'web', 'example.com/tier': 'front' })).toBe('app=web,example.com/tier=front')
  expect(formatMap({})).toBe('')
})

test('a selector as text, as the API takes it', () => {
  const matchExpressions = [
    { key: 'tier', operator: 'In' as const, values: ['a', 'b'] },
    { key: 'env', operator: 'NotIn' as const, values: ['dev'] },
    { key: 'app', operator: 'Exists' as const },
    { key: 'old', operator: 'DoesNotExist' as const },
  ]
  expect(formatSelector({ matchLabels: { x: '1' }, matchExpressions })).toBe(
    'x=1,tier in (a,b),env notin (dev),app,!old',
  )
  expect(formatSelector({})).toBe('')
})
