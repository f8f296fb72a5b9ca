/** Objects of MetalLB, and what checks say of them, for tests. */
import { formatFieldPath } from '../../../k8s/fieldpath.ts'
import type { KubeObject } from '../../../k8s/objects.ts'
import type { Check } from '../../kind.ts'
import { type TestWorld, testWorld } from '../../testing/world.ts'

export const namespace = 'metallb-system'
export const object = (kind: string, name: string, spec: object, more: object = {}): KubeObject =>
  ({
    apiVersion: kind === 'BGPPeer' ? 'metallb.io/v1beta2' : 'metallb.io/v1beta1',
    kind,
    metadata: { name, namespace },
    spec,
    ...more,
  }) as KubeObject
export const pool = (name: string, addresses: readonly string[], more: object = {}) =>
  object('IPAddressPool', name, { addresses, ...more })
export const l2 = (name: string, spec: object = {}) =>
  object('L2Advertisement', name, { ipAddressPools: [name], ...spec })
export const bgp = (name: string, spec: object = {}) =>
  object('BGPAdvertisement', name, { ipAddressPools: [name], ...spec })
export const peer = (name: string, spec: object = {}) =>
  object('BGPPeer', name, { myASN: 64512, peerASN: 64512, peerAddress: '10.0.0.1', ...spec })
export const node = (name: string, labels: object, more: object = {}) =>
  ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels } },
    spec: { podCIDRs: ['10.16.0.0/24'] },
    status: { addresses: [{ type: 'InternalIP', address: '10.20.0.1' }] },
    ...more,
  }) as KubeObject
export const named = (values: readonly string[]) => [
  { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values }] },
]
export const service = (name: string, address: string | null, annotations: object = {}, spec: object = {}) =>
  ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop', annotations },
    spec: { type: 'LoadBalancer', ...spec },
    status: { loadBalancer: { ingress: address === null ? [] : [{ ip: address }] } },
  }) as KubeObject

export const ask = (
  checks: readonly Check[],
  given: unknown,
  world: TestWorld,
  beside: readonly unknown[] = [],
) => checks.flatMap((check) => check(given, testWorld(world), beside))
export const said = (...given: Parameters<typeof ask>) =>
  ask(...given).map(({ id, path }) => `${id.replace('metallb/', '')} ${formatFieldPath(path)}`)
