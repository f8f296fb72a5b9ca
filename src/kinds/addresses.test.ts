import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../k8s/objects.ts'
import { formatRange } from '../net/range.ts'
import { collisionsOf, plannedRanges } from './address-plan.ts'
import { addressSources } from './addresses.ts'
import { roles, standing } from './held-range.ts'
import { testWorld } from './testing/world.ts'

const object = (apiVersion: string, kind: string, name: string, rest: object = {}, namespace?: string) =>
  ({ apiVersion, kind, metadata: { name, ...(namespace && { namespace }) }, ...rest }) as KubeObject
const subnet = (name: string, spec: object, status: object = {}) =>
  object('kubeovn.io/v1', 'Subnet', name, { spec, status })
const pool = (name: string, ...addresses: readonly string[]) =>
  object('metallb.io/v1beta1', 'IPAddressPool', name, { spec: { addresses } }, 'metallb-system')
const node = (name: string, address: string, podCIDR: string) =>
  object('v1', 'Node', name, {
    spec: { podCIDR },
    status: {
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: '10.0.0.99' },
      ],
    },
  })

function said(one: KubeObject): readonly string[] {
  const source = addressSources.find(
    ({ kind }) => kind.kind === one.kind && one.apiVersion.startsWith(kind.group === '' ? 'v1' : kind.group),
  )
  return (source?.of(one) ?? []).map(({ range, role, holder: { kind, namespace, name }, used }) =>
    [
      role,
      formatRange(range),
      kind,
      ...(namespace ? [namespace] : []),
      name,
      ...(used === undefined ? [] : [used]),
    ].join(' '),
  )
}

describe('what holds addresses', () => {
  test.each<[string, KubeObject, readonly string[]]>([
    [
      'a dual-stack subnet, its ends, gateway and reserved addresses',
      subnet(
        'a',
        { cidrBlock: '10.1.0.0/29,fd00::/126', gateway: '10.1.0.1', excludeIps: ['10.1.0.4..10.1.0.5'] },
        { v4usingIPs: 3 },
      ),
      [
        'subnet 10.1.0.0-10.1.0.7 Subnet a 3',
        'reserved 10.1.0.0-10.1.0.1 Subnet a',
        'reserved 10.1.0.4-10.1.0.5 Subnet a',
        'reserved 10.1.0.7 Subnet a',
        'subnet fd00::-fd00::3 Subnet a',
        'reserved fd00::-fd00::1 Subnet a',
        'reserved fd00::3 Subnet a',
      ],
    ],
    [
      'the join network',
      subnet('join', { cidrBlock: '100.64.0.0/31', gateway: '100.64.0.1' }),
      ['join 100.64.0.0-100.64.0.1 Subnet join', 'reserved 100.64.0.0-100.64.0.1 Subnet join'],
    ],
    [
      'a pool',
      pool('p', '192.0.2.1-192.0.2.9', 'nonsense', '192.0.2.10'),
      ['pool 192.0.2.1-192.0.2.10 IPAddressPool metallb-system p'],
    ],
    [
      'a node and the pods on it',
      node('n', '10.9.0.1', '10.244.1.0/24'),
      ['node 10.9.0.1 Node n', 'nodePods 10.244.1.0-10.244.1.255 Node n'],
    ],
    [
      'what kubeadm was told',
      object(
        'v1',
        'ConfigMap',
        'kubeadm-config',
        {
          data: {
            ClusterConfiguration:
              'networking:\n  podSubnet: 10.244.0.0/16,fd00:1::/48\n  serviceSubnet: 10.96.0.0/12\n',
          },
        },
        'kube-system',
      ),
      [
        'cluster 10.244.0.0-10.244.255.255 ConfigMap kube-system kubeadm-config',
        'cluster fd00:1::-fd00:1:0:ffff:ffff:ffff:ffff:ffff ConfigMap kube-system kubeadm-config',
        'services 10.96.0.0-10.111.255.255 ConfigMap kube-system kubeadm-config',
      ],
    ],
    [
      'a Service',
      object(
        'v1',
        'Service',
        's',
        {
          spec: {
            type: 'LoadBalancer',
            clusterIP: '10.4.0.9',
            clusterIPs: ['10.4.0.9', 'fd00::9'],
            externalIPs: ['192.0.2.4'],
          },
          status: { loadBalancer: { ingress: [{ ip: '192.0.2.4' }, { hostname: 'x.example' }] } },
        },
        'shop',
      ),
      [
        'service 10.4.0.9 Service shop s',
        'service fd00::9 Service shop s',
        'balancer 192.0.2.4 Service shop s',
      ],
    ],
    ['a headless Service', object('v1', 'Service', 's', { spec: { clusterIP: 'None' } }, 'shop'), []],
    [
      'the record of a Service’s address',
      object('networking.k8s.io/v1', 'IPAddress', '10.4.0.9', {
        spec: { parentRef: { group: '', resource: 'services', namespace: 'shop', name: 's' } },
      }),
      ['service 10.4.0.9 Service shop s'],
    ],
    [
      'the record of a pod’s card',
      object('kubeovn.io/v1', 'IP', 'cart.shop', {
        spec: {
          podName: 'cart',
          namespace: 'shop',
          nodeName: 'n',
          v4IpAddress: '10.1.0.2',
          v6IpAddress: 'fd00::2',
        },
      }),
      ['pod 10.1.0.2 Pod shop cart', 'pod fd00::2 Pod shop cart'],
    ],
    [
      'the record of a node’s card',
      object('kubeovn.io/v1', 'IP', 'node-n', {
        spec: { podName: 'node-n', nodeName: 'n', ipAddress: '100.64.0.2,fd00::2' },
      }),
      ['pod 100.64.0.2 Node n', 'pod fd00::2 Node n'],
    ],
    [
      'a pod',
      object('v1', 'Pod', 'c', { status: { podIP: '10.1.0.2', podIPs: [{ ip: '10.1.0.2' }] } }, 'shop'),
      ['pod 10.1.0.2 Pod shop c'],
    ],
    [
      'a pod on the network of its node',
      object('v1', 'Pod', 'c', { spec: { hostNetwork: true }, status: { podIP: '10.9.0.1' } }),
      [],
    ],
    [
      'a pod that is over',
      object('v1', 'Pod', 'c', { status: { phase: 'Succeeded', podIP: '10.1.0.2' } }),
      [],
    ],
    [
      'a Calico pool',
      object('crd.projectcalico.org/v1', 'IPPool', 'default', { spec: { cidr: '10.244.0.0/16' } }),
      ['cluster 10.244.0.0-10.244.255.255 IPPool default'],
    ],
    [
      'a Calico block of a node',
      object('crd.projectcalico.org/v1', 'IPAMBlock', '10-244-1-0-26', {
        spec: { cidr: '10.244.1.0/26', affinity: 'host:n' },
      }),
      ['block 10.244.1.0-10.244.1.63 Node n'],
    ],
    [
      'a virtual address',
      object('kubeovn.io/v1', 'Vip', 'v', { spec: {}, status: { v4ip: '10.1.0.7' } }),
      ['vip 10.1.0.7 Vip v'],
    ],
    [
      'an elastic address',
      object('kubeovn.io/v1', 'OvnEip', 'e', { spec: { v4Ip: '192.0.2.3' }, status: { v4Ip: '192.0.2.3' } }),
      ['egress 192.0.2.3 OvnEip e'],
    ],
    [
      'another',
      object('kubeovn.io/v1', 'IptablesEIP', 'e', { status: { ip: '192.0.2.3' } }),
      ['egress 192.0.2.3 IptablesEIP e'],
    ],
    [
      'an egress gateway',
      object(
        'kubeovn.io/v1',
        'VpcEgressGateway',
        'g',
        {
          spec: { externalIPs: ['192.0.2.3'] },
          status: { externalIPs: ['192.0.2.3'], internalIPs: ['10.1.0.3,fd00::3'] },
        },
        'ns',
      ),
      [
        'egress 192.0.2.3 VpcEgressGateway ns g',
        'egress 10.1.0.3 VpcEgressGateway ns g',
        'egress fd00::3 VpcEgressGateway ns g',
      ],
    ],
    [
      'what is kept for some',
      object('kubeovn.io/v1', 'IPPool', 'k', { spec: { subnet: 'a', ips: ['10.1.0.4..10.1.0.5'] } }),
      ['fixed 10.1.0.4-10.1.0.5 IPPool k'],
    ],
  ])('%s', (_, one, lines) => expect(said(one)).toEqual(lines))

  test('is read from whatever shape', () => {
    for (const { kind, of } of addressSources)
      for (const rest of [
        {},
        { spec: null, status: [], data: 1 },
        { spec: { cidrBlock: 7, ips: {}, clusterIPs: [[]] } },
      ])
        expect(
          of(object(`${kind.group}/v1`, kind.kind, 'odd', rest)).filter(({ role }) => role !== 'service'),
        ).toEqual([])
  })

  test('has a standing for each role', () => {
    expect(Object.keys(standing).sort()).toEqual([...roles].sort())
  })
})

