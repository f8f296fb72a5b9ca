import { describe, expect, test } from 'vitest'
import { formatFieldPath } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { withFix } from '../../manifest/fix.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'
import { type TestWorld, testWorld } from '../testing/world.ts'
import { checks } from './checks.ts'
import { asStored } from './spec.ts'
import { dependantsOf } from './usage.ts'

const object = (kind: string, name: string, spec: object, more: object = {}) =>
  ({ apiVersion: 'kubeovn.io/v1', kind, metadata: { name }, spec, ...more }) as unknown as KubeObject
const pool = (ips: unknown, more: object = {}, name = 'new') =>
  object('IPPool', name, { subnet: 'pods', ips, ...more })

const subnet = object('Subnet', 'pods', {
  cidrBlock: '10.16.0.0/24',
  gateway: '10.16.0.1',
  excludeIps: ['10.16.0.1..10.16.0.9'],
})
const other = pool(['10.16.0.64/28', '10.16.0.100..10.16.0.109'], {}, 'other')
const there: TestWorld = { objects: [subnet, other] }

const found = (given: unknown, world: TestWorld = there) =>
  checks.flatMap((check) => check(given, testWorld(world)))
const said = (given: unknown, world?: TestWorld) =>
  found(given, world).map(({ id, path }) => `${id.replace('ippool/', '')} ${formatFieldPath(path)}`)

describe('an IP pool', () => {
  test('of addresses, blocks and ranges of its subnet is as it should be', () => {
    expect(said(pool(['10.16.0.20', '10.16.0.32/28', '10.16.0.120..10.16.0.130']))).toEqual([])
  })

  test('needs a name that is no address, a subnet, and addresses', () => {
    expect(said(object('IPPool', '', { subnet: '', ips: [''] }))).toEqual([
      'name-missing metadata.name',
      'subnet-missing spec.subnet',
      'ip-missing spec.ips[0]',
    ])
    expect(said(pool(['10.16.0.20'], {}, '10.16.0.7'))).toEqual(['name-address metadata.name'])
    expect(said(pool([]))).toEqual(['ips-missing spec.ips'])
    expect(said(pool(['10.16.0.20'], { subnet: 'gone' }))).toEqual(['subnet-unknown spec.subnet'])
    expect(said(pool(['10.16.0.20'], { subnet: 'gone' }), { otherwise: 'refused' })).toEqual([])
  })

  test.each([
    ['10.16.0.300', 'ip-invalid'],
    ['10.16.0.20..fd00::1', 'ip-invalid'],
    ['10.16.0.30..10.16.0.20', 'backwards'],
    ['10.16.0.20-10.16.0.30', 'notation'],
    ['10.16.0.20 ~ 10.16.0.30', 'notation'],
    [' 10.16.0.20', 'notation'],
    ['10.16.0.70', 'overlap-pool'],
    ['10.16.0.96..10.16.0.100', 'overlap-pool'],
    ['10.16.0.0/28', 'holds-gateway'],
    ['10.16.0.5..10.16.0.20', 'holds-reserved'],
    ['10.16.0.250..10.16.1.5', 'partly-outside'],
  ])('is told of %s', (text, id) => {
    expect(said(pool([text, '10.16.0.200']))).toEqual([`${id} spec.ips[0]`])
  })

  test('of which nothing can be given away says so', () => {
    expect(said(pool(['10.17.0.0/24']))).toEqual(['outside spec.ips[0]', 'nothing-left spec.ips'])
    expect(said(pool(['10.16.0.2..10.16.0.8']))).toEqual([
      'holds-reserved spec.ips[0]',
      'nothing-left spec.ips',
    ])
  })

  test.each([
    ['10.16.0.30..10.16.0.20', '10.16.0.20..10.16.0.30'],
    ['10.16.0.20-10.16.0.30', '10.16.0.20..10.16.0.30'],
    ['10.16.0.20 ~ 10.16.0.30', '10.16.0.20..10.16.0.30'],
  ])('mends %s', (text, mended) => {
    const given = pool([text])
    const fix = found(given).flatMap((each) => each.fix ?? [])[0]
    if (fix === undefined) throw new Error('There is nothing that mends it.')
    const after = withFix(parseManifest(writeYaml(given)), fix).value
    expect(after).toMatchObject({ spec: { ips: [mended] } })
    expect(said(after)).toEqual([])
  })

  test('meets itself in its rows, but not as it is saved, nor pools of other subnets', () => {
    expect(said(pool(['10.16.0.32/28', '10.16.0.40']))).toEqual(['overlap-own spec.ips[1]'])
    expect(said(other)).toEqual([])
    const elsewhere = object('IPPool', 'other', { subnet: 'others', ips: ['10.16.0.20'] })
    expect(said(pool(['10.16.0.20']), { objects: [subnet, elsewhere] })).toEqual([])
  })

  test('needs addresses of each family that the subnet has', () => {
    const dual = object('Subnet', 'pods', { cidrBlock: '10.16.0.0/24,fd00:16::/112' })
    expect(said(pool(['10.16.0.20']), { objects: [dual] })).toEqual(['one-family spec.ips'])
    expect(said(pool(['10.16.0.20', 'fd00:16::20']), { objects: [dual] })).toEqual([])
  })

  test('stays in its subnet, and says of which family nothing is left', () => {
    const saved = pool(['10.16.0.20'], {}, 'new')
    const full = { ...saved, status: { v4UsingIPs: 1, v4AvailableIPs: 0 } } as unknown as KubeObject
    expect(said(saved, { objects: [subnet, full] })).toEqual(['full spec.ips'])
    expect(said(pool(['10.16.0.20'], { subnet: 'others' }), { objects: [subnet, saved] })).toEqual([
      'subnet-fixed spec.subnet',
    ])
  })

  test('is for namespaces that there are', () => {
    expect(said(pool(['10.16.0.20'], { namespaces: ['gone'] }))).toEqual([
      'namespace-unknown spec.namespaces[0]',
    ])
  })
})

