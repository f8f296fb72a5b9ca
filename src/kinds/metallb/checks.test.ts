import { describe, expect, test } from 'vitest'
import { factsOf } from '../../k8s/cluster/facts.ts'
import { formatFieldPath } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { withFix } from '../../manifest/fix.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'
import { parts } from '../components.ts'
import type { Check } from '../kind.ts'
import { type TestWorld, testWorld } from '../testing/world.ts'
import { advertisementChecks } from './check-advertisement.ts'
import { bfdChecks } from './check-bfd.ts'
import { communityChecks } from './check-community.ts'
import { peerChecks, secondsOf } from './check-peer.ts'
import { poolChecks } from './check-pool.ts'
import { asStored } from './check-ranges.ts'
import { serviceCheck } from './check-service.ts'
import { peerOf, sessionsOf, standingOf } from './peer.ts'

const namespace = 'metallb-system'
const object = (kind: string, name: string, spec: object, more: object = {}): KubeObject =>
  ({
    apiVersion: kind === 'BGPPeer' ? 'metallb.io/v1beta2' : 'metallb.io/v1beta1',
    kind,
    metadata: { name, namespace },
    spec,
    ...more,
  }) as KubeObject
const pool = (name: string, addresses: readonly string[], more: object = {}) =>
  object('IPAddressPool', name, { addresses, ...more })
const l2 = (name: string, spec: object = {}) =>
  object('L2Advertisement', name, { ipAddressPools: [name], ...spec })
const bgp = (name: string, spec: object = {}) =>
  object('BGPAdvertisement', name, { ipAddressPools: [name], ...spec })
const peer = (name: string, spec: object = {}) =>
  object('BGPPeer', name, { myASN: 64512, peerASN: 64512, peerAddress: '10.0.0.1', ...spec })
const node = (name: string, labels: object, more: object = {}) =>
  ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels } },
    spec: { podCIDRs: ['10.16.0.0/24'] },
    status: { addresses: [{ type: 'InternalIP', address: '10.20.0.1' }] },
    ...more,
  }) as KubeObject
const named = (values: readonly string[]) => [
  { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values }] },
]
const service = (name: string, address: string | null, annotations: object = {}, spec: object = {}) =>
  ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop', annotations },
    spec: { type: 'LoadBalancer', ...spec },
    status: { loadBalancer: { ingress: address === null ? [] : [{ ip: address }] } },
  }) as KubeObject

const ask = (checks: readonly Check[], given: unknown, world: TestWorld, beside: readonly unknown[] = []) =>
  checks.flatMap((check) => check(given, testWorld(world), beside))
const said = (...given: Parameters<typeof ask>) =>
  ask(...given).map(({ id, path }) => `${id.replace('metallb/', '')} ${formatFieldPath(path)}`)

