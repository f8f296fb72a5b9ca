import { describe, expect, test } from 'vitest'
import type { KubeEvent, Service } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { testWorld } from '../testing/world.ts'
import { externalAddress } from './external-address.ts'
import words from './locale/en.json'

type Spec = NonNullable<Service['spec']>

const service = (
  spec: Spec,
  ingress: readonly { ip?: string; hostname?: string }[] = [],
  annotations: Record<string, string> = {},
): Service => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop', uid: 'u-1', annotations },
  spec,
  status: { loadBalancer: { ingress } },
})
const balancer = (annotations: Record<string, string> = {}, spec: Spec = {}) =>
  service({ type: 'LoadBalancer', ...spec }, [], annotations)

const pool = (name: string, spec: object = {}) =>
  ({
    apiVersion: 'metallb.io/v1beta1',
    kind: 'IPAddressPool',
    metadata: { name, namespace: 'metallb-system' },
    spec,
  }) as KubeObject

const warning = (message: string, times: Partial<KubeEvent>, uid = 'u-1'): KubeEvent => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: message, namespace: 'shop', ...times.metadata },
  type: 'Warning',
  message,
  involvedObject: { kind: 'Service', name: 'web', namespace: 'shop', uid },
  ...times,
})

const anywhere = testWorld()
const withoutMetallb = testWorld({ availability: { IPAddressPool: 'absent' } })

describe('the external address', () => {
  test('of an ExternalName is the name it stands for', () => {
    expect(
      externalAddress(service({ type: 'ExternalName', externalName: 'db.example.com' }), anywhere),
    ).toEqual({ addresses: ['db.example.com'] })
    expect(externalAddress(service({ type: 'ExternalName' }), anywhere)).toEqual({ addresses: [] })
  })

  test('of a ClusterIP or NodePort are its externalIPs, and nothing is pending', () => {
    expect(externalAddress(service({ type: 'NodePort' }), anywhere)).toEqual({ addresses: [] })
    expect(externalAddress(service({ externalIPs: ['192.0.2.7'] }), anywhere)).toEqual({
      addresses: ['192.0.2.7'],
    })
  })

  test('of a load balancer is what its status says, by address or by name', () => {
    const assigned = [{ ip: '192.0.2.1' }, { hostname: 'lb.example.com' }, { ip: '2001:db8::1' }]
    expect(externalAddress(service({ type: 'LoadBalancer' }, assigned), anywhere)).toEqual({
      addresses: ['192.0.2.1', 'lb.example.com', '2001:db8::1'],
    })
  })

  test('of a load balancer includes its externalIPs, behind what was assigned', () => {
    const spec = { type: 'LoadBalancer', externalIPs: ['192.0.2.7'] }
    expect(externalAddress(service(spec, [{ ip: '192.0.2.1' }]), anywhere).addresses).toEqual([
      '192.0.2.1',
      '192.0.2.7',
    ])
  })

  test('leaves the words to people once there is an address', () => {
    const world = testWorld({ objects: [warning('failed once', { lastTimestamp: '2026-01-01T00:00:00Z' })] })
    expect(externalAddress(service({ type: 'LoadBalancer' }, [{ ip: '192.0.2.1' }]), world)).toEqual({
      addresses: ['192.0.2.1'],
    })
  })
})

describe('a load balancer without an address', () => {
  const pendingOf = (object: Service, world = anywhere) => {
    const { addresses, pending } = externalAddress(object, world)
    expect(addresses).toEqual([])
    return pending
  }

  test('has no provider where MetalLB is not installed', () => {
    expect(pendingOf(balancer(), withoutMetallb)).toEqual({ key: 'service:pending.noProvider' })
  })

  test('waits for the provider of its class, whatever MetalLB does', () => {
    expect(pendingOf(balancer({}, { loadBalancerClass: 'example.com/lb' }), withoutMetallb)).toEqual({
      key: 'service:pending.waiting',
    })
  })

  test('has no pool to take one from', () => {
    expect(pendingOf(balancer())).toEqual({ key: 'service:pending.noPool' })
  })

  test('asks for a pool that does not exist', () => {
    const world = testWorld({ objects: [pool('public')] })
    for (const key of ['metallb.universe.tf/address-pool', 'metallb.io/address-pool']) {
      expect(pendingOf(balancer({ [key]: 'private' }), world)).toEqual({
        key: 'service:pending.poolMissing',
        values: { pool: 'private' },
      })
    }
  })

  test('asks for none although no pool assigns by itself', () => {
    const byName = [pool('a', { autoAssign: false }), pool('b', { autoAssign: false })]
    expect(pendingOf(balancer(), testWorld({ objects: byName }))).toEqual({
      key: 'service:pending.noAutoAssign',
    })
    const key = 'metallb.universe.tf/address-pool'
    expect(pendingOf(balancer({ [key]: 'a' }), testWorld({ objects: byName }))).toEqual({
      key: 'service:pending.waiting',
    })
  })

  test('waits where a pool could give one', () => {
    const objects = [pool('a', { autoAssign: false }), pool('b', { autoAssign: true }), pool('c')]
    for (const some of [objects, objects.slice(0, 2), objects.slice(2)])
      expect(pendingOf(balancer(), testWorld({ objects: some }))).toEqual({ key: 'service:pending.waiting' })
  })

  test.each(['loading', 'stale', 'refused'] as const)('says nothing of pools while they are %s', (state) => {
    const world = testWorld({ availability: { IPAddressPool: state } })
    expect(pendingOf(balancer(), world)).toEqual({ key: 'service:pending.waiting' })
  })

  test('has words for each of these reasons', () => {
    expect(Object.keys(words.pending).sort()).toEqual([
      'noAutoAssign',
      'noPool',
      'noProvider',
      'poolMissing',
      'waiting',
    ])
  })
})

describe('the controller’s own warning', () => {
  const pendingWith = (...events: KubeEvent[]) =>
    externalAddress(balancer(), testWorld({ objects: events })).pending

  test('comes before any guess', () => {
    expect(pendingWith(warning('no IPs left', { lastTimestamp: '2026-01-01T00:00:00Z' }))).toBe('no IPs left')
  })

  test('is the latest, in whatever order the events come', () => {
    const old = warning('old', { lastTimestamp: '2026-01-01T10:00:00Z' })
    const recent = warning('recent', { lastTimestamp: '2026-01-02T09:00:00Z' })
    expect(pendingWith(old, recent)).toBe('recent')
    expect(pendingWith(recent, old)).toBe('recent')
  })

  test('is dated by whichever time its client wrote', () => {
    const created = warning('created', {
      lastTimestamp: null,
      eventTime: null,
      metadata: { name: 'e', namespace: 'shop', creationTimestamp: '2026-01-03T00:00:00Z' },
    })
    const evented = warning('evented', { lastTimestamp: null, eventTime: '2026-01-02T00:00:00.000000Z' })
    const last = warning('last', { lastTimestamp: '2026-01-01T00:00:00Z' })
    expect(pendingWith(last, evented)).toBe('evented')
    expect(pendingWith(evented, created, last)).toBe('created')
  })

  test('of another Service, or of an earlier one of the same name, does not count', () => {
    const earlier = warning('of the one before', { lastTimestamp: '2026-01-01T00:00:00Z' }, 'u-0')
    expect(pendingWith(earlier)).toEqual({ key: 'service:pending.noPool' })
  })
})
