import { describe, expect, it } from 'vitest'
import type { Condition } from '../../../k8s/objects.ts'
import { ipPools, nodes, providerNetworks, subnets, vlans, vpcs } from '../collections.ts'
import type { Manifest } from '../reaction.ts'
import { node, subnet } from '../testing/objects.ts'
import { reactingSandbox } from '../testing/sandbox.ts'
import { ipPoolStatus } from './ip-pools.ts'
import { providerNetworkStatus } from './provider-networks.ts'
import { subnetStatus } from './subnets.ts'
import { vlanStatus } from './vlans.ts'
import { vpcStatus } from './vpcs.ts'

const kubeOvn = (kind: string, name: string, spec: object = {}): Manifest => ({
  apiVersion: 'kubeovn.io/v1',
  kind,
  metadata: { name },
  spec,
})
const ip = (address: string, subnetName: string, v6IpAddress = '') =>
  kubeOvn('IP', `p${address.replaceAll('.', '-')}.default`, {
    namespace: 'default',
    podName: `p${address}`,
    subnet: subnetName,
    v4IpAddress: address,
    v6IpAddress,
  })
const statusOf = (object: Manifest | null) => object?.status as Record<string, unknown>
const conditionsOf = (object: Manifest | null) =>
  Object.fromEntries(
    (statusOf(object).conditions as readonly Condition[]).map(({ type, status }) => [type, status]),
  )

describe('subnets', () => {
  it('count what is used and what is left, in both families', async () => {
    const sandbox = await reactingSandbox(subnetStatus)
    sandbox.load(
      subnet('blue', {
        cidrBlock: '10.66.0.0/28,fd00:66::/64',
        gateway: '10.66.0.1,fd00:66::1',
        excludeIps: ['10.66.0.1..10.66.0.3'],
      }),
    )
    sandbox.load(ip('10.66.0.4', 'blue', 'fd00:66::4'), ip('10.66.0.5', 'blue'), ip('10.66.0.9', 'blue'))
    expect(statusOf(sandbox.get(subnets, '', 'blue'))).toMatchObject({
      v4usingIPs: 3,
      v4availableIPs: 8,
      v4usingIPrange: '10.66.0.4-10.66.0.5,10.66.0.9',
      v4availableIPrange: '10.66.0.6-10.66.0.8,10.66.0.10-10.66.0.14',
      v6usingIPs: 1,
      v6availableIPs: 2 ** 64,
      activateGateway: '',
    })
    sandbox.write({ verb: 'delete', object: ip('10.66.0.9', 'blue') })
    expect(statusOf(sandbox.get(subnets, '', 'blue'))).toMatchObject({ v4usingIPs: 2, v4availableIPs: 9 })
  })

  it('are refused where they overlap, until they do not', async () => {
    const sandbox = await reactingSandbox(subnetStatus)
    sandbox.load(subnet('a', { cidrBlock: '10.66.0.0/16' }), subnet('b', { cidrBlock: '10.66.1.0/24' }))
    sandbox.load(subnet('c', { cidrBlock: '10.66.1.0/24', vpc: 'other' }))
    const message = 'subnet b cidr 10.66.1.0/24 is conflict with subnet a cidr 10.66.0.0/16'
    const known = sandbox.get<Manifest>(subnets, '', 'b')
    expect(statusOf(known).conditions).toMatchObject([
      { type: 'Validated', status: 'False', reason: 'ValidateLogicalSwitchFailed', message },
      { type: 'Ready', status: 'False' },
      { type: 'Error', status: 'True', message },
    ])
    const good = { Validated: 'True', Ready: 'True', Error: 'False' }
    expect(conditionsOf(sandbox.get(subnets, '', 'a'))).toEqual(good)
    expect(conditionsOf(sandbox.get(subnets, '', 'c'))).toEqual(good)
    const change = (name: string, cidrBlock: string) =>
      sandbox.write({
        verb: 'update',
        object: { ...sandbox.get<Manifest>(subnets, '', name), ...subnet(name, { cidrBlock }) },
      })
    change('a', '10.67.0.0/16')
    expect(conditionsOf(sandbox.get(subnets, '', 'b'))).toEqual(good)
    change('a', '10.66.0.0/16')
    expect(conditionsOf(sandbox.get(subnets, '', 'a'))).toMatchObject({ Ready: 'False', Error: 'True' })
    expect(conditionsOf(sandbox.get(subnets, '', 'b'))).toEqual(good)
  })

  it.each([
    [{ gateway: '10.67.0.1' }, 'gateway 10.67.0.1 is not in cidr 10.66.0.0/16'],
    [{ gateway: '10.66.0.0' }, '10.66.0.0 is the network number ip in cidr 10.66.0.0/16'],
    [{ excludeIps: ['10.66.0.9..10.66.0.2'] }, '10.66.0.9..10.66.0.2 in excludeIps is not a valid ip range'],
    [{ gatewayType: 'remote' }, 'remote is not a valid gateway type'],
    [
      { u2oInterconnectionIP: '10.1.1.1' },
      'u2oInterconnectionIP 10.1.1.1 is not in subnet a cidr 10.66.0.0/16',
    ],
  ])('say what is wrong with %o', async (spec, message) => {
    const sandbox = await reactingSandbox(subnetStatus)
    sandbox.load(subnet('a', { cidrBlock: '10.66.0.0/16', ...spec }))
    const conditions = statusOf(sandbox.get(subnets, '', 'a')).conditions as readonly Condition[]
    expect(conditions[2]?.message).toContain(message)
  })

  it('leave through a node that is ready', async () => {
    const sandbox = await reactingSandbox(subnetStatus)
    sandbox.load(node('n1'), node('n2'))
    sandbox.load(subnet('a', { cidrBlock: '10.66.0.0/16', gatewayType: 'centralized', gatewayNode: 'n2,n1' }))
    expect(statusOf(sandbox.get(subnets, '', 'a')).activateGateway).toBe('n2')
    const n2 = sandbox.get<Manifest>(nodes, '', 'n2')
    const status = { conditions: [{ type: 'Ready', status: 'False' }] }
    sandbox.write({ verb: 'status', object: { ...node('n2'), ...n2, status } })
    expect(statusOf(sandbox.get(subnets, '', 'a')).activateGateway).toBe('n1')
  })
})

