import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { formatAddress } from '../../net/address.ts'
import { formatRanges } from '../../net/rangeset.ts'
import { planFor } from '../ipaddresspool/plan.ts'
import { countedOf, countsOf, heldIn, nextOf, shareOf } from './holdings.ts'
import { nodeChoiceOf, withNodeNames } from './node-choice.ts'
import { asKind } from './peer.ts'
import { capacityOf, commonPools, poolOf } from './pool.ts'

const pool = (addresses: readonly string[], avoidBuggyIPs = true) =>
  poolOf({ metadata: { name: 'p', namespace: 'm' }, spec: { addresses, avoidBuggyIPs } })
const service = (name: string, ip: string) =>
  ({
    metadata: { name, namespace: 'shop' },
    spec: { type: 'LoadBalancer' },
    status: { loadBalancer: { ingress: [{ ip }] } },
  }) as unknown as KubeObject

test('addresses are counted once, without those that are passed over', () => {
  expect(capacityOf(pool(['192.0.2.0/24', '192.0.2.10-192.0.2.20']), 'IPv4')).toBe(254n)
  expect(capacityOf(pool(['192.0.2.0/24'], false), 'IPv4')).toBe(256n)
  expect(capacityOf(pool(['4.4.4.3/23']), 'IPv4')).toBe(508n)
  expect(capacityOf(pool(['2001:db8::/120']), 'IPv6')).toBe(256n)
})

test('what is used is counted by who holds what, shared addresses once, or told by the pool itself', () => {
  const services = [service('a', '192.0.2.1'), service('b', '192.0.2.1'), service('c', '198.51.100.1')]
  const small = pool(['192.0.2.0/30'])
  expect(heldIn(small, services).map(({ service: { metadata } }) => metadata.name)).toEqual(['a', 'b'])
  expect(countedOf(small, 'IPv4', services)).toEqual({ used: 1n, available: 2n })
  const told = { status: { assignedIPv4: 7, availableIPv4: 3 } }
  expect(countsOf(told, small, 'IPv4', services)).toEqual({ used: 7n, available: 3n })
})

test('the next address is the first that is free, in the order in which they are written', () => {
  const next = (of: ReturnType<typeof pool>, family: 'IPv4' | 'IPv6', ...taken: readonly string[]) => {
    const found = nextOf(
      of,
      family,
      taken.map((ip, index) => service(String(index), ip)),
    )
    return found === null ? null : formatAddress(found)
  }
  const two = pool(['192.0.2.254-192.0.3.1', '192.0.2.8/30'])
  expect(next(two, 'IPv4')).toBe('192.0.2.254')
  expect(next(two, 'IPv4', '192.0.2.254')).toBe('192.0.3.1')
  expect(next(two, 'IPv4', '192.0.2.254', '192.0.3.1')).toBe('192.0.2.8')
  expect(next(pool(['192.0.2.254-192.0.3.1'], false), 'IPv4', '192.0.2.254')).toBe('192.0.2.255')
  expect(next(pool(['192.0.2.0/32']), 'IPv4')).toBeNull()
  expect(next(pool(['192.0.2.8/32']), 'IPv4', '192.0.2.8')).toBeNull()
  expect(next(pool(['4.4.4.3/23']), 'IPv4')).toBe('4.4.4.1')
  const both = pool(['192.0.2.8/30', '2001:db8::/126'])
  expect(next(both, 'IPv6')).toBe('2001:db8::')
  expect(next(both, 'IPv6', '2001:db8::', '2001:db8::1')).toBe('2001:db8::2')
})

test('a pool is for all unless it waits to be asked or says whom it is for', () => {
  const named = (name: string, spec: object) => ({ metadata: { name }, spec }) as unknown as KubeObject
  const all = [
    named('plain', {}),
    named('asked', { autoAssign: false }),
    named('shop', { serviceAllocation: { namespaces: ['shop'] } }),
    named('first', { serviceAllocation: { priority: 1 } }),
  ]
  expect(commonPools(all).map(({ name }) => name)).toEqual(['plain'])
})

test('a range is parted into what is held, what is passed over, and what is free', () => {
  const small = pool(['192.0.2.0/30'])
  const [range] = small.ranges
  if (range === undefined) throw new Error('There is no range.')
  const { used, avoided, free } = shareOf(small, range, [service('a', '192.0.2.2')])
  expect([used, avoided, free].map(formatRanges)).toEqual(['192.0.2.2', '192.0.2.0', '192.0.2.1,192.0.2.3'])
})

test('names and labels of nodes stand in one selector, and what else there is stays', () => {
  const labels = { matchLabels: { rack: 'a' } }
  const named = withNodeNames([labels], ['n-1'])
  const row = { key: 'kubernetes.io/hostname', operator: 'In', values: ['n-1'] }
  expect(named).toEqual([{ ...labels, matchExpressions: [row] }])
  expect(nodeChoiceOf(named)).toEqual({ names: ['n-1'], at: 0, others: 0 })
  expect(withNodeNames(named, [])).toEqual([labels])
  expect(withNodeNames(withNodeNames(undefined, ['n-1']), [])).toBeUndefined()
  const exists = { key: 'gpu', operator: 'Exists' }
  const more = [{ matchExpressions: [exists, row] }, labels]
  expect(nodeChoiceOf(more)).toEqual({ names: ['n-1'], at: 1, others: 2 })
  expect(withNodeNames(more, [])).toEqual([{ matchExpressions: [exists] }, labels])
})

test('AS numbers are public, private or reserved', () => {
  expect([1, 64_511, 65_536].map(asKind)).toEqual(['public', 'public', 'public'])
  expect([64_512, 65_534, 4_200_000_000, 4_294_967_294].map(asKind)).toEqual(Array(4).fill('private'))
  expect([23_456, 65_535, 4_294_967_295].map(asKind)).toEqual(Array(3).fill('reserved'))
  expect([0, 1.5, '1', 4_294_967_296].map(asKind)).toEqual(Array(4).fill(null))
})

test('the planner follows the documented example', () => {
  expect(planFor(10, 5, 1)).toEqual({ pools: 2, each: 2, nodes: 4 })
  expect(planFor(11, 5, 0)).toEqual({ pools: 3, each: 1, nodes: 3 })
  expect([planFor(0, 5, 1), planFor(1, 0, 1), planFor(1, 1, -1), planFor(1.5, 1, 0)]).toEqual(
    Array(4).fill(null),
  )
})