describe('a pool', () => {
  const there = [pool('there', ['192.0.2.0/26']), l2('there')]
  const check = (addresses: readonly string[], objects: readonly KubeObject[] = there, more: object = {}) =>
    said(poolChecks, pool('new', addresses, more), { objects }, [l2('new')])

  test('that is as it should be is not spoken of', () => {
    expect(check(['192.0.2.64/26', '2001:db8::/120'])).toEqual([])
  })

  test('needs a name that the cluster takes, and addresses', () => {
    expect(said(poolChecks, pool('', []), {}, [l2('')])).toEqual([
      'name-missing metadata.name',
      'addresses-missing spec.addresses',
    ])
    expect(said(poolChecks, object('IPAddressPool', 'new', { addresses: 7 }), {}, [l2('new')])).toEqual([])
    expect(said(poolChecks, pool('A_b', ['']), {}, [l2('A_b')])).toEqual([
      'name-invalid metadata.name',
      'address-missing spec.addresses[0]',
    ])
  })

  test.each([
    ['192.0.2.300/24', 'address-invalid'],
    ['192.0.2.64-2001:db8::1', 'address-invalid'],
    ['192.0.2.99-192.0.2.90', 'address-backwards'],
    ['192.0.2.99', 'address-alone'],
    ['192.0.2.90 ~ 192.0.2.99', 'address-notation'],
    ['192.0.2.90..192.0.2.99', 'address-notation'],
  ])('says what is wrong with %s', (text, id) => {
    expect(check([text])).toEqual([`${id} spec.addresses[0]`])
  })

  test.each([
    ['192.0.2.99-192.0.2.90', '192.0.2.90-192.0.2.99'],
    ['192.0.2.99', '192.0.2.99/32'],
    ['2001:db8::7', '2001:db8::7/128'],
    ['192.0.2.90 ~ 192.0.2.99', '192.0.2.90-192.0.2.99'],
  ])('mends %s', (text, mended) => {
    const given = pool('new', [text])
    const fix = ask(poolChecks, given, {}, [l2('new')]).flatMap((found) => found.fix ?? [])[0]
    if (fix === undefined) throw new Error('There is nothing that mends it.')
    const after = withFix(parseManifest(writeYaml(given)), fix).value
    expect(after).toMatchObject({ spec: { addresses: [mended] } })
    expect(ask(poolChecks, after, {}, [l2('new')])).toEqual([])
  })

  test.each([
    ['192.0.2.32-192.0.2.70', 'overlap-pool'],
    ['10.50.0.0/24', 'overlap-subnet'],
    ['10.96.1.0/24', 'overlap-services'],
    ['10.20.0.0/24', 'overlap-node'],
    ['10.16.0.128/25', 'overlap-pods'],
  ])('says of %s that something else has it', (text, id) => {
    const subnet = {
      apiVersion: 'kubeovn.io/v1',
      kind: 'Subnet',
      metadata: { name: 'shop-pods' },
      spec: { cidrBlock: '10.50.0.0/16,fd00:50::/64' },
    }
    const network = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'ServiceCIDR',
      metadata: { name: 'kubernetes' },
      spec: { cidrs: ['10.96.0.0/12'] },
    }
    const objects = [...there, subnet as KubeObject, network as KubeObject, node('n-1', {})]
    expect(check([text], objects)).toEqual([`${id} spec.addresses[0]`])
    expect(check(['192.0.2.64/26'], objects)).toEqual([])
  })

  test('does not overlap with itself as it is saved, but with its own rows', () => {
    expect(said(poolChecks, pool('there', ['192.0.2.0/26']), { objects: there })).toEqual([])
    expect(check(['192.0.2.64/26', '192.0.2.100-192.0.2.120'])).toEqual(['overlap-own spec.addresses[1]'])
  })

  test('of nothing but what it passes over gives nothing away', () => {
    expect(check(['192.0.2.255/32'], there, { avoidBuggyIPs: true })).toEqual(['nothing-left spec.addresses'])
    expect(check(['192.0.2.255/32'])).toEqual([])
  })

  test('is announced by one of its name beside it, by one in the cluster, or by one for all', () => {
    const given = pool('new', ['192.0.2.64/26'])
    expect(said(poolChecks, given, {})).toEqual(['unannounced spec'])
    expect(said(poolChecks, given, {}, [bgp('new')])).toEqual([])
    expect(said(poolChecks, given, { objects: [l2('new')] })).toEqual([])
    expect(said(poolChecks, given, { objects: [object('L2Advertisement', 'all', {})] })).toEqual([])
    expect(said(poolChecks, given, { otherwise: 'refused' })).toEqual([])
  })

  test('has both families where the cluster has', () => {
    const stack = {
      nodes: [],
      serviceCidrs: [{ spec: { cidrs: ['10.96.0.0/12', 'fd00::/112'] } }],
      ownService: null,
    }
    const facts = factsOf(parts, { discovery: null, objects: () => null, stack })
    const one = pool('new', ['192.0.2.64/26'])
    expect(said(poolChecks, one, { facts }, [l2('new')])).toEqual(['one-family spec.addresses'])
    const both = pool('new', ['192.0.2.64/26', '2001:db8::/120'])
    expect(said(poolChecks, both, { facts }, [l2('new')])).toEqual([])
  })

  test('is full where all its addresses are held', () => {
    const small = pool('small', ['192.0.2.128/31'])
    const held = [service('a', '192.0.2.128'), service('b', '192.0.2.129')]
    expect(said(poolChecks, small, { objects: [small, l2('small'), ...held] })).toEqual([
      'full spec.addresses',
    ])
    expect(said(poolChecks, small, { objects: [small, l2('small'), ...held.slice(1)] })).toEqual([])
  })

  test('lives where MetalLB does', () => {
    const elsewhere = { ...pool('new', ['192.0.2.64/26']), metadata: { name: 'new', namespace: 'shop' } }
    const beside = [{ ...l2('new'), metadata: elsewhere.metadata }]
    expect(ask(poolChecks, elsewhere, { objects: there }, beside)).toMatchObject([
      { id: 'metallb/namespace', severity: 'error' },
    ])
    expect(ask(poolChecks, elsewhere, {}, beside)).toMatchObject([
      { id: 'metallb/namespace-unusual', severity: 'warning' },
    ])
  })
})

