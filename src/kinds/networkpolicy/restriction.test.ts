import { describe, expect, test } from 'vitest'
import type { Fields } from '../../k8s/shape.ts'
import type { Direction } from '../policy/dialects.ts'
import { blocked, type Restriction, restrictionOf, unblocked, withRule } from './restriction.ts'

const rule = { from: [{ podSelector: {} }] }
const out = { to: [{ podSelector: {} }] }

type Row = readonly [spec: Fields, ingress: Restriction, egress: Restriction]

const both = ['Ingress', 'Egress']

/** Every state of the two directions: types named or not, rules absent, empty or there. */
const table: readonly Row[] = [
  // Without types the API server names Ingress, and Egress where it has rules.
  [{}, 'blocked', 'open'],
  [{ ingress: [] }, 'blocked', 'open'],
  [{ ingress: [rule] }, 'rules', 'open'],
  [{ egress: [] }, 'blocked', 'open'],
  [{ egress: [out] }, 'blocked', 'rules'],
  [{ ingress: [], egress: [] }, 'blocked', 'open'],
  [{ ingress: [], egress: [out] }, 'blocked', 'rules'],
  [{ ingress: [rule], egress: [] }, 'rules', 'open'],
  [{ ingress: [rule], egress: [out] }, 'rules', 'rules'],
  [{ policyTypes: [] }, 'blocked', 'open'],
  [{ policyTypes: [], egress: [out] }, 'blocked', 'rules'],
  [{ policyTypes: ['Ingress'] }, 'blocked', 'open'],
  [{ policyTypes: ['Ingress'], ingress: [] }, 'blocked', 'open'],
  [{ policyTypes: ['Ingress'], ingress: [rule] }, 'rules', 'open'],
  [{ policyTypes: ['Ingress'], egress: [] }, 'blocked', 'open'],
  [{ policyTypes: ['Ingress'], egress: [out] }, 'blocked', 'ignored'],
  [{ policyTypes: ['Ingress'], ingress: [rule], egress: [out] }, 'rules', 'ignored'],
  [{ policyTypes: ['Egress'] }, 'open', 'blocked'],
  [{ policyTypes: ['Egress'], ingress: [] }, 'open', 'blocked'],
  [{ policyTypes: ['Egress'], ingress: [rule] }, 'ignored', 'blocked'],
  [{ policyTypes: ['Egress'], egress: [] }, 'open', 'blocked'],
  [{ policyTypes: ['Egress'], egress: [out] }, 'open', 'rules'],
  [{ policyTypes: ['Egress'], ingress: [rule], egress: [out] }, 'ignored', 'rules'],
  [{ policyTypes: both }, 'blocked', 'blocked'],
  [{ policyTypes: both, ingress: [], egress: [] }, 'blocked', 'blocked'],
  [{ policyTypes: both, ingress: [rule] }, 'rules', 'blocked'],
  [{ policyTypes: both, egress: [out] }, 'blocked', 'rules'],
  [{ policyTypes: both, ingress: [rule], egress: [out] }, 'rules', 'rules'],
  // A name that the API does not know says nothing of either direction.
  [{ policyTypes: ['ingress'] }, 'open', 'open'],
  [{ policyTypes: 'Ingress' }, 'blocked', 'open'],
]

test.each(table)('%j: ingress is %s, egress is %s', (spec, ingress, egress) => {
  expect(restrictionOf(spec, 'ingress')).toBe(ingress)
  expect(restrictionOf(spec, 'egress')).toBe(egress)
})

const cases = table
  .filter(([{ policyTypes }]) => policyTypes === undefined || Array.isArray(policyTypes))
  .flatMap(([spec]) => (['ingress', 'egress'] as const).map((direction) => [spec, direction] as const))

describe.each(cases)('%j, %s', (spec, direction) => {
  const other: Direction = direction === 'ingress' ? 'egress' : 'ingress'
  const before = restrictionOf(spec, direction)

  test('blocks the one when ticked, leaves the other as it is, and changes nothing that blocks already', () => {
    const change = blocked(spec, direction)
    expect(restrictionOf(change.spec, direction)).toBe('blocked')
    expect(restrictionOf(change.spec, other)).toBe(restrictionOf(spec, other))
    if (before === 'blocked') expect(change.spec).toEqual(spec)
  })

  test('blocks the one no longer when unticked, and leaves the other', () => {
    const next = unblocked(blocked(spec, direction).spec, direction, [])
    expect(restrictionOf(next, direction)).not.toBe('blocked')
    expect(restrictionOf(next, other)).toBe(restrictionOf(spec, other))
  })

  test('has its rules back when one thinks better of it', () => {
    if (before !== 'rules') return
    const change = blocked(spec, direction)
    const next = unblocked(change.spec, direction, change.stash)
    expect(next[direction]).toEqual(spec[direction])
    expect(restrictionOf(next, other)).toBe(restrictionOf(spec, other))
  })

  test('goes by its rules once it has one', () => {
    const next = withRule(spec, direction, {})
    expect(restrictionOf(next, direction)).toBe('rules')
    expect(restrictionOf(next, other)).toBe(restrictionOf(spec, other))
  })
})

test('writes no more than it has to', () => {
  expect(blocked({ ingress: [rule] }, 'ingress').spec).toEqual({})
  expect(blocked({ policyTypes: ['Ingress'], ingress: [rule] }, 'egress').spec).toEqual({
    policyTypes: both,
    ingress: [rule],
  })
  expect(unblocked({}, 'ingress', [])).toEqual({ ingress: [{}] })
  expect(unblocked({ policyTypes: both }, 'ingress', [])).toEqual({ policyTypes: ['Egress'] })
  expect(unblocked({ egress: [out] }, 'ingress', [])).toEqual({ egress: [out], policyTypes: ['Egress'] })
  expect(withRule({ ingress: [rule] }, 'egress', out)).toEqual({ ingress: [rule], egress: [out] })
  expect(withRule({ policyTypes: ['Ingress'] }, 'egress', out)).toEqual({ egress: [out], policyTypes: both })
})

test('leaves alone what it does not know', () => {
  const spec = { podSelector: { matchLabels: { app: 'a' } }, future: 1, policyTypes: both }
  expect(unblocked(blocked(spec, 'egress').spec, 'egress', [])).toEqual({ ...spec, policyTypes: ['Ingress'] })
})
