import DeviceHubIcon from '@mui/icons-material/DeviceHubOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind, dependantOf } from '../kind.ts'
import { ipAddresses, nodes, providerNetworks, subnets, vlans } from '../related.ts'
import { viewOf as vlanOf } from '../vlan/spec.ts'
import type { World } from '../world.ts'
import { CardCell, ExcludedCell, ReadyCell, readyText, VlansCell } from './cells.tsx'
import { interfaceNote, viewOf } from './spec.ts'
import { template } from './template.ts'

export const providerNetwork = defineKind<KubeObject>({
  ...providerNetworks,
  id: 'providernetwork',
  segment: 'provider-networks',
  Icon: DeviceHubIcon,
  navigation: { admin: 44 },
  goKey: 'b',
  alsoCalled: ['provider network', 'add bridge network', 'network card', 'underlay', 'pn'],
  needs: ['kube-ovn'],
  related: {
    list: [vlans],
    detail: [nodes, vlans],
    form: [providerNetworks, nodes, vlans, subnets, ipAddresses],
    removal: [vlans],
  },
  columns: [
    {
      id: 'card',
      header: 'providernetwork:column.card',
      Cell: CardCell,
      text: interfaceNote,
      width: 180,
      telling: true,
    },
    { id: 'ready', header: 'providernetwork:column.ready', Cell: ReadyCell, text: readyText, width: 220 },
    {
      id: 'vlans',
      header: 'providernetwork:column.vlans',
      Cell: VlansCell,
      text: (object) => viewOf(object).vlans.join(', '),
    },
    {
      id: 'excluded',
      header: 'providernetwork:column.excluded',
      Cell: ExcludedCell,
      text: (object) => viewOf(object).excluded.join(', '),
    },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: [
    'spec.defaultInterface',
    'spec.customInterfaces[*].interface',
    'spec.customInterfaces[*].nodes',
    'spec.excludeNodes',
  ],
  template,
  // They stand in `kinds/checks.ts`.
  checks: [],
  dependants: (object, world) => vlansOn(object, world).map(dependantOf),
  keeps: (object, world) => {
    const [vlan] = vlansOn(object, world)
    return vlan === undefined ? null : { key: 'providernetwork:kept', values: { vlan: vlan.metadata.name } }
  },
})

function vlansOn({ metadata: { name } }: KubeObject, world: World): readonly KubeObject[] {
  return world.list(vlans).filter((each) => vlanOf(each).provider === name)
}
