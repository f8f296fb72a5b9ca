import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { formatRanges } from '../../net/rangeset.ts'
import { countText } from '../../ui/count-text.ts'
import { testWorld } from '../testing/world.ts'
import { poolingOf } from './block-size.ts'
import {
  encapsulationOf,
  withCidr,
  withEncapsulation,
  withGatewayNodes,
  withGatewayType,
  withProjects,
  withTransmitMode,
} from './changes.ts'
import { statusCount } from './count.ts'
import { cardsOf, spacesOf } from './space.ts'
import { projectsOf, viewOf } from './spec.ts'
import { interruptionsOf, keptBecause, podsOf } from './usage.ts'

const text = (spec: string) => `spec:\n${spec}`
const manifest = (spec: string) => parseManifest(text(spec))

test('the protocol follows the block', () => {
  const start = manifest('  cidrBlock: "" # which\n  natOutgoing: true\n')
  const four = withCidr(start, '10.1.0.0/23', 'overlay')
  expect(four.text).toBe(text('  cidrBlock: 10.1.0.0/23 # which\n  natOutgoing: true\n  protocol: IPv4\n'))
  expect(viewOf(withCidr(four, '10.1.0.0/23,fd00::/112', 'overlay').value).protocol).toBe('Dual')
  expect(viewOf(withCidr(four, 'fd00::/112', 'overlay').value).protocol).toBe('IPv6')
  // While one is typing, it stays what it was.
  expect(viewOf(withCidr(four, '10.1.0', 'overlay').value).protocol).toBe('IPv4')
})

test.each([
  [8, 26],
  [16, 26],
  [17, 27],
  [19, 27],
  [20, 28],
  [21, 29],
  [22, 30],
  [25, 30],
  [26, 31],
  [31, 31],
])('a Calico subnet of /%s has pools of /%s', (length, size) => {
  expect(poolingOf(length)?.blockSize).toBe(size)
  const spec = (
    withCidr(manifest('  cidrBlock: ""\n'), `10.0.0.0/${length}`, 'calico').value as { spec: object }
  ).spec
  expect(spec).toMatchObject({ v4blockSize: size })
})

test('no pools are known for what is not supported', () => {
  expect(poolingOf(32)).toBeNull()
  const sized = manifest('  cidrBlock: 10.0.0.0/24\n  v4blockSize: 30\n')
  expect(withCidr(sized, '10.0.0.0/32', 'calico').text).not.toContain('v4blockSize')
})

test('underlay and overlay exclude each other', () => {
  const overlay = manifest(
    '  cidrBlock: 10.1.0.0/23\n  natOutgoing: true\n  gatewayType: centralized\n  gatewayNode: a,b\n',
  )
  const underlay = withTransmitMode(overlay, 'underlay')
  expect(underlay.value).toEqual({ spec: { cidrBlock: '10.1.0.0/23', vlan: '' } })
  expect(withTransmitMode(underlay, 'overlay').value).toEqual({
    spec: { cidrBlock: '10.1.0.0/23', natOutgoing: true },
  })
})

test('a distributed gateway has no nodes', () => {
  const central = withGatewayNodes(withGatewayType(manifest('  cidrBlock: 10.1.0.0/23\n'), 'centralized'), [
    'a',
    'b',
  ])
  expect(central.value).toMatchObject({ spec: { gatewayType: 'centralized', gatewayNode: 'a,b' } })
  expect(withGatewayType(central, 'distributed').value).toEqual({
    spec: { cidrBlock: '10.1.0.0/23', gatewayType: 'distributed' },
  })
})

test('one encapsulation at a time, and its mode goes with it', () => {
  const ipip = withEncapsulation(manifest('  natOutgoing: true\n'), 'IPIP')
  expect(encapsulationOf(ipip.value)).toEqual({ protocol: 'IPIP', mode: 'Always' })
  const vxlan = withEncapsulation(ipip, 'VXLAN', 'CrossSubnet')
  expect(vxlan.value).toEqual({ spec: { natOutgoing: true, vxlanMode: 'CrossSubnet' } })
  expect(withEncapsulation(vxlan, 'none').value).toEqual({ spec: { natOutgoing: true } })
  expect(encapsulationOf({ spec: { ipipMode: 'Never', vxlanMode: 'Never' } }).protocol).toBe('none')
})

