import { describe, expect, test } from 'vitest'
import { formatFieldPath } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { testWorld } from '../testing/world.ts'
import { checks as vlanChecks } from '../vlan/checks.ts'
import { vlan as vlanKind } from '../vlan/kind.ts'
import { checks } from './checks.ts'
import { providerNetwork } from './kind.ts'

const object = (kind: string, name: string, spec: object): KubeObject =>
  ({ apiVersion: 'kubeovn.io/v1', kind, metadata: { name }, spec }) as KubeObject
const network = (name: string, spec: object) => object('ProviderNetwork', name, spec)
const vlan = (name: string, spec: object) => object('Vlan', name, spec)
const node = (name: string) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } }) as KubeObject

const objects = [
  network('fabric', { defaultInterface: 'bond1', excludeNodes: ['worker-3'] }),
  vlan('vlan-40', { id: 40, provider: 'fabric' }),
  object('Subnet', 'media', { cidrBlock: '172.18.40.0/24', vlan: 'vlan-40' }),
  object('IP', 'a.shop', {
    subnet: 'media',
    podName: 'a',
    namespace: 'shop',
    nodeName: 'worker-1',
    v4IpAddress: '172.18.40.9',
  }),
  ...['worker-1', 'worker-2', 'worker-3'].map(node),
]
const world = testWorld({ objects })

const said = (name: string, spec: object, list = checks, kind = 'ProviderNetwork') =>
  list
    .flatMap((check) => check(object(kind, name, spec), world))
    .map(({ id, path }) => `${id.split('/')[1] ?? ''} ${formatFieldPath(path)}`)

describe('a bridge network', () => {
  const good = { defaultInterface: 'eth1' }

  test('in order', () => {
    expect(
      said('provider', { ...good, customInterfaces: [{ interface: 'eth2', nodes: ['worker-1'] }] }),
    ).toEqual([])
    expect(said('twelve-chars', good)).toEqual([])
    // On the node that the other one leaves out the card is free.
    expect(said('lab', { defaultInterface: 'bond1', excludeNodes: ['worker-1', 'worker-2'] })).toEqual([])
  })

  test.each([
    ['name-long metadata.name', 'thirteen-char', good],
    ['name-invalid metadata.name', 'Provider', good],
    ['card-missing spec.defaultInterface', 'lab', { defaultInterface: '' }],
    ['card-invalid spec.defaultInterface', 'lab', { defaultInterface: 'a-very-long-card' }],
    ['card-invalid spec.defaultInterface', 'lab', { defaultInterface: 'eth/1' }],
    [
      'card-missing spec.customInterfaces[0].interface',
      'lab',
      { ...good, customInterfaces: [{ interface: '', nodes: ['worker-1'] }] },
    ],
    [
      'nodes-missing spec.customInterfaces[0].nodes',
      'lab',
      { ...good, customInterfaces: [{ interface: 'eth2', nodes: [] }] },
    ],
    [
      'node-twice spec.customInterfaces[1].nodes',
      'lab',
      {
        ...good,
        customInterfaces: [
          { interface: 'eth2', nodes: ['worker-1'] },
          { interface: 'eth3', nodes: ['worker-1'] },
        ],
      },
    ],
    [
      'node-excluded spec.customInterfaces[0].nodes',
      'lab',
      { ...good, excludeNodes: ['worker-1'], customInterfaces: [{ interface: 'eth2', nodes: ['worker-1'] }] },
    ],
    ['node-unknown spec.excludeNodes', 'lab', { ...good, excludeNodes: ['worker-9'] }],
    ['card-shared spec.defaultInterface', 'lab', { defaultInterface: 'bond1' }],
    [
      'card-shared spec.customInterfaces[0].interface',
      'lab',
      { ...good, customInterfaces: [{ interface: 'bond1', nodes: ['worker-2'] }] },
    ],
    ['no-node spec.excludeNodes', 'lab', { ...good, excludeNodes: ['worker-1', 'worker-2', 'worker-3'] }],
    ['card-fixed spec.defaultInterface', 'fabric', { defaultInterface: 'bond2', excludeNodes: ['worker-3'] }],
    ['excluded-pods spec.excludeNodes', 'fabric', { defaultInterface: 'bond1', excludeNodes: ['worker-1'] }],
  ])('%s', (finding, name, spec) => {
    expect(said(name, spec)).toEqual([finding])
  })

  test('carries VLANs', () => {
    const [fabric] = objects
    expect(fabric && providerNetwork.dependants(fabric, world)).toMatchObject([
      { kind: 'Vlan', name: 'vlan-40' },
    ])
  })
})

describe('a VLAN', () => {
  const of = (name: string, spec: object) => said(name, spec, vlanChecks, 'Vlan')

  test('in order', () => {
    expect(of('vlan-41', { id: 41, provider: 'fabric' })).toEqual([])
    expect(of('untagged', { id: 0, provider: 'fabric' })).toEqual([])
  })

  test.each([
    ['id-range spec.id', 'new', { id: 4096, provider: 'fabric' }],
    ['id-range spec.id', 'new', { id: 1.5, provider: 'fabric' }],
    ['id-range spec.id', 'new', { id: 'x', provider: 'fabric' }],
    ['id-missing spec.id', 'new', { provider: 'fabric' }],
    ['conflict spec.id', 'new', { id: 40, provider: 'fabric' }],
    ['provider-missing spec.provider', 'new', { id: 7, provider: '' }],
    ['provider-unknown spec.provider', 'new', { id: 7, provider: 'nowhere' }],
    ['id-fixed spec.id', 'vlan-40', { id: 44, provider: 'fabric' }],
    ['name-missing metadata.name', '', { id: 7, provider: 'fabric' }],
  ])('%s', (finding, name, spec) => {
    expect(of(name, spec)).toEqual([finding])
  })

  test('holds subnets', () => {
    const own = objects.find(({ kind }) => kind === 'Vlan')
    expect(own && vlanKind.dependants(own, world)).toMatchObject([{ kind: 'Subnet', name: 'media' }])
  })
})
