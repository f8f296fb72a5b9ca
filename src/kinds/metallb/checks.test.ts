import { describe, expect, test } from 'vitest'
import { factsOf } from '../../k8s/cluster/facts.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { withFix } from '../../manifest/fix.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'
import { parts } from '../components.ts'
import { ipAddressPool } from '../ipaddresspool/kind.ts'
import { testWorld } from '../testing/world.ts'
import { poolChecks } from './check-pool.ts'
import { asStored } from './check-ranges.ts'
import { serviceCheck } from './check-service.ts'
import { ask, bgp, l2, node, object, pool, said, service } from './testing/objects.ts'

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

test('what announces a pool and nothing else goes along with it', () => {
  const given = pool('p', ['192.0.2.0/28'])
  const all = object('L2Advertisement', 'all', {})
  const both = l2('both', { ipAddressPools: ['p', 'q'] })
  const chosen = l2('chosen', {
    ipAddressPools: ['p'],
    ipAddressPoolSelectors: [{ matchLabels: { a: 'b' } }],
  })
  const elsewhere = { ...l2('p'), metadata: { name: 'p', namespace: 'other' } }
  const world = testWorld({ objects: [l2('p'), bgp('p'), all, both, chosen, elsewhere] })
  const names = (objects: readonly { kind: string; name: string }[]) =>
    objects.map(({ kind, name }) => `${kind} ${name}`)
  const along = ipAddressPool.takesAlong?.(given, world) ?? []
  expect(along.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'L2Advertisement p',
    'BGPAdvertisement p',
  ])
  expect(names(ipAddressPool.dependants(given, world))).toEqual([
    ...['L2Advertisement p', 'L2Advertisement both', 'L2Advertisement chosen', 'BGPAdvertisement p'],
  ])
})
