import { describe, expect, it } from 'vitest'
import type { KubeEvent } from '../../../k8s/core.ts'
import { ips, pods } from '../collections.ts'
import type { IpObject } from '../kubeovn/ip.ts'
import { podAddresses } from '../kubeovn/pod-addresses.ts'
import { podNetworks } from '../kubeovn/pod-networks.ts'
import { node, pod, subnet } from '../testing/objects.ts'
import { reactingSandbox } from '../testing/sandbox.ts'
import { kubelet } from './kubelet.ts'
import type { Pod } from './pod.ts'
import { scheduler } from './scheduler.ts'

const events = { group: '', plural: 'events' }
const sandboxOfPods = () =>
  reactingSandbox(scheduler, podNetworks, kubelet({ startMilliseconds: 1500 }), podAddresses)

type Sandbox = Awaited<ReturnType<typeof sandboxOfPods>>
const podOf = (sandbox: Sandbox, name: string) => sandbox.get<Pod>(pods, 'default', name)
const addressesOf = (sandbox: Sandbox, name: string) =>
  podOf(sandbox, name)?.status?.podIPs?.map(({ ip }) => ip)
const messages = (sandbox: Sandbox) =>
  sandbox.list<KubeEvent>(events).map(({ reason, message }) => `${reason}: ${message}`)

