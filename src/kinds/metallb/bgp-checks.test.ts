import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { type TestWorld, testWorld } from '../testing/world.ts'
import { advertisementChecks } from './check-advertisement.ts'
import { bfdChecks } from './check-bfd.ts'
import { communityChecks } from './check-community.ts'
import { peerChecks, secondsOf } from './check-peer.ts'
import { peerOf, sessionsOf, standingOf } from './peer.ts'
import { bgp, l2, named, namespace, node, object, peer, pool, said } from './testing/objects.ts'

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
