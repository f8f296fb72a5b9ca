import { describe, expect, test } from 'vitest'
import { noFacts } from '../../k8s/cluster/facts.ts'
import { formatFieldPath } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields } from '../../k8s/shape.ts'
import { withFix } from '../../manifest/fix.ts'
import { parseManifest } from '../../manifest/manifest.ts'
import { writeYaml } from '../../manifest/write.ts'
import { parts } from '../components.ts'
import { type TestWorld, testWorld } from '../testing/world.ts'
import { checks } from './checks.ts'
import { variantOf } from './spec.ts'

const object = (kind: string, name: string, spec: object, more: object = {}): KubeObject =>
  ({ apiVersion: 'kubeovn.io/v1', kind, metadata: { name }, spec, ...more }) as KubeObject
const subnet = (name: string, spec: object) => object('Subnet', name, spec)
const node = (name: string, address: string) =>
  ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    status: { addresses: [{ type: 'InternalIP', address }] },
  }) as KubeObject
const serviceNetwork = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'ServiceCIDR',
  metadata: { name: 'kubernetes' },
  spec: { cidrs: ['10.96.0.0/12'] },
} as KubeObject
const namespace = (name: string) =>
  ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }) as KubeObject

const usual = [
  subnet('ovn-default', { default: true, cidrBlock: '10.16.0.0/16', protocol: 'IPv4' }),
  subnet('join', { cidrBlock: '100.64.0.0/16,fd00:100:64::/112', protocol: 'Dual' }),
  subnet('there', {
    cidrBlock: '10.50.0.0/20',
    protocol: 'IPv4',
    excludeIps: ['10.50.0.1'],
    namespaces: ['shop'],
  }),
  subnet('physical', {
    cidrBlock: '172.18.40.0/24',
    protocol: 'IPv4',
    gateway: '172.18.40.1',
    vlan: 'vlan-40',
  }),
  object('Vlan', 'vlan-40', { id: 40, provider: 'fabric' }),
  object('Vlan', 'vlan-41', { id: 41, provider: 'fabric' }),
  node('worker-1', '192.168.7.11'),
  serviceNetwork,
  namespace('shop'),
]

function findingsOf(spec: object, given: TestWorld & { name?: string } = {}) {
  const { name = 'new', ...world } = given
  const all = { ...world, objects: [...usual, ...(world.objects ?? [])] }
  return checks.flatMap((check) => check(subnet(name, spec), testWorld(all)))
}

const said = (...given: Parameters<typeof findingsOf>) =>
  findingsOf(...given)
    .filter(({ severity }) => severity !== 'info')
    .map(({ id, path }) => `${id.slice('subnet/'.length)} ${formatFieldPath(path)}`)

/** The spec once the first fix is made. */
function fixed(spec: object, id: string, name = 'new'): unknown {
  const fix = findingsOf(spec, { name }).find((each) => each.id === `subnet/${id}`)?.fix
  if (fix === undefined) throw new Error(`no fix for ${id}`)
  const { value } = withFix(parseManifest(writeYaml(subnet(name, spec))), fix)
  return (value as { spec: object }).spec
}

const overlay = { cidrBlock: '10.70.0.0/24', protocol: 'IPv4', natOutgoing: true }
const underlay = { cidrBlock: '172.19.0.0/24', protocol: 'IPv4', vlan: 'vlan-41', gateway: '172.19.0.1' }

test('what is in order has nothing wrong with it', () => {
  expect(said(overlay)).toEqual([])
  expect(said({ ...overlay, cidrBlock: '10.70.0.0/24,fd00:70::/112', protocol: 'Dual' })).toEqual([])
  expect(said(underlay)).toEqual([])
})

