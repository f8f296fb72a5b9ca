import { describe, expect, test } from 'vitest'
import { type AccessRules, accessRulesOf, nowhere } from '../../k8s/access.ts'
import { type KnownRules, questionsLeft, scopesNeeded, verdictOf } from './judging.ts'
import type { Wish } from './rights.ts'

const rulesOf = (resources: readonly string[], more: object = {}): AccessRules =>
  accessRulesOf({ resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources }], ...more })
const known = (rules: Readonly<Record<string, AccessRules | null>>): KnownRules =>
  new Map(Object.entries(rules))
const wish = (namespace: string | null, name?: string): Wish => ({
  verb: 'create',
  group: '',
  resource: 'services',
  namespace,
  name,
})

describe('whose rules are needed', () => {
  test.each<[string, readonly Wish[], KnownRules, readonly string[]]>([
    ['for nothing, nobody’s', [], known({}), []],
    ['for one namespace, its own', [wish('a'), wish('a')], known({}), ['a']],
    ['for the whole cluster, those that hold everywhere', [wish(null)], known({}), [nowhere]],
    ['for several, first those that hold everywhere', [wish('a'), wish('b')], known({}), [nowhere]],
    [
      'and no others where that is enough',
      [wish('a'), wish('b')],
      known({ [nowhere]: rulesOf(['services']) }),
      [nowhere],
    ],
    [
      'each once where it is not',
      [wish('a'), wish('b'), wish('a')],
      known({ [nowhere]: rulesOf(['nodes']) }),
      [nowhere, 'a', 'b'],
    ],
    ['nor where nobody says', [wish('a'), wish(null)], known({ [nowhere]: null }), [nowhere, 'a']],
  ])('%s', (_, wishes, rules, scopes) => expect(scopesNeeded(wishes, rules)).toEqual(scopes))
})

describe('a verdict', () => {
  test.each<[string, Wish, KnownRules, ReturnType<typeof verdictOf>]>([
    ['is not there before the rules are', wish('a'), known({}), 'loading'],
    ['comes from the namespace', wish('a'), known({ a: rulesOf(['services']) }), 'yes'],
    ['comes from everywhere', wish('a'), known({ [nowhere]: rulesOf(['*']) }), 'yes'],
    ['waits for the namespace', wish('a'), known({ [nowhere]: rulesOf(['nodes']) }), 'loading'],
    ['is no where the rules say so', wish('a'), known({ a: rulesOf(['nodes']) }), 'no'],
    [
      'of the cluster is not what a namespace allows',
      wish(null),
      known({ a: rulesOf(['services']) }),
      'loading',
    ],
    [
      'is open where the rules are not all',
      wish('a'),
      known({ a: rulesOf([], { incomplete: true }) }),
      'unknown',
    ],
    ['is open where the cluster does not say', wish('a'), known({ a: null }), 'unknown'],
  ])('%s', (_, asked, rules, verdict) => expect(verdictOf(asked, rules)).toBe(verdict))
})

describe('the questions left', () => {
  const rules = known({ a: rulesOf([], { incomplete: true }), b: rulesOf(['services']) })

  test('are those that rules leave open, equal ones once', () => {
    const left = questionsLeft([wish('a', 'x'), wish('b', 'x'), wish('a', 'x'), wish('a', 'y')], rules)
    expect(left.map((each) => each.wish)).toEqual([wish('a', 'x'), wish('a', 'y')])
  })

  test('of many objects are one for all of a namespace', () => {
    const many = Array.from({ length: 50 }, (_, at) => wish('a', `o-${at}`))
    const left = questionsLeft(many, rules)
    expect(left).toHaveLength(1)
    expect(left[0]?.wish).toEqual(wish('a'))
    expect(left[0]?.keys).toHaveLength(50)
  })
})