test('a range that people write otherwise is written as MetalLB reads it', () => {
  expect(asStored('192.0.2.1 ~ 192.0.2.9')).toBe('192.0.2.1-192.0.2.9')
  expect(asStored('2001:db8::1..2001:db8::9')).toBe('2001:db8::1-2001:db8::9')
  for (const text of ['', '192.0.2.1 ~', '192.0.2.0/24', '192.0.2.1 ~ x', 'a-b-c'])
    expect(asStored(text)).toBe(text)
})

describe('an advertisement', () => {
  const nodes = [node('n-1', { rack: 'a' }), node('n-2', { rack: 'b' })]
  const objects = [...nodes, pool('p', ['192.0.2.0/24']), peer('tor', { nodeSelectors: named(['n-1']) })]
  const check = (given: KubeObject, beside: readonly unknown[] = []) =>
    said(advertisementChecks, given, { objects }, beside)

  test('is for pools that there are, in the cluster or beside it', () => {
    expect(check(l2('p'))).toEqual([])
    expect(check(l2('q'))).toEqual(['pool-unknown spec.ipAddressPools[0]'])
    expect(check(l2('q'), [pool('q', [])])).toEqual([])
  })

  test('chooses nodes by all of one selector, and by any of several', () => {
    const [byName] = named(['n-1'])
    const both = (rack: string) => ({ nodeSelectors: [{ ...byName, matchLabels: { rack } }] })
    expect(check(l2('p', both('a')))).toEqual([])
    expect(check(l2('p', both('b')))).toEqual(['no-nodes spec.nodeSelectors'])
    expect(check(l2('p', { nodeSelectors: [byName, { matchLabels: { rack: 'b' } }] }))).toEqual([])
  })

  test('tells peers that there are, from nodes that are connected to them', () => {
    expect(check(bgp('p', { peers: ['tor'], nodeSelectors: named(['n-1']) }))).toEqual([])
    expect(check(bgp('p', { peers: ['tor'] }))).toEqual(['nodes-beyond-peer spec.nodeSelectors'])
    expect(check(bgp('p', { peers: ['gone'] }))).toEqual(['peer-unknown spec.peers[0]'])
  })

  test('sums addresses up into blocks that are not smaller than what the pool has', () => {
    expect(check(bgp('p', { aggregationLength: 24 }))).toEqual([])
    expect(check(bgp('p', { aggregationLength: 23 }))).toEqual(['aggregation spec.aggregationLength'])
    expect(check(bgp('p', { aggregationLength: 33 }))).toEqual(['aggregation-range spec.aggregationLength'])
    expect(check(bgp('p', { aggregationLengthV6: 129 }))).toEqual([
      'aggregation-range spec.aggregationLengthV6',
    ])
  })

  test('gives communities as numbers', () => {
    expect(check(bgp('p', { communities: ['64512:100', 'large:64512:1:2'] }))).toEqual([])
    expect(check(bgp('p', { communities: ['64512', '70000:1'] }))).toEqual([
      'community spec.communities[0]',
      'community spec.communities[1]',
    ])
  })

  test('gives communities by names that there are, in the cluster or beside it', () => {
    const fabric = object('Community', 'fabric', { communities: [{ name: 'site', value: '64512:1' }] })
    const given = bgp('p', { communities: ['site', 'gone'] })
    const check = (world: TestWorld, beside: readonly unknown[] = []) =>
      said(advertisementChecks, given, world, beside).filter((each) => each.startsWith('community'))
    expect(check({ objects: [fabric] })).toEqual(['community-unknown spec.communities[1]'])
    const beside = object('Community', 'new', { communities: [{ name: 'gone', value: '64512:2' }] })
    expect(check({ objects: [fabric] }, [beside])).toEqual([])
    expect(check({ otherwise: 'refused' })).toEqual([])
  })
})

