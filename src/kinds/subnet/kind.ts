import LanIcon from '@mui/icons-material/LanOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind, type ObjectProps, rangeParameter } from '../kind.ts'
import {
  ipAddresses,
  namespaces,
  nodes,
  platformProjects,
  serviceNetworks,
  subnets,
  vlans,
  vpcs,
} from '../related.ts'
import {
  AssignedCell,
  assignedText,
  CidrCell,
  cidrText,
  DefaultCell,
  GatewayCell,
  gatewayText,
  NatCell,
  ReadyCell,
  readinessOf,
  usageText,
  V4Cell,
  V6Cell,
  VlanCell,
} from './cells.tsx'
import { countsOf } from './count.ts'
import { variantOf, viewOf } from './spec.ts'
import { template } from './template.ts'
import { interruptionsOf, keptBecause, podsOf } from './usage.ts'

const free = (object: unknown, family: 'v4' | 'v6') => {
  const { available } = countsOf(object, family)
  return available === null ? null : Number(available)
}

const always = () => true

export const subnet = defineKind<KubeObject>({
  ...subnets,
  id: 'subnet',
  segment: 'subnets',
  Icon: LanIcon,
  navigation: { admin: 40 },
  goKey: 'u',
  alsoCalled: [
    'network segment',
    'ip pool',
    'allocate',
    'assign',
    'overlay',
    'underlay',
    'calico',
    'kube-ovn',
  ],
  needs: ['kube-ovn', 'calico'],
  related: {
    list: [],
    detail: [subnets, ipAddresses],
    form: [subnets, vlans, vpcs, nodes, namespaces, platformProjects, serviceNetworks],
    removal: [ipAddresses],
  },
  columns: [
    {
      id: 'ready',
      header: 'subnet:column.ready',
      Cell: ReadyCell,
      text: (object) => {
        const { state, message } = readinessOf(object)
        return `${state} ${message}`.trim()
      },
      width: 150,
    },
    { id: 'cidr', header: 'subnet:column.cidr', Cell: CidrCell, text: cidrText, width: 210, telling: true },
    {
      id: 'v4',
      header: 'subnet:column.v4',
      Cell: V4Cell,
      text: (object) => usageText(object, 'v4'),
      sortValue: (object) => free(object, 'v4'),
      says: (object) => (free(object, 'v4') === 0 ? ['exhausted'] : []),
      align: 'right',
      width: 158,
    },
    {
      id: 'v6',
      header: 'subnet:column.v6',
      Cell: V6Cell,
      text: (object) => usageText(object, 'v6'),
      sortValue: (object) => free(object, 'v6'),
      says: (object) => (free(object, 'v6') === 0 ? ['exhausted'] : []),
      align: 'right',
      width: 158,
    },
    { id: 'assigned', header: 'subnet:column.assigned', Cell: AssignedCell, text: assignedText },
    { id: 'gateway', header: 'subnet:column.gateway', Cell: GatewayCell, text: gatewayText, width: 146 },
    {
      id: 'vlan',
      header: 'subnet:column.vlan',
      Cell: VlanCell,
      text: (object) => viewOf(object).vlan,
      width: 92,
    },
    {
      id: 'protocol',
      header: 'subnet:column.protocol',
      Cell: ({ object }) => viewOf(object).protocol || '–',
      text: (object) => viewOf(object).protocol,
      width: 100,
    },
    {
      id: 'nat',
      header: 'subnet:column.nat',
      Cell: NatCell,
      text: (object) => (viewOf(object).spec.natOutgoing === true ? 'nat' : 'no nat'),
      width: 72,
    },
    {
      id: 'default',
      header: 'subnet:column.default',
      Cell: DefaultCell,
      text: (object) => (viewOf(object).isDefault ? 'default' : ''),
      width: 92,
    },
    ...(['vpc', 'provider'] as const).map((id) => ({
      id,
      header: `subnet:column.${id}`,
      Cell: ({ object }: ObjectProps) => viewOf(object)[id],
      text: (object: unknown) => viewOf(object)[id],
      optional: true,
    })),
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: [
    ...['cidrBlock', 'protocol', 'gateway', 'excludeIps', 'vlan', 'u2oInterconnection'],
    ...['gatewayType', 'gatewayNode', 'enableEcmp', 'natOutgoing'],
    ...['ipipMode', 'vxlanMode', 'v4blockSize', 'namespaces', 'namespaceSelectors'],
  ].map((field) => `spec.${field}`),
  template,
  startsFrom: [rangeParameter],
  // They stand in `kinds/checks.ts`: they know much that the first page does not need.
  checks: [],
  dependants: podsOf,
  actions: [
    {
      id: 'gateway',
      Form: lazy(() => import('./gateway-form.tsx')),
      fits: (object, world) => variantOf(object, world) === 'overlay',
    },
    {
      id: 'reserved',
      Form: lazy(() => import('./reserved-form.tsx')),
      fits: (object, world) => variantOf(object, world) !== 'calico',
    },
    {
      id: 'expand',
      Form: lazy(() => import('./expand-form.tsx')),
      fits: (object, world) => variantOf(object, world) !== 'calico',
    },
    { id: 'project', Form: lazy(() => import('./project-form.tsx')), fits: always },
    { id: 'namespace', Form: lazy(() => import('./namespace-form.tsx')), fits: always },
  ],
  keeps: keptBecause,
  interrupts: interruptionsOf,
})
