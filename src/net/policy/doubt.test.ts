/** What is not read makes answers uncertain, and no more of them than it could change. */
import { expect, test } from 'vitest'
import { admin, all, app, baseline, network, world } from './cases/world.ts'
import { compilePolicies } from './compile.ts'
import { doubtOf, type Unread } from './doubt.ts'
import { countOutside, matrixOf, partsByNamespace, workloadMatrixOf } from './matrix.ts'
import { allPorts, portRange } from './ports.ts'

const readAll: Unread = {
  namespaces: false,
  nodes: false,
  admin: false,
  baseline: false,
  networkPolicies: [],
}
const isolated = network('red', { podSelector: all, policyTypes: ['Ingress'] })
const inAll = { namespaces: {} }

function cellOf(unread: Partial<Unread>, from: string, to: string, policies = [isolated]) {
  const doubt = doubtOf({ ...readAll, ...unread })
  const { namespaces, cells } = matrixOf(compilePolicies(world(policies)), portRange('TCP', 80), doubt)
  return cells[namespaces.indexOf(from)]?.[namespaces.indexOf(to)]
}

test('nothing is unknown where all was read', () => {
  expect(cellOf({}, 'green', 'blue')).toMatchObject({ pairs: 9, full: 9, unknown: 0 })
})

test('policies that come first could change everything but what is on the host network', () => {
  expect(cellOf({ admin: true }, 'green', 'blue')).toMatchObject({ pairs: 9, unknown: 9 })
  expect(cellOf({ admin: true }, 'green', 'red')?.unknown).toBeGreaterThan(0)
  // The two host pods of `red` judge nothing themselves, but the pods they reach do.
  const own = cellOf({ admin: true }, 'red', 'red')
  expect(own?.unknown).toBeLessThan(own?.pairs ?? 0)
})

test('a baseline that is not known leaves alone what NetworkPolicies deny', () => {
  expect(cellOf({ baseline: true }, 'green', 'blue')?.unknown).toBe(9)
  const { pairs = 0, unknown = 0, open = 0 } = cellOf({ baseline: true }, 'green', 'red') ?? {}
  // Only the hosts can be reached, and only there the source's own side is in doubt.
  expect([pairs, open, unknown]).toEqual([15, 6, 6])
})

test('NetworkPolicies of one namespace are about its own pods alone', () => {
  expect(cellOf({ networkPolicies: ['green'] }, 'green', 'blue')?.unknown).toBe(9)
  expect(cellOf({ networkPolicies: ['green'] }, 'blue', 'stack')?.unknown).toBe(0)
  expect(cellOf({ networkPolicies: ['green'] }, 'green', 'red')).toMatchObject({ open: 6, unknown: 6 })
})

test('nodes matter only where a policy speaks of them', () => {
  expect(cellOf({ nodes: true }, 'green', 'blue')?.unknown).toBe(0)
  const policies = [
    admin(1, { subject: inAll, egress: [{ action: 'Deny', to: [{ nodes: all }] }] }) as typeof isolated,
  ]
  expect(cellOf({ nodes: true }, 'green', 'blue', policies)?.unknown).toBe(9)
})

test('workloads of two namespaces stand against each other', () => {
  const policies = [network('red', { podSelector: app('one'), policyTypes: ['Ingress'] })]
  const { from, to, cells } = workloadMatrixOf(compilePolicies(world(policies)), { from: 'green', to: 'red' })
  expect(from.map(({ name }) => name)).toEqual(['one', 'three', 'two'])
  expect(to.map(({ name }) => name)).toEqual(['host-left', 'host-right', 'one', 'three', 'two'])
  expect(cells[0]?.map(({ open }) => open)).toEqual([1, 1, 0, 1, 1])
})

test('outside is open as far as any address is, and says nothing of other families', () => {
  const policies = [
    network('red', { podSelector: app('one'), policyTypes: ['Egress'] }, 'none'),
    network('red', { podSelector: app('two'), egress: [{ to: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }] }),
    baseline({ subject: inAll }),
  ]
  const compiled = compilePolicies(world(policies))
  const namespaces = partsByNamespace(compiled)
  const lines = [...namespaces.values()]
  const at = [...namespaces.keys()].indexOf('red')
  expect(countOutside(compiled, lines, 'egress', allPorts())[at]).toMatchObject({
    pairs: 5,
    open: 4,
    full: 3,
  })
  // Without `policyTypes` the second policy is about what comes in, too.
  expect(countOutside(compiled, lines, 'ingress', allPorts())[at]).toMatchObject({
    pairs: 5,
    open: 4,
    full: 4,
  })
})