describe('a list of communities', () => {
  const community = (name: string, communities: unknown) => object('Community', name, { communities })
  const other = community('other', [{ name: 'site', value: '64512:1' }])
  const check = (communities: unknown) =>
    said(communityChecks, community('new', communities), { objects: [other] })

  test('names each once, in one list of all', () => {
    expect(
      check([
        { name: 'rack', value: '64512:2' },
        { name: 'far', value: 'large:64512:1:2' },
      ]),
    ).toEqual([])
    expect(
      check([
        { name: 'a', value: '1:1' },
        { name: 'a', value: '1:2' },
      ]),
    ).toEqual(['alias-twice spec.communities[1].name'])
    expect(check([{ name: 'site', value: '1:1' }])).toEqual(['alias-elsewhere spec.communities[0].name'])
    expect(said(communityChecks, other, { objects: [other] })).toEqual([])
  })

  test('says what each is', () => {
    expect(check([])).toEqual(['aliases-missing spec.communities'])
    expect(check([{ name: '', value: '' }])).toEqual([
      'alias-missing spec.communities[0].name',
      'alias-value-missing spec.communities[0].value',
    ])
    for (const value of ['70000:1', '1', 'large:1:2', 'large:1:2:4294967296', 'x'])
      expect(check([{ name: 'a', value }]), value).toEqual(['alias-value spec.communities[0].value'])
    expect(check([{ name: '1:2', value: '1:2' }])).toEqual(['alias-name spec.communities[0].name'])
  })
})

describe('a BFD profile', () => {
  const profile = (spec: object) => object('BFDProfile', 'fast', spec)

  test('has times within limits', () => {
    expect(said(bfdChecks, profile({ receiveInterval: 10, detectMultiplier: 255 }), {})).toEqual([])
    for (const [field, value] of Object.entries({
      ...{ receiveInterval: 9, transmitInterval: 60_001, detectMultiplier: 1 },
      ...{ echoInterval: 1.5, minimumTtl: 255 },
    }))
      expect(said(bfdChecks, profile({ [field]: value }), {})).toEqual([`bfd-range spec.${field}`])
  })

  test('sends no echoes to peers some hops away', () => {
    const far = peer('far', { bfdProfile: 'fast', ebgpMultiHop: true })
    expect(said(bfdChecks, profile({ echoMode: true }), { objects: [far] })).toEqual([
      'bfd-echo spec.echoMode',
    ])
    const near = peer('near', { bfdProfile: 'fast' })
    expect(said(bfdChecks, profile({ echoMode: true }), { objects: [near] })).toEqual([])
  })

  test('is missed where a peer names it', () => {
    const given = peer('new', { bfdProfile: 'fast' })
    expect(said(peerChecks, given, {})).toEqual(['bfd-unknown spec.bfdProfile'])
    expect(said(peerChecks, given, { objects: [profile({})] })).toEqual([])
    expect(said(peerChecks, given, {}, [profile({})])).toEqual([])
    expect(said(peerChecks, given, { otherwise: 'absent' })).toEqual([])
  })
})

