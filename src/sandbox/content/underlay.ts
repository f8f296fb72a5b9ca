/** Bridge networks and VLANs: how subnets reach the physical network. */
import type { Manifest } from '../../k8s/objects.ts'
import { kindOf } from './manifest.ts'

const providerNetwork = kindOf('kubeovn.io/v1', 'ProviderNetwork')
const vlan = kindOf('kubeovn.io/v1', 'Vlan')

export function underlayManifests(): Manifest[] {
  return [
    // One worker has no bond1, so that its bridge would never come up.
    providerNetwork(
      'fabric',
      { defaultInterface: 'bond1', excludeNodes: ['master-1', 'worker-3'] },
      { displayName: 'Fabric', creator: 'admin' },
    ),
    providerNetwork(
      'storage',
      {
        defaultInterface: 'ens5',
        customInterfaces: [{ interface: 'ens6', nodes: ['worker-2'] }],
        excludeNodes: ['master-1', 'infra-1', 'infra-2'],
      },
      { displayName: 'Storage', creator: 'admin' },
    ),
    vlan('vlan-40', { id: 40, provider: 'fabric' }),
    vlan('vlan-41', { id: 41, provider: 'fabric' }),
    // The same number on the same bridge network a second time.
    vlan('vlan-40-lab', { id: 40, provider: 'fabric' }, { creator: 'oleg' }),
    vlan('vlan-120', { id: 120, provider: 'storage' }),
  ]
}