describe('what stands around subnets', () => {
  it('VPCs know their subnets', async () => {
    const sandbox = await reactingSandbox(vpcStatus)
    sandbox.load(kubeOvn('Vpc', 'ovn-cluster'), kubeOvn('Vpc', 'team'))
    sandbox.load(subnet('ovn-default', { cidrBlock: '10.16.0.0/16', default: true }))
    sandbox.load(subnet('blue', { cidrBlock: '10.66.0.0/16', vpc: 'team' }))
    expect(statusOf(sandbox.get(vpcs, '', 'ovn-cluster'))).toMatchObject({
      default: true,
      defaultLogicalSwitch: 'ovn-default',
      standby: true,
      subnets: ['ovn-default'],
    })
    sandbox.write({ verb: 'delete', object: subnet('blue', {}) })
    expect(statusOf(sandbox.get(vpcs, '', 'team'))).toMatchObject({ default: false, subnets: [] })
  })

  it('VLANs with one tag on one network are in conflict', async () => {
    const sandbox = await reactingSandbox(vlanStatus)
    const vlan = (name: string, id: number, provider: string) => kubeOvn('Vlan', name, { id, provider })
    sandbox.load(vlan('a', 10, 'net1'), vlan('b', 10, 'net1'), vlan('c', 10, 'net2'), vlan('d', 0, 'net1'))
    sandbox.load(vlan('e', 0, 'net1'), subnet('blue', { cidrBlock: '10.66.0.0/16', vlan: 'a' }))
    const conflicts = () => sandbox.list<Manifest>(vlans).map((each) => statusOf(each).conflict)
    expect(conflicts()).toEqual([true, true, false, false, false])
    expect(statusOf(sandbox.get(vlans, '', 'a')).subnets).toEqual(['blue'])
    sandbox.write({ verb: 'delete', object: vlan('b', 10, 'net1') })
    expect(conflicts()).toEqual([false, false, false, false])
  })

  it('provider networks are ready where all of their nodes are', async () => {
    const sandbox = await reactingSandbox(providerNetworkStatus)
    const broken = { ...node('n2'), status: { conditions: [{ type: 'Ready', status: 'False' }] } }
    sandbox.load(node('n1'), broken, node('n3'), kubeOvn('Vlan', 'v', { id: 3, provider: 'net1' }))
    sandbox.load(kubeOvn('ProviderNetwork', 'net1', { defaultInterface: 'eth1', excludeNodes: ['n3'] }))
    const status = () => statusOf(sandbox.get(providerNetworks, '', 'net1'))
    expect(status()).toMatchObject({
      ready: false,
      readyNodes: ['n1'],
      notReadyNodes: ['n2'],
      vlans: ['v'],
      conditions: [
        { node: 'n1', type: 'Ready', status: 'True', reason: 'InitOVSBridgeSucceeded' },
        { node: 'n2', type: 'Ready', status: 'False', reason: 'InitOVSBridgeFailed' },
      ],
    })
    sandbox.write({ verb: 'delete', object: broken })
    expect(status()).toMatchObject({ ready: true, readyNodes: ['n1'], notReadyNodes: [] })
  })

  it('pools count their part of a subnet', async () => {
    const sandbox = await reactingSandbox(ipPoolStatus)
    sandbox.load(subnet('blue', { cidrBlock: '10.66.0.0/24' }))
    sandbox.load(kubeOvn('IPPool', 'few', { subnet: 'blue', ips: ['10.66.0.10..10.66.0.13', '10.66.0.20'] }))
    sandbox.load(ip('10.66.0.10', 'blue'), ip('10.66.0.99', 'blue'))
    expect(statusOf(sandbox.get(ipPools, '', 'few'))).toMatchObject({
      v4UsingIPs: 1,
      v4AvailableIPs: 4,
      v4UsingIPRange: '10.66.0.10',
      v4AvailableIPRange: '10.66.0.11-10.66.0.13,10.66.0.20',
      v6UsingIPs: 0,
    })
  })
})