test('ranges are written down as Kube-OVN reads them', () => {
  const texts = ['10.0.0.1-10.0.0.9', '10.0.0.1 ~ 10.0.0.9', 'fd00::1..fd00::9', '10.0.0.0/24', '10.0.0.', '']
  expect(texts.map(asStored)).toEqual([
    ...['10.0.0.1..10.0.0.9', '10.0.0.1..10.0.0.9', 'fd00::1..fd00::9', '10.0.0.0/24', '10.0.0.', ''],
  ])
})

test('pods with its addresses and workloads that name it depend on it', () => {
  const ip = (name: string, v4IpAddress: string) =>
    object('IP', name, { subnet: 'pods', v4IpAddress, podName: name, namespace: 'shop' })
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { template: { metadata: { annotations: { 'ovn.kubernetes.io/ip_pool': 'other' } } } },
  } as unknown as KubeObject
  const world = testWorld({ objects: [ip('in', '10.16.0.70'), ip('out', '10.16.0.20'), deployment] })
  expect(dependantsOf(other, world).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'Deployment cart',
    'Pod in',
  ])
})

test('what must not be written is stopped, and what is so already stops nothing else', () => {
  const stops = (given: unknown, world?: TestWorld) =>
    found(given, world).flatMap(({ id, stops }) => (stops === true ? [id] : []))
  expect(stops(pool(['10.16.0.20'], {}, '10.16.0.7'))).toEqual(['ippool/name-address'])
  expect(stops(pool(['10.16.0.70']))).toEqual(['ippool/overlap-pool'])
  const saved = pool(['10.16.0.70'], {}, 'new')
  const world = { objects: [subnet, other, saved] }
  expect(stops(pool(['10.16.0.70', '10.16.0.20']), world)).toEqual([])
  expect(stops(pool(['10.16.0.70', '10.16.0.105']), world)).toEqual(['ippool/overlap-pool'])
  expect(stops(pool(['10.16.0.20'], { subnet: 'others' }), world)).toEqual(['ippool/subnet-fixed'])
})