describe('the block', () => {
  test.each([
    ['cidr-invalid', { cidrBlock: '10.70.0.0' }, 'spec.cidrBlock'],
    ['cidr-invalid', { cidrBlock: '10.70.0.0/24,fd00::/129' }, 'spec.cidrBlock'],
    ['cidr-missing', { cidrBlock: '' }, 'spec.cidrBlock'],
    ['cidr-case', { cidrBlock: 'FD00:70::/112', protocol: 'IPv6' }, 'spec.cidrBlock'],
    ['cidr-family', { cidrBlock: '10.70.0.0/24,10.71.0.0/24' }, 'spec.cidrBlock'],
    ['cidr-order', { cidrBlock: 'fd00:70::/112,10.70.0.0/24', protocol: 'Dual' }, 'spec.cidrBlock'],
    ['cidr-host-bits', { cidrBlock: '10.70.0.9/24' }, 'spec.cidrBlock'],
    ['cidr-single', { cidrBlock: '10.70.0.9/32' }, 'spec.cidrBlock'],
    ['protocol', { protocol: 'Dual' }, 'spec.protocol'],
    ['overlap-services', { cidrBlock: '10.97.0.0/24' }, 'spec.cidrBlock'],
    ['overlap-node', { cidrBlock: '192.168.7.0/24' }, 'spec.cidrBlock'],
    ['overlap-join', { cidrBlock: '100.64.7.0/24' }, 'spec.cidrBlock'],
    ['overlap', { cidrBlock: '10.50.8.0/22' }, 'spec.cidrBlock'],
    ['overlap-vlan', { cidrBlock: '172.18.40.128/25' }, 'spec.cidrBlock'],
  ])('%s', (id, spec, path) => {
    expect(said({ ...overlay, ...spec })).toEqual([`${id} ${path}`])
  })

  test('is mended by the fix', () => {
    const mended = (spec: object, id: string) =>
      said({ ...overlay, ...(fixed({ ...overlay, ...spec }, id) as object) })
    expect(mended({ cidrBlock: 'FD00:70::/112', protocol: 'IPv6' }, 'cidr-case')).toEqual([])
    expect(mended({ cidrBlock: 'fd00:70::/112,10.70.0.0/24', protocol: 'Dual' }, 'cidr-order')).toEqual([])
    expect(mended({ cidrBlock: '10.70.0.9/24' }, 'cidr-host-bits')).toEqual([])
    expect(mended({ protocol: 'Dual' }, 'protocol')).toEqual([])
    expect(mended({ cidrBlock: '10.50.8.0/22' }, 'overlap')).toEqual([])
    expect(mended({ cidrBlock: '10.50.8.0/22,fd00:100:64::/120', protocol: 'Dual' }, 'overlap')).toEqual([
      'overlap-join spec.cidrBlock',
    ])
  })

  test('may be that of another VPC, which is told', () => {
    const given = { ...overlay, vpc: 'other', cidrBlock: '10.50.8.0/22' }
    expect(said(given)).toEqual([])
    expect(findingsOf(given).map(({ id }) => id)).toContain('subnet/overlap-vpc')
  })

  test('only grows', () => {
    const grown = (cidrBlock: string, protocol = 'IPv4') =>
      said({ cidrBlock, protocol, excludeIps: ['10.50.0.1'] }, { name: 'there' })
    expect(grown('10.50.0.0/19')).toEqual([])
    expect(grown('10.50.0.0/20,fd00:50::/112', 'Dual')).toEqual([])
    expect(grown('10.50.0.0/21')).toEqual(['cidr-shrunk spec.cidrBlock'])
    expect(grown('10.51.0.0/20')).toEqual([
      'cidr-shrunk spec.cidrBlock',
      'reserved-outside spec.excludeIps[0]',
    ])
  })
})

describe('the gateway', () => {
  test.each([
    ['gateway-missing', { gateway: '' }],
    ['gateway-invalid', { gateway: '172.19.0' }],
    ['gateway-outside', { gateway: '172.19.1.1' }],
    ['gateway-end', { gateway: '172.19.0.255' }],
    ['gateway-many', { gateway: '172.19.0.1,172.19.0.2' }],
    ['gateway-family', { cidrBlock: '172.19.0.0/24,fd00:19::/112', protocol: 'Dual' }],
    [
      'gateway-order',
      { cidrBlock: '172.19.0.0/24,fd00:19::/112', protocol: 'Dual', gateway: 'fd00:19::1,172.19.0.1' },
    ],
    ['gateway-case', { cidrBlock: 'fd00:19::/112', protocol: 'IPv6', gateway: 'fd00:19::A' }],
  ])('%s', (id, spec) => {
    expect(said({ ...underlay, ...spec })).toEqual([`${id} spec.gateway`])
  })

  test('of several nodes is named, and they exist', () => {
    const central = { ...overlay, gatewayType: 'centralized' }
    expect(said(central)).toEqual(['gateway-nodes-missing spec.gatewayNode'])
    expect(said({ ...central, gatewayNode: 'worker-1, worker-9' })).toEqual([
      'gateway-node-unknown spec.gatewayNode',
    ])
    expect(said({ ...central, gatewayNode: 'worker-1:192.168.7.11' })).toEqual([])
    expect(said({ ...overlay, gatewayType: 'many' })).toEqual(['gateway-type spec.gatewayType'])
  })

  test('lies in a VLAN that exists and stays', () => {
    expect(said({ ...underlay, vlan: '' })).toEqual(['vlan-missing spec.vlan'])
    expect(said({ ...underlay, vlan: 'vlan-9' })).toEqual(['vlan-unknown spec.vlan'])
    const moved = { cidrBlock: '172.18.40.0/24', protocol: 'IPv4', gateway: '172.18.40.1', vlan: 'vlan-41' }
    expect(said(moved, { name: 'physical' })).toEqual(['vlan-fixed spec.vlan'])
    expect(said({ ...underlay, u2oInterconnection: true, logicalGateway: true })).toEqual([
      'interconnection spec.u2oInterconnection',
    ])
  })
})