test('sessions are those with the address of a peer, in its VRF, and count as standing once established', () => {
  const session = (name: string, node: string, bgpStatus: string, vrf = '') => ({
    apiVersion: 'frrk8s.metallb.io/v1beta1',
    kind: 'BGPSessionState',
    metadata: { name, namespace },
    status: { peer: 'fd00:0::1', node, vrf, bgpStatus, bfdStatus: 'N/A' },
  })
  const objects = [
    session('b', 'n-2', 'Active'),
    session('a', 'n-1', 'Established'),
    session('c', 'n-1', 'Established', 'red'),
  ] as unknown as readonly KubeObject[]
  const world = testWorld({ objects })
  const [own, red] = [{}, { vrf: 'red' }].map((more) =>
    peerOf(peer('p', { peerAddress: 'fd00::1', ...more })),
  )
  if (own === undefined || red === undefined) throw new Error('There is no peer.')
  expect(sessionsOf(own, world).map(({ node, bgp }) => `${node} ${bgp}`)).toEqual([
    'n-1 Established',
    'n-2 Active',
  ])
  expect(standingOf(own, world)).toEqual({ up: 1, all: 2 })
  expect(standingOf(red, world)).toEqual({ up: 1, all: 1 })
})

describe('a peer', () => {
  const check = (spec: object, objects: readonly KubeObject[] = []) =>
    said(peerChecks, peer('new', spec), { objects })

  test('that is as it should be is not spoken of', () => {
    expect(check({})).toEqual([])
    expect(check({ myASN: 4_200_000_000, peerASN: 4_200_000_000, peerPort: 16384 })).toEqual([])
  })

  test.each([
    [{ myASN: undefined }, 'myASN-missing spec.myASN'],
    [{ peerASN: undefined }, 'peerASN-missing spec.peerASN'],
    [{ myASN: 4_294_967_296 }, 'asn-range spec.myASN'],
    [{ peerASN: '64512x' }, 'asn-range spec.peerASN'],
    [{ dynamicASN: 'internal' }, 'asn-both spec.dynamicASN'],
    [{ peerASN: 64_513 }, 'ebgp spec.peerASN'],
    [{ ebgpMultiHop: true }, 'multihop-ibgp spec.ebgpMultiHop'],
    [{ peerAddress: '' }, 'peer-address-missing spec.peerAddress'],
    [{ peerAddress: 'router' }, 'no-address spec.peerAddress'],
    [{ interface: 'eth0' }, 'address-and-interface spec.interface'],
    [{ sourceAddress: '10.0.0' }, 'no-address spec.sourceAddress'],
    [{ sourceAddress: 'fd00::1' }, 'other-family spec.sourceAddress'],
    [{ peerPort: 0 }, 'port-range spec.peerPort'],
    [{ peerPort: 16_385 }, 'port-range spec.peerPort'],
    [{ routerID: 'fd00::1' }, 'router-id spec.routerID'],
    [{ holdTime: '2s' }, 'hold-time spec.holdTime'],
    [{ holdTime: '30s', keepaliveTime: '30s' }, 'keepalive spec.keepaliveTime'],
    [{ password: 'x', passwordSecret: { name: 'y' } }, 'password-both spec.password'],
  ])('with %j is told what is wrong', (spec, expected) => {
    expect(check(spec)).toEqual([expected])
  })

  test.each([
    { dynamicASN: 'internal', peerASN: undefined },
    { interface: 'eth0', peerAddress: undefined },
    { sourceAddress: '10.0.0.2', routerID: '10.0.0.2' },
    { holdTime: '1m30s', keepaliveTime: '30s' },
    { holdTime: '0s' },
    { passwordSecret: { name: 'y' } },
  ])('with %j is all right', (spec) => expect(check(spec)).toEqual([]))

  test('has a number that is reserved', () => {
    expect(check({ myASN: 23_456, peerASN: 23_456 })).toEqual([
      'asn-reserved spec.myASN',
      'asn-reserved spec.peerASN',
    ])
  })

  test('has nodes, and none of them another session with the same router', () => {
    const nodes = [node('n-1', {}), node('n-2', {})]
    expect(check({ nodeSelectors: named(['n-3']) }, nodes)).toEqual(['peer-no-nodes spec.nodeSelectors'])
    const other = peer('other', { nodeSelectors: named(['n-1']) })
    expect(check({}, [...nodes, other])).toEqual(['peer-twice spec.peerAddress'])
    expect(check({ nodeSelectors: named(['n-2']) }, [...nodes, other])).toEqual([])
    expect(check({ peerPort: 180 }, [...nodes, other])).toEqual([])
  })
})

