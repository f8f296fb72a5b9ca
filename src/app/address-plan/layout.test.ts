import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import type { PlanRange } from '../../kinds/address-plan.ts'
import type { AddressSource, Role } from '../../kinds/held-range.ts'
import { type Address, parseAddress } from '../../net/address.ts'
import { type AddressRange, parseRange } from '../../net/range.ts'
import { covers } from '../../net/rangeset.ts'
import { answerOf, closerTo, freeIn, rowsOf, viewOf } from './layout.ts'
import { formatState, parseSize, parseState, rangeText } from './page-state.ts'

const only = (text: string) => parseRange(text) as AddressRange
const at = (text: string) => parseAddress(text) as Address
const objects = new Map<string, KubeObject>()
const source: AddressSource = { kind: { group: '', kind: 'Thing', versions: ['v1'] }, of: () => [] }

function held(role: Role, name: string, text: string): PlanRange {
  const object = objects.get(name) ?? { apiVersion: 'v1', kind: 'Thing', metadata: { name } }
  objects.set(name, object)
  return { range: only(text), role, holder: { group: '', kind: 'Thing', name }, source, object }
}

const plan = [
  held('services', 'kubernetes', '10.4.0.0/16'),
  held('subnet', 'default', '10.16.0.0/16'),
  held('reserved', 'default', '10.16.0.1'),
  held('fixed', 'shop', '10.16.3.0/28'),
  held('pool', 'public', '198.51.100.10-198.51.100.99'),
  held('node', 'worker', '192.168.7.9'),
  held('service', 'dns', '10.4.0.10'),
  held('pool', 'six', '2001:db8::/120'),
]
const namesOf = (items: readonly PlanRange[]) => items.map(({ holder }) => holder.name)

describe('the view', () => {
  test('of all has a line for each part of the space, as few as can be', () => {
    const { windows, inside, around } = viewOf(plan, 'IPv4', null)
    expect(windows.map((each) => rangeText(each))).toEqual([
      '10.0.0.0/11',
      '192.168.7.0/24',
      '198.51.100.0/24',
    ])
    expect(namesOf(inside)).toEqual(['kubernetes', 'default', 'shop', 'public', 'worker'])
    expect(around).toEqual([])
    expect(viewOf(plan, 'IPv6', null).windows.map((each) => rangeText(each))).toEqual(['2001:db8::/120'])
  })

  test('of a range has what holds it and what lies in it', () => {
    const view = viewOf(plan, 'IPv4', only('10.16.0.0/16'))
    expect(namesOf(view.around)).toEqual(['default'])
    expect(namesOf(view.inside)).toEqual(['shop'])
    expect(view.kept).toHaveLength(1)
  })

  test('lists what is free between ranges, and not what a range has left itself', () => {
    const said = (text: string | null) =>
      rowsOf(viewOf(plan, 'IPv4', text === null ? null : only(text))).map(
        ({ item, lane, range }) => `${lane} ${item?.holder.name ?? 'free'} ${rangeText(range)}`,
      )
    expect(said('10.0.0.0/11')).toEqual([
      '0 free 10.0.0.0/14',
      '0 kubernetes 10.4.0.0/16',
      '0 free 10.5.0.0-10.15.255.255',
      '0 default 10.16.0.0/16',
      '1 shop 10.16.3.0/28',
      '0 free 10.17.0.0-10.31.255.255',
    ])
    expect(said('10.16.0.0/16')).toEqual(['0 shop 10.16.3.0/28'])
  })
})

test('a closer look is always closer', () => {
  const window = only('10.0.0.0/8')
  const near = [held('node', 'a', '10.20.0.1'), held('node', 'b', '10.20.0.9')]
  expect(rangeText(closerTo(near, window))).toBe('10.20.0.0/28')
  // The block around them is all there is.
  const astride = [held('node', 'a', '10.127.255.250'), held('node', 'b', '10.128.0.3')]
  expect(rangeText(closerTo(astride, window))).toBe('10.127.255.250-10.128.0.3')
})

describe('who has an address', () => {
  const users = [...plan, held('pod', 'cart', '10.16.3.7'), held('pod', 'cart', '10.16.3.7')]
  const named = (text: string) => {
    const { holders, kept, ranges } = answerOf(users, at(text))
    return [namesOf(holders), kept?.holder.name ?? null, namesOf(ranges)]
  }
  test.each([
    ['10.16.3.7', [['cart'], null, ['shop', 'default']]],
    ['10.16.0.1', [[], 'default', ['default']]],
    ['10.16.9.9', [[], null, ['default']]],
    ['10.4.0.10', [['dns'], null, ['kubernetes']]],
    ['192.168.7.9', [['worker'], null, []]],
    ['10.99.0.1', [[], null, []]],
    ['2001:db8::7', [[], null, ['six']]],
  ])('%s', (text, said) => expect(named(text)).toEqual(said))

  test('names the range that keeps one back, not the part of it', () => {
    expect(answerOf(users, at('10.16.0.1')).kept?.role).toBe('subnet')
  })
})

describe('what is free', () => {
  test('anywhere is what nothing of the plan has, in the private areas', () => {
    const free = freeIn(plan, 'IPv4', viewOf(plan, 'IPv4', null))
    expect(covers(free, [only('10.5.0.0/16')])).toBe(true)
    expect(covers([only('10.0.0.0/8'), only('172.16.0.0/12'), only('192.168.0.0/16')], free)).toBe(true)
    for (const taken of ['10.4.0.0', '10.16.255.255', '192.168.7.9'])
      expect(covers(free, [only(taken)])).toBe(false)
  })

  test('in a range is what nothing in it has', () => {
    const free = freeIn(plan, 'IPv4', viewOf(plan, 'IPv4', only('10.16.0.0/16')))
    expect(covers(free, [only('10.16.4.0/24')])).toBe(true)
    for (const taken of ['10.16.0.1', '10.16.3.7']) expect(covers(free, [only(taken)])).toBe(false)
  })
})

describe('the address of the page', () => {
  test.each([
    '',
    'family=IPv6',
    'at=10.16.0.0%2F16&who=10.16.3.7&size=24',
    'at=198.51.100.10-198.51.100.99',
    'at=10.0.0.7',
  ])('keeps %s', (text) => expect(String(formatState(parseState(new URLSearchParams(text))))).toBe(text))

  test('makes nothing of what it does not know', () => {
    expect(parseState(new URLSearchParams('family=IPX&at=here'))).toMatchObject({ family: null, at: null })
    expect(parseState(new URLSearchParams('family=IPv4&at=fd00::/48')).family).toBe('IPv6')
  })
})

test.each([
  ['24', 24],
  [' /24 ', 24],
  ['/0', null],
  ['33', null],
  ['x', null],
  ['', null],
])('the length of a prefix in "%s" is %s', (text, length) => expect(parseSize(text, 32)).toBe(length))