describe('collisions', () => {
  const collide = (...objects: readonly KubeObject[]) => {
    const world = testWorld({ objects })
    return collisionsOf(plannedRanges(addressSources, world), world).map(
      ({ one, other, finding }) => `${one.holder.name} ${other.holder.name} ${finding.id}`,
    )
  }
  const a = subnet('a', { cidrBlock: '10.1.0.0/16' })

  test.each<[string, readonly KubeObject[], readonly string[]]>([
    ['two subnets', [a, subnet('b', { cidrBlock: '10.1.4.0/24' })], ['a b subnet/overlap']],
    ['of different VPCs do not', [a, subnet('b', { cidrBlock: '10.1.4.0/24', vpc: 'own' })], []],
    ['a pool in a subnet', [a, pool('p', '10.1.0.9')], ['a p metallb/overlap-subnet']],
    ['two pools', [pool('p', '192.0.2.0/24'), pool('q', '192.0.2.9')], ['p q metallb/overlap-pool']],
    ['a node in a subnet', [a, node('n', '10.1.0.7', '')], ['a n subnet/overlap-node']],
    ['a node whose pods are of the subnet does not', [a, node('n', '10.9.0.7', '10.1.3.0/24')], []],
    ['what only stands near does not', [a, subnet('b', { cidrBlock: '10.2.0.0/16' })], []],
    [
      'the network of Services',
      [a, object('networking.k8s.io/v1', 'ServiceCIDR', 'k', { spec: { cidrs: ['10.1.128.0/17'] } })],
      ['a k subnet/overlap-services'],
    ],
  ])('%s', (_, objects, found) => expect(collide(...objects)).toEqual(found))
})