test('times are read as Go writes them', () => {
  expect(['90s', '1m30s', '1.5h', '500ms', '90', 's', ''].map(secondsOf)).toEqual([
    ...[90, 90, 5400, 0.5],
    ...[null, null, null],
  ])
})

describe('a Service', () => {
  const objects = [
    pool('open', ['192.0.2.0/28']),
    pool('small', ['192.0.2.128/32']),
    pool('shop', ['192.0.2.64/28'], { serviceAllocation: { namespaces: ['payments'] } }),
    service('holder', '192.0.2.128'),
  ]
  const check = (annotations: object, spec: object = {}) =>
    said([serviceCheck], service('own', null, annotations, spec), { objects })
  const at = (key: string) => `metadata.annotations[metallb.universe.tf/${key}]`

  test.each([
    [{ 'metallb.universe.tf/loadBalancerIPs': '192.0.2.1,fd00:x' }, 'service-address'],
    [{ 'metallb.universe.tf/loadBalancerIPs': '198.51.100.1' }, 'service-address-unknown'],
    [{ 'metallb.universe.tf/loadBalancerIPs': '192.0.2.128' }, 'service-address-held'],
  ])('is told of the address it asks for: %j', (annotations, id) => {
    expect(check(annotations).map((each) => each.split(' ')[0])).toEqual([id])
  })

  test('is told of the field it asks for an address in, of old', () => {
    expect(check({}, { loadBalancerIP: '198.51.100.1' })).toEqual([
      'service-address-unknown spec.loadBalancerIP',
    ])
  })

  test('is told of the pool it asks for', () => {
    expect(check({ 'metallb.universe.tf/address-pool': 'small' })).toEqual([
      `service-pool-full ${at('address-pool')}`,
    ])
    expect(check({ 'metallb.universe.tf/address-pool': 'shop' })).toEqual([
      `service-pool-namespace ${at('address-pool')}`,
    ])
    expect(check({ 'metallb.universe.tf/address-pool': 'open' })).toEqual([])
    const both = {
      'metallb.io/address-pool': 'open',
      'metallb.io/loadBalancerIPs': '192.0.2.70',
    }
    expect(check(both)[0]).toMatch(/^service-address-elsewhere /)
  })

  test('that holds the address itself, shares it, or has another load balancer, is left alone', () => {
    const asked = { 'metallb.universe.tf/loadBalancerIPs': '192.0.2.128' }
    expect(said([serviceCheck], service('holder', '192.0.2.128', asked), { objects })).toEqual([])
    const key = { 'metallb.universe.tf/allow-shared-ip': 'k' }
    const sharing = [...objects.slice(0, 3), service('holder', '192.0.2.128', key)]
    expect(said([serviceCheck], service('own', null, { ...asked, ...key }), { objects: sharing })).toEqual([])
    expect(check(asked, { loadBalancerClass: 'other' })).toEqual([])
    expect(check(asked, { type: 'ClusterIP' })).toEqual([])
  })
})
