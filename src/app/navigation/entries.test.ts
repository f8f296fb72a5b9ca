import { expect, test } from 'vitest'
import { Discovery } from '../../k8s/discovery.ts'
import { type Gates, gates } from '../../k8s/gates.ts'
import { kinds } from '../../kinds/index.ts'
import type { Kind } from '../../kinds/kind.ts'
import { gateOff, kindBehindGate } from '../resources/gates.ts'
import { genericKind } from '../resources/generic-kind.ts'
import { kindsShown, pagesShown } from './entries.ts'
import { type Page, pages } from './pages.ts'

const allOff = Object.fromEntries(gates.map((gate) => [gate, false])) as Gates
const alb = {
  group: 'crd.example.com',
  version: 'v2',
  kind: 'ALB2',
  plural: 'alaudaloadbalancer2',
  namespaced: true,
  verbs: ['list'],
  shortNames: [],
}
const kind = (id: string, navigation: Kind['navigation'], gate?: Kind['gate']): Kind => ({
  ...genericKind(alb),
  id,
  navigation,
  ...(gate !== undefined && { gate }),
})
const declared = [
  kind('routes', { project: 3 }),
  kind('pools', { admin: 2 }),
  kind('balancers', { admin: 1, project: 2 }, 'alb2'),
  kind('services', { admin: 3, project: 1 }),
]
const configured = (
  order: readonly string[] = [],
  hidden: readonly string[] = [],
  on: Partial<Gates> = {},
) => ({
  navigation: { order, hidden },
  gates: { ...allOff, ...on },
})
const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id)

test.each([
  ['a view has its own, in their places', 'project', configured(), ['services', 'routes']],
  [
    'one whose gate is on is among them',
    'project',
    configured([], [], { alb2: true }),
    ['services', 'balancers', 'routes'],
  ],
  ['what is named comes first', 'project', configured(['routes']), ['routes', 'services']],
  [
    'names of what is not in the view mean nothing',
    'admin',
    configured(['routes', 'services', 'x']),
    ['services', 'pools'],
  ],
  ['what is hidden is not shown', 'admin', configured([], ['pools', 'x']), ['services']],
  ['hiding goes before order', 'admin', configured(['pools'], ['pools']), ['services']],
  ['an order does not switch a gate on', 'admin', configured(['balancers']), ['pools', 'services']],
] as const)('%s', (_, view, configuration, expected) => {
  expect(idsOf(kindsShown(declared, view, configuration))).toEqual(expected)
})

test('pages are ordered and hidden as kinds are', () => {
  const [page] = pages
  const own = ['a', 'b', 'c'].map((id) => ({
    ...page,
    id,
    views: id === 'c' ? ['project'] : ['admin', 'project'],
  }))
  expect(idsOf(pagesShown(own as readonly Page[], 'admin', configured()))).toEqual(['a', 'b'])
  expect(idsOf(pagesShown(own as readonly Page[], 'project', configured(['c', 'b'], ['b'])))).toEqual([
    'c',
    'a',
  ])
})

test('a page whose gate is off is not shown, and one may be called otherwise beside another gate', () => {
  const [page] = pages
  const gated: Page = {
    ...(page as Page),
    views: ['admin'],
    gate: 'alb2',
    titleWith: ({ ecmp }) => (ecmp ? 'b' : 'a'),
  }
  const titles = (on: Partial<Gates>) =>
    pagesShown([gated], 'admin', configured([], [], on)).map(({ title }) => title)
  expect(titles({ ecmp: true })).toEqual([])
  expect(titles({ alb2: true })).toEqual(['a'])
  expect(titles({ alb2: true, ecmp: true })).toEqual(['b'])
})

test('no kind and no page are called the same, nor stand at the same address or key', () => {
  const all = [...kinds, ...pages]
  for (const values of [idsOf(all), all.map(({ segment }) => segment)])
    expect(new Set(values).size).toBe(all.length)
  const keys = all.map(({ goKey }) => goKey).filter((key) => key !== '')
  expect(new Set(keys).size).toBe(keys.length)
})

test('the configuration can name every entry', () => {
  for (const { id } of [...kinds, ...pages]) expect(id).toMatch(/^[a-z][a-z0-9-]*$/)
})

test('a kind whose gate is off has no pages of its own, but its type has those of any type', () => {
  const balancers = kind('balancers', { admin: 1 }, 'alb2')
  const discovery = new Discovery([alb])
  const named = { group: alb.group, plural: alb.plural }
  expect(gateOff(balancers, allOff)).toBe('alb2')
  expect(gateOff(balancers, { ...allOff, alb2: true })).toBeNull()
  expect(gateOff(kind('services', { admin: 1 }), allOff)).toBeNull()
  const both = kind('both', { admin: 1 }, ['alb2', 'ecmp'])
  expect(gateOff(both, { ...allOff, alb2: true })).toBe('ecmp')
  expect(gateOff(both, { ...allOff, alb2: true, ecmp: true })).toBeNull()
  expect(kindBehindGate(balancers, null, allOff, discovery)).toBe(balancers)
  expect(kindBehindGate(balancers, named, allOff, discovery)).toBe(genericKind(alb))
  expect(kindBehindGate(balancers, named, { ...allOff, alb2: true }, discovery)).toBe(balancers)
  expect(kindBehindGate(balancers, named, allOff, undefined)).toBe(balancers)
  expect(kindBehindGate(null, named, allOff, discovery)).toBeNull()
})