describe('pods', () => {
  it('run on the least used node, with an address of its range', async () => {
    const sandbox = await sandboxOfPods()
    sandbox.load(node('n1', { podCIDRs: ['10.244.1.0/24'] }), node('n2', { podCIDRs: ['10.244.2.0/24'] }))
    sandbox.load(pod('a'), pod('b'), pod('c', { spec: { hostNetwork: true } }))
    expect(['a', 'b', 'c'].map((name) => podOf(sandbox, name)?.spec?.nodeName)).toEqual(['n1', 'n2', 'n1'])
    expect(addressesOf(sandbox, 'b')).toEqual(['10.244.2.3'])
    expect(addressesOf(sandbox, 'c')).toEqual(['192.168.0.2'])
    expect(podOf(sandbox, 'a')?.status).toMatchObject({
      phase: 'Running',
      startTime: '2026-01-01T00:00:00Z',
      conditions: expect.arrayContaining([
        { type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:01Z' },
      ]),
      containerStatuses: [{ ready: true, state: { running: {} } }],
    })
  })

  it('are ready or not as their annotation says', async () => {
    const sandbox = await sandboxOfPods()
    sandbox.load(node('n1', { podCIDRs: ['10.244.1.0/24'] }))
    sandbox.load(pod('a', { annotations: { 'portolan.dev/not-ready': 'true' } }))
    const ready = () => podOf(sandbox, 'a')?.status?.conditions?.find(({ type }) => type === 'Ready')
    expect(ready()).toMatchObject({ status: 'False', message: 'containers with unready status: [app]' })
    const { spec, ...rest } = podOf(sandbox, 'a') ?? pod('a')
    sandbox.write({
      verb: 'update',
      object: { ...rest, spec, metadata: { ...rest.metadata, annotations: {} } },
    })
    expect(ready()?.status).toBe('True')
  })

  it('wait for a node that takes them, and say why', async () => {
    const sandbox = await sandboxOfPods()
    const taints = [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }]
    sandbox.load(node('n1', { taints }), node('n2', { unschedulable: true }), pod('a'))
    const none = '0/2 nodes are available'
    const message = `${none}: 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable. preemption: ${none}: 2 Preemption is not helpful for scheduling.`
    expect(podOf(sandbox, 'a')?.status?.conditions).toMatchObject([{ reason: 'Unschedulable', message }])
    expect(messages(sandbox)).toEqual([`FailedScheduling: ${message}`])
    const tolerations = [{ key: 'gpu', operator: 'Exists' }]
    sandbox.load(pod('b', { spec: { tolerations } }))
    expect(podOf(sandbox, 'b')?.spec?.nodeName).toBe('n1')
    sandbox.load(node('n3', { podCIDRs: ['10.244.3.0/24'] }))
    expect(podOf(sandbox, 'a')?.status?.phase).toBe('Running')
  })

  it('stop after their deletion, and give their address back', async () => {
    const sandbox = await sandboxOfPods()
    sandbox.load(subnet('ovn-default', { default: true, cidrBlock: '10.16.0.0/30', gateway: '10.16.0.1' }))
    sandbox.load(node('n1'), pod('a'))
    expect(addressesOf(sandbox, 'a')).toEqual(['10.16.0.2'])
    sandbox.load(pod('b'))
    expect(podOf(sandbox, 'b')?.status).toMatchObject({
      phase: 'Pending',
      containerStatuses: [{ state: { waiting: { reason: 'ContainerCreating' } } }],
    })
    expect(messages(sandbox)).toEqual(['AcquireAddressFailed: NoAvailableAddress'])
    const a = podOf(sandbox, 'a')
    if (a !== null) sandbox.write({ verb: 'delete', object: a })
    expect(podOf(sandbox, 'a')).toBeNull()
    expect(addressesOf(sandbox, 'b')).toEqual(['10.16.0.2'])
    expect(sandbox.list<IpObject>(ips).map(({ metadata }) => metadata.name)).toEqual(['b.default'])
  })

  it('get addresses of both families from the subnet of their namespace', async () => {
    const sandbox = await sandboxOfPods()
    sandbox.load(
      subnet('ovn-default', { default: true, cidrBlock: '10.16.0.0/16' }),
      subnet('team', {
        namespaces: ['default'],
        cidrBlock: '10.66.0.0/24,fd00:66::/112',
        gateway: '10.66.0.254,fd00:66::1',
        excludeIps: ['10.66.0.1..10.66.0.9', 'fd00:66::2'],
      }),
      node('n1'),
      pod('a'),
    )
    expect(addressesOf(sandbox, 'a')).toEqual(['10.66.0.10', 'fd00:66::3'])
    expect(podOf(sandbox, 'a')?.metadata.annotations).toMatchObject({
      'ovn.kubernetes.io/gateway': '10.66.0.254,fd00:66::1',
      'ovn.kubernetes.io/ip_address': '10.66.0.10,fd00:66::3',
      'ovn.kubernetes.io/logical_switch': 'team',
    })
    expect(sandbox.get<IpObject>(ips, '', 'a.default')).toMatchObject({
      metadata: { labels: { 'ovn.kubernetes.io/subnet': 'team', 'ovn.kubernetes.io/node_name': 'n1' } },
      spec: { podName: 'a', namespace: 'default', nodeName: 'n1', v4IpAddress: '10.66.0.10' },
    })
    const pinned = (address: string) => ({ annotations: { 'ovn.kubernetes.io/ip_address': address } })
    sandbox.load(pod('b', pinned('10.66.0.77,fd00:66::77')), pod('c', pinned('10.66.0.10')))
    sandbox.load(pod('d', pinned('10.9.0.1')))
    expect(addressesOf(sandbox, 'b')).toEqual(['10.66.0.77', 'fd00:66::77'])
    expect(messages(sandbox).sort()).toEqual([
      'AcquireAddressFailed: AddressConflict',
      'AcquireAddressFailed: AddressOutOfRange',
    ])
  })

  it('rest when all is done', async () => {
    const sandbox = await sandboxOfPods()
    sandbox.load(subnet('ovn-default', { default: true, cidrBlock: '10.16.0.0/16' }), node('n1'), pod('a'))
    const before = podOf(sandbox, 'a')
    const { revision } = sandbox
    const [first] = sandbox.list<Pod>({ group: '', plural: 'nodes' })
    if (first !== undefined) {
      const metadata = { ...first.metadata, annotations: { heartbeat: '1' } }
      sandbox.write({ verb: 'update', object: { ...first, metadata } })
    }
    expect(podOf(sandbox, 'a')).toEqual(before)
    expect(sandbox.revision).toBe(revision + 1)
  })
})
