/** Bridge networks and VLANs: how subnets reach the physical network. Nothing plays the nodes' bridges. */
import type { Manifest } from '../../k8s/objects.ts'
import { type Fields, kindOf } from './manifest.ts'

const providerNetwork = kindOf('kubeovn.io/v1', 'ProviderNetwork')
const vlan = kindOf('kubeovn.io/v1', 'Vlan')

const workers = ['worker-1', 'worker-2', 'worker-3']
const infra = ['infra-1', 'infra-2']

/** `since` is when the nodes reported, in RFC 3339. */
export function underlayManifests(since: string): Manifest[] {
  const readiness = readinessSince(since)
  return [
    // One of its nodes has no bond1, and is not ready.
    providerNetwork(
      'fabric',
      { defaultInterface: 'bond1', excludeNodes: ['master-1'] },
      {
        displayName: 'Fabric',
        creator: 'admin',
        status: readiness([...infra, 'worker-1', 'worker-2'], ['worker-3'], ['vlan-40', 'vlan-41']),
      },
    ),
    // For that reason the same node was excluded here.
    providerNetwork(
      'storage',
      {
        defaultInterface: 'ens5',
        customInterfaces: [{ interface: 'ens6', nodes: ['worker-2'] }],
        excludeNodes: ['master-1', ...infra, 'worker-3'],
      },
      { displayName: 'Storage', creator: 'admin', status: readiness(workers.slice(0, 2), [], ['vlan-120']) },
    ),
    vlan(
      'vlan-40',
      { id: 40, provider: 'fabric' },
      { status: { conflict: false, subnets: ['media-underlay'] } },
    ),
    vlan('vlan-41', { id: 41, provider: 'fabric' }, { status: { conflict: false, subnets: [] } }),
    // The same number on the same bridge network a second time.
    vlan(
      'vlan-40-lab',
      { id: 40, provider: 'fabric' },
      { creator: 'oleg', status: { conflict: true, subnets: [] } },
    ),
    vlan('vlan-120', { id: 120, provider: 'storage' }, { status: { conflict: false, subnets: ['storage'] } }),
  ]
}

type Names = readonly string[]

const readinessSince =
  (lastTransitionTime: string) =>
  (ready: Names, notReady: Names, vlans: Names): Fields => {
    const condition = (node: string, status: string, reason: string, message: string) => {
      return { type: 'Ready', node, status, reason, message, lastTransitionTime }
    }
    return {
      ready: notReady.length === 0,
      readyNodes: ready,
      notReadyNodes: notReady,
      vlans,
      conditions: [
        ...ready.map((node) => condition(node, 'True', 'InitOVSBridgeSucceeded', '')),
        ...notReady.map((node) =>
          condition(node, 'False', 'InitOVSBridgeFailed', 'failed to get nic bond1: Link not found'),
        ),
      ],
    }
  }
