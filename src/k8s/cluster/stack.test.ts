import { describe, expect, test } from 'vitest'
import { stackOf } from './stack.ts'

const node = (podCIDRs: readonly string[], ...addresses: readonly string[]) => ({
  spec: { podCIDRs },
  status: { addresses: addresses.map((address) => ({ type: 'InternalIP', address })) },
})
const service = (...clusterIPs: readonly string[]) => ({ spec: { clusterIPs } })
const cidr = (...cidrs: readonly string[]) => ({ spec: { cidrs } })
const nothing = { nodes: null, serviceCidrs: null, ownService: null }
const told = (objects: Parameters<typeof stackOf>[0]) => {
  const { families, isCertain } = stackOf(objects)
  return `${families.join('+') || 'nothing'}${isCertain ? '' : '?'}`
}

describe('the stack', () => {
  test('is what the networks of the pods are, whatever addresses nodes have', () => {
    expect(told({ ...nothing, nodes: [node(['10.16.0.0/24'], '10.0.0.1', 'fd00::1')] })).toBe('IPv4')
    expect(told({ ...nothing, nodes: [node(['10.16.0.0/24', 'fd00:1::/64'], '10.0.0.1')] })).toBe('IPv4+IPv6')
    expect(told({ ...nothing, nodes: [node(['fd00:1::/64'], 'fd00::1')] })).toBe('IPv6')
  })

  test('is dual where the Services have both families', () => {
    const serviceCidrs = [cidr('10.96.0.0/12', 'fd00:96::/112')]
    expect(told({ nodes: [node([], '10.0.0.1')], serviceCidrs, ownService: service('10.96.0.1') })).toBe(
      'IPv4+IPv6',
    )
    expect(told({ ...nothing, serviceCidrs: [cidr('10.96.0.0/12')] })).toBe('IPv4')
  })

  test('is not certain by the Service of the API server alone, which has one family of two', () => {
    expect(told({ ...nothing, ownService: service('10.96.0.1') })).toBe('IPv4?')
    expect(
      told({ ...nothing, nodes: [node([], '10.0.0.1', 'fd00::1')], ownService: service('10.96.0.1') }),
    ).toBe('IPv4?')
    expect(told({ ...nothing, nodes: [node([], '10.0.0.1')], ownService: service('10.96.0.1') })).toBe('IPv4')
  })

  test('is that of the nodes where nothing else is told, and nothing where nothing could be read', () => {
    expect(told({ ...nothing, nodes: [node([], 'fd00::1')] })).toBe('IPv6')
    expect(told(nothing)).toBe('nothing?')
  })

  test('is told by whatever stands there without failing', () => {
    for (const junk of [
      undefined,
      null,
      '',
      1,
      [],
      {},
      { spec: 1 },
      { spec: { podCIDRs: 'x', clusterIPs: {} } },
    ])
      expect(told({ nodes: [junk], serviceCidrs: [junk], ownService: junk })).toBe('nothing?')
    expect(told({ ...nothing, nodes: [{ spec: { podCIDR: '10.1.0.0/24', podCIDRs: [7, null] } }] })).toBe(
      'IPv4',
    )
    expect(told({ ...nothing, ownService: service('None', '') })).toBe('nothing?')
  })
})