describe('reserved addresses', () => {
  test.each([
    ['reserved-missing', ''],
    ['reserved-invalid', '10.70.0'],
    ['reserved-notation', '10.70.0.4-10.70.0.9'],
    ['reserved-notation', '10.70.0.4 ~ 10.70.0.9'],
    ['reserved-notation', '10.70.0.8/29'],
    ['reserved-outside', '10.71.0.4'],
    ['reserved-partly', '10.70.0.250..10.70.1.4'],
  ])('%s: %s', (id, row) => {
    expect(said({ ...overlay, excludeIps: ['10.70.0.1', row] })).toEqual([`${id} spec.excludeIps[1]`])
  })

  test('are written as Kube-OVN writes them', () => {
    const spec = { ...overlay, excludeIps: ['10.70.0.1', '10.70.0.8/30'] }
    expect(fixed(spec, 'reserved-notation')).toEqual({
      ...spec,
      excludeIps: ['10.70.0.1', '10.70.0.8..10.70.0.11'],
    })
  })

  test('leave something', () => {
    expect(said({ ...overlay, excludeIps: ['10.70.0.1..10.70.0.254'] })).toEqual([
      'reserved-all spec.excludeIps',
    ])
    expect(said({ ...overlay, excludeIps: ['10.70.0.1..10.70.0.253'] })).toEqual([])
  })

  test('hold the gateway, which nobody takes out', () => {
    expect(findingsOf(overlay).map(({ id }) => id)).toContain('subnet/gateway-unreserved')
    const without = { cidrBlock: '10.50.0.0/20', protocol: 'IPv4' }
    expect(said(without, { name: 'there' })).toEqual(['gateway-removed spec.excludeIps'])
    expect(fixed(without, 'gateway-removed', 'there')).toEqual({ ...without, excludeIps: ['10.50.0.1'] })
    const other = { ...without, excludeIps: ['10.50.0.9'] }
    expect(fixed(other, 'gateway-removed', 'there')).toEqual({
      ...other,
      excludeIps: ['10.50.0.9', '10.50.0.1'],
    })
  })
})

describe('assignment', () => {
  test('to namespaces that exist', () => {
    expect(said({ ...overlay, namespaces: ['nowhere'] })).toEqual(['namespace-unknown spec.namespaces[0]'])
    const shared = findingsOf({ ...overlay, namespaces: ['shop'] })
    expect(shared.filter(({ id }) => id === 'subnet/namespace-shared')).toMatchObject([{ severity: 'info' }])
  })
})

describe('in a Calico cluster', () => {
  const calico = parts.filter(({ id }) => id === 'calico')
  const facts = { ...noFacts(parts), cni: { found: calico, isCertain: true } }
  const pool = { cidrBlock: '10.70.0.0/24', protocol: 'IPv4', natOutgoing: true, v4blockSize: 30 }

  test('a new subnet is one of Calico', () => {
    expect(variantOf(subnet('', { cidrBlock: '' }), testWorld({ facts }))).toBe('calico')
    expect(variantOf(subnet('', { cidrBlock: '' }), testWorld())).toBe('overlay')
    expect(variantOf(subnet('', { cidrBlock: '', vlan: '' }), testWorld())).toBe('underlay')
    expect(variantOf(subnet('', { ipipMode: 'Always' }), testWorld())).toBe('calico')
  })

  test.each([
    ['cidr-single spec.cidrBlock', { cidrBlock: '10.70.0.9/32', v4blockSize: undefined }],
    [
      'ipip-dual spec.ipipMode',
      { cidrBlock: '10.70.0.0/24,fd00:70::/64', protocol: 'Dual', ipipMode: 'Always' },
    ],
    ['block-size spec.v4blockSize', { v4blockSize: 26 }],
  ])('%s', (id, spec) => {
    expect(said({ ...pool, ...spec }, { facts })).toEqual([id])
  })

  test('what is in order has nothing wrong with it', () => {
    expect(said(pool, { facts })).toEqual([])
    expect(said({ ...pool, cidrBlock: '10.70.0.8/31', v4blockSize: 31 }, { facts })).toEqual([])
    expect(
      said(
        { ...pool, cidrBlock: '10.70.0.0/24,fd00:70::/64', protocol: 'Dual', vxlanMode: 'Always' },
        { facts },
      ),
    ).toEqual([])
  })
})

test('a VPC has its name for itself', () => {
  const objects = [object('Vpc', 'tenant', {})]
  expect(said(overlay, { name: 'tenant', objects })).toEqual(['name-vpc metadata.name'])
  expect(said(overlay, { name: 'tenant-a', objects })).toEqual([])
})