test('projects are selectors, and others stay', () => {
  const label = 'cpaas.io/project'
  const start = manifest(
    `  namespaceSelectors:\n    # first\n    - matchLabels:\n        ${label}: shop\n    - matchLabels:\n        tier: db\n`,
  )
  const both = withProjects(start, ['shop', 'bank'], label)
  expect(projectsOf(both.value, label)).toEqual(['shop', 'bank'])
  expect(both.text).toContain('# first')
  const one = withProjects(both, ['bank'], label)
  expect(one.value).toEqual({
    spec: { namespaceSelectors: [{ matchLabels: { tier: 'db' } }, { matchLabels: { [label]: 'bank' } }] },
  })
})

const ip = (name: string, spec: object) =>
  ({
    apiVersion: 'kubeovn.io/v1',
    kind: 'IP',
    metadata: { name },
    spec: { subnet: 'it', ...spec },
  }) as KubeObject
const it = {
  apiVersion: 'kubeovn.io/v1',
  kind: 'Subnet',
  metadata: { name: 'it' },
  spec: { cidrBlock: '10.1.0.0/29,fd00::/126', excludeIps: ['10.1.0.3..10.1.0.4'], namespaces: ['shop'] },
} as KubeObject
const world = testWorld({
  objects: [
    ip('a.shop', { podName: 'a', namespace: 'shop', v4IpAddress: '10.1.0.2', v6IpAddress: 'fd00::2' }),
    ip('a.shop.net1', { podName: 'a', namespace: 'shop', ipAddress: '10.1.0.4' }),
    ip('node-1', { podName: 'node-1', v4IpAddress: '10.9.0.1' }),
  ],
})

test('the addresses of a subnet are used, reserved or free', () => {
  const spaces = spacesOf(viewOf(it), cardsOf('it', world))
  expect(spaces.map(({ used, reserved, free }) => [used, reserved, free].map(formatRanges))).toEqual([
    ['10.1.0.2,10.1.0.4', '10.1.0.0-10.1.0.1,10.1.0.3,10.1.0.7', '10.1.0.5-10.1.0.6'],
    ['fd00::2', 'fd00::-fd00::1,fd00::3', ''],
  ])
})

test('60,000 used addresses are counted in no time', () => {
  const many = testWorld({
    objects: Array.from({ length: 60_000 }, (_, at) =>
      ip(`p${at}.n`, {
        podName: `p${at}`,
        namespace: 'n',
        v4IpAddress: `10.${2 + (at >> 16)}.${(at >> 8) & 255}.${at & 255}`,
      }),
    ),
  })
  const cards = cardsOf('it', many)
  const began = performance.now()
  const [space] = spacesOf(viewOf({ metadata: { name: 'it' }, spec: { cidrBlock: '10.2.0.0/15' } }), cards)
  expect(space?.used).toHaveLength(1)
  expect(performance.now() - began).toBeLessThan(3000)
})

describe('what hangs on a subnet', () => {
  test('is each pod once', () => {
    expect(podsOf(it, world)).toEqual([{ group: '', kind: 'Pod', namespace: 'shop', name: 'a' }])
  })

  test('keeps the default one and join', () => {
    expect(keptBecause(it)).toBeNull()
    expect(keptBecause({ ...it, metadata: { name: 'join' } })).not.toBeNull()
    expect(keptBecause({ ...it, spec: { default: true } } as KubeObject)).not.toBeNull()
  })

  test('is disturbed by another assignment and another gateway', () => {
    const keys = (before: object | null, spec: object) =>
      interruptionsOf(
        before,
        { ...it, spec: { ...(it as unknown as { spec: object }).spec, ...spec } },
        world,
      ).map((said) => (typeof said === 'string' ? said : said.key))
    expect(keys(it, {})).toEqual([])
    expect(keys(it, { excludeIps: [] })).toEqual([])
    expect(keys(it, { namespaces: ['shop', 'bank'] })).toEqual(['subnet:interrupts.assignment'])
    expect(keys(it, { gatewayType: 'centralized', gatewayNode: 'a' })).toEqual(['subnet:interrupts.gateway'])
    expect(keys(it, { u2oInterconnection: true })).toEqual(['subnet:interrupts.interconnection'])
    expect(keys(null, { namespaces: ['shop', 'bank'] })).toEqual([])
  })
})

test('counts are read exactly as long as that says something', () => {
  expect(countText(65_533n, 'en')).toBe('65,533')
  expect(countText(2n ** 64n, 'en')).toBe('2^64')
  expect(countText(2n ** 64n - 3n, 'en')).toBe('≈ 2^64')
  expect(statusCount(65533)).toBe(65533n)
  expect([statusCount('7'), statusCount(-1), statusCount(Number.NaN), statusCount(undefined)]).toEqual([
    null,
    null,
    null,
    null,
  ])
})
