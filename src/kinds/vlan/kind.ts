import SettingsEthernetIcon from '@mui/icons-material/SettingsEthernetOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { defineKind, dependantOf } from '../kind.ts'
import { providerNetworks, subnets, vlans } from '../related.ts'
import type { World } from '../world.ts'
import { ConflictCell, IdCell, idText, ProviderCell, SubnetsCell } from './cells.tsx'
import { checks } from './checks.ts'
import { viewOf } from './spec.ts'
import { template } from './template.ts'

export const vlan = defineKind<KubeObject>({
  ...vlans,
  id: 'vlan',
  segment: 'vlans',
  Icon: SettingsEthernetIcon,
  navigation: { admin: 46 },
  goKey: 'v',
  alsoCalled: ['vlan', 'add vlan', 'tag', 'underlay'],
  needs: ['kube-ovn'],
  related: { list: [subnets], detail: [subnets], form: [vlans, providerNetworks], removal: [subnets] },
  columns: [
    {
      id: 'id',
      header: 'vlan:column.id',
      Cell: IdCell,
      text: idText,
      sortValue: (object) => Number(viewOf(object).id ?? 0) || 0,
      align: 'right',
      width: 96,
    },
    {
      id: 'provider',
      header: 'vlan:column.provider',
      Cell: ProviderCell,
      text: (object) => viewOf(object).provider,
      width: 180,
      telling: true,
    },
    {
      id: 'conflict',
      header: 'vlan:column.conflict',
      Cell: ConflictCell,
      text: (object) => (viewOf(object).hasConflict ? 'conflict' : 'none'),
      width: 140,
    },
    {
      id: 'subnets',
      header: 'vlan:column.subnets',
      Cell: SubnetsCell,
      text: (object) => viewOf(object).subnets.join(', '),
    },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: ['spec.id', 'spec.provider'],
  template,
  checks,
  dependants: (object, world) => subnetsIn(object, world).map(dependantOf),
  keeps: (object, world) => {
    const [subnet] = subnetsIn(object, world)
    return subnet === undefined ? null : { key: 'vlan:kept', values: { subnet: subnet.metadata.name } }
  },
})

function subnetsIn({ metadata: { name } }: KubeObject, world: World): readonly KubeObject[] {
  return world.list(subnets).filter((each) => asString(asFields(asFields(each).spec).vlan) === name)
}