describe('addresses that are left', () => {
  const counted = (available: number, using: number) => ({
    status: { v4availableIPs: available, v4usingIPs: using },
  })
  const said = (cidrBlock: string, saved: object) =>
    checks
      .flatMap((check) =>
        check(
          subnet('busy', { cidrBlock, protocol: 'IPv4' }),
          testWorld({ objects: [object('Subnet', 'busy', { cidrBlock: '10.90.0.0/24' }, saved)] }),
        ),
      )
      .filter(({ id }) => id.endsWith('exhausted'))
      .map(({ id, severity, text }) => `${severity} ${id} ${JSON.stringify(asFields(text).values)}`)

  test('are missed when there are none, and mentioned when there are few', () => {
    expect(said('10.90.0.0/24', counted(0, 253))).toEqual([
      'warning subnet/exhausted {"left":"0","all":"253"}',
    ])
    expect(said('10.90.0.0/24', counted(25, 228))).toEqual([
      'info subnet/nearly-exhausted {"left":"25","all":"253"}',
    ])
    expect(said('10.90.0.0/24', counted(26, 227))).toEqual([])
  })

  test('are those of the block as it was saved', () => {
    expect(said('10.90.0.0/23', counted(0, 253))).toEqual([])
    expect(said('10.90.0.0/24', {})).toEqual([])
    expect(said('10.90.0.0/24', counted(0, 0))).toEqual([])
  })
})

describe('what must not be written', () => {
  const stops = (...given: Parameters<typeof findingsOf>) =>
    findingsOf(...given)
      .filter((each) => each.stops === true)
      .map(({ id }) => id.slice('subnet/'.length))

  test.each([
    ['overlap', { ...overlay, cidrBlock: '10.50.4.0/24' }],
    ['overlap-join', { ...overlay, cidrBlock: '100.64.4.0/24' }],
    ['overlap-services', { ...overlay, cidrBlock: '10.97.0.0/24' }],
    ['cidr-single', { ...overlay, cidrBlock: '10.70.0.1/32' }],
    ['cidr-single', { cidrBlock: '10.70.0.1/32', protocol: 'IPv4', ipipMode: 'Always' }],
    ['ipip-dual', { cidrBlock: '10.70.0.0/24,fd00:70::/112', protocol: 'Dual', ipipMode: 'Always' }],
    ['gateway-outside', { ...underlay, gateway: '172.19.1.1' }],
  ])('is stopped: %s', (id, spec) => {
    expect(stops(spec)).toEqual([id])
  })

  test('nor what a subnet has already given away', () => {
    expect(
      stops({ ...overlay, cidrBlock: '10.50.0.0/21', excludeIps: ['10.50.0.1'] }, { name: 'there' }),
    ).toEqual(['cidr-shrunk'])
    expect(stops({ ...overlay, cidrBlock: '10.50.0.0/20' }, { name: 'there' })).toEqual(['gateway-removed'])
  })

  test('what is so already stops no other change', () => {
    const before = subnet('late', { ...overlay, cidrBlock: '10.50.4.0/24' })
    const given = { name: 'late', objects: [before] }
    expect(said({ ...overlay, cidrBlock: '10.50.4.0/24', namespaces: ['shop'] }, given)).toContain(
      'overlap spec.cidrBlock',
    )
    expect(stops({ ...overlay, cidrBlock: '10.50.4.0/24', namespaces: ['shop'] }, given)).toEqual([])
    expect(stops({ ...overlay, cidrBlock: '10.50.0.0/21' }, given)).toEqual(['overlap'])
  })
})

test('the gateway stays as it is while addresses are used', () => {
  const saved = object('Subnet', 'busy', underlay, { status: { v4usingIPs: 3, v4availableIPs: 200 } })
  const idle = object('Subnet', 'busy', underlay, { status: { v4usingIPs: 0, v4availableIPs: 253 } })
  const moved = { ...underlay, gateway: '172.19.0.9' }
  expect(said(moved, { name: 'busy', objects: [saved] })).toEqual(['gateway-in-use spec.gateway'])
  expect(said(underlay, { name: 'busy', objects: [saved] })).toEqual([])
  expect(said(moved, { name: 'busy', objects: [idle] })).toEqual([])
})

test('without NAT, Calico cannot encrypt', () => {
  const ids = (spec: object) => findingsOf(spec).map(({ id }) => id)
  const calico = { cidrBlock: '10.70.0.0/24', protocol: 'IPv4', ipipMode: 'Always' }
  expect(ids({ ...calico, natOutgoing: false })).toContain('subnet/nat-wireguard')
  expect(ids({ ...calico, natOutgoing: true })).not.toContain('subnet/nat-wireguard')
  expect(ids({ ...overlay, natOutgoing: false })).not.toContain('subnet/nat-wireguard')
})
