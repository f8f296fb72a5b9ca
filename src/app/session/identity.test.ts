import { describe, expect, test } from 'vitest'
import type { Session } from '../../wire.ts'
import { isSamePerson, personsOf } from './identity.ts'

const dana: Session = {
  version: '1',
  labelDomain: 'cpaas.io',
  sandbox: false,
  signIn: { methods: ['token'], provider: null },
  user: { name: 'dana', groups: ['a'] },
  expires: 1,
  viewAs: null,
  clusters: [
    { name: 'c', user: 'dana' },
    { name: 'd', user: '' },
  ],
  defaultCluster: 'c',
}

describe('the same person', () => {
  test.each<[string, Partial<Session>, boolean]>([
    ['with other groups and a later end', { user: { name: 'dana', groups: [] }, expires: 9 }, true],
    ['nobody', { user: null }, false],
    ['another name', { user: { name: 'ada', groups: ['a'] }, clusters: [] }, false],
    ['called after another of their clusters', { user: { name: 'd-dana', groups: [] } }, true],
    ['signed in to one more cluster', { clusters: [{ name: 'd', user: 'd-dana' }] }, true],
    ['somebody else in one cluster', { clusters: [{ name: 'c', user: 'ada' }] }, false],
    ['seen as somebody', { viewAs: { user: 'bob', groups: [], write: false } }, false],
  ])('%s', (_, change, same) => expect(isSamePerson(dana, { ...dana, ...change })).toBe(same))

  test('as somebody in the same groups, whatever their order and whether one may write', () => {
    const as = (groups: readonly string[], write: boolean): Session => ({
      ...dana,
      viewAs: { user: 'bob', groups, write },
    })
    expect(isSamePerson(as(['a', 'b'], false), as(['b', 'a'], true))).toBe(true)
    expect(isSamePerson(as(['a', 'b'], false), as(['a'], false))).toBe(false)
  })
})

test.each<[string, Partial<Session>, string]>([
  ['the name', { user: { name: 'ada', groups: [] } }, 'ada'],
  ['whom one looks as', { viewAs: { user: 'bob', groups: [], write: false } }, 'bob'],
  ['a cluster', { clusters: [{ name: 'c', user: 'cleo' }] }, 'cleo'],
])('two are told apart by %s', (_, change, now) =>
  expect(personsOf(dana, { ...dana, ...change })).toEqual({ before: 'dana', now }),
)
