import HubIcon from '@mui/icons-material/HubOutlined'
import { lazy } from 'react'
import type { Service } from '../../k8s/core.ts'
import { addressesAt } from '../address-checks.ts'
import { defineKind } from '../kind.ts'
import { podsByLabels } from '../pods.ts'
import {
  addressPools,
  advertisements,
  albBackends,
  allServices,
  endpointSlices,
  gatewayRoutes,
  ingresses,
  namespaces,
  nodes,
  pods,
  serviceWarnings,
  virtualMachinePools,
  virtualMachines,
  workloads,
} from '../related.ts'
import {
  ClusterIpCell,
  ExternalIpCell,
  PortsCell,
  portsText,
  TargetCell,
  TypeCell,
  targetText,
} from './cells.tsx'
import { checks } from './checks.ts'
import { dependantsOf } from './dependants.ts'
import { endpointsOf, readiness } from './endpoints.ts'
import { externalAddress } from './external-address.ts'
import { template } from './template.ts'

export const service = defineKind<Service>({
  id: 'service',
  segment: 'services',
  group: '',
  kind: 'Service',
  versions: ['v1'],
  Icon: HubIcon,
  navigation: { admin: 10, project: 10 },
  goKey: 's',
  alsoCalled: ['internal routing', 'internal route', 'svc'],
  related: {
    list: [endpointSlices, addressPools, serviceWarnings, ...workloads, virtualMachines, virtualMachinePools],
    detail: [
      endpointSlices,
      addressPools,
      serviceWarnings,
      pods,
      nodes,
      ...workloads,
      virtualMachines,
      virtualMachinePools,
      ...advertisements,
    ],
    form: [
      endpointSlices,
      pods,
      ...workloads,
      virtualMachines,
      virtualMachinePools,
      addressPools,
      ...advertisements,
      allServices,
      nodes,
      namespaces,
    ],
    removal: [ingresses, ...gatewayRoutes, ...albBackends],
  },
  columns: [
    { id: 'type', header: 'service:column.type', Cell: TypeCell, text: typeText, width: 116 },
    {
      id: 'clusterIp',
      header: 'service:column.clusterIp',
      Cell: ClusterIpCell,
      text: ({ spec }) => (spec?.clusterIPs ?? []).filter((address) => address !== 'None').join(' '),
      width: 140,
    },
    {
      id: 'externalIp',
      header: 'service:column.externalIp',
      Cell: ExternalIpCell,
      text: (object, world) => {
        const { addresses, pending } = externalAddress(object, world)
        return pending === undefined ? addresses.join(' ') : 'pending'
      },
      sortValue: (object, world) => {
        const { addresses, pending } = externalAddress(object, world)
        return addresses[0] ?? (pending === undefined ? null : '')
      },
    },
    { id: 'ports', header: 'service:column.ports', Cell: PortsCell, text: portsText, width: 180 },
    {
      id: 'target',
      header: 'service:column.target',
      Cell: TargetCell,
      text: targetText,
      sortValue: (object, world) => {
        const { ready, total } = readiness(endpointsOf(object, world))
        return total === 0 ? -1 : ready / total
      },
      says: (object, world) => {
        const { ready, total } = readiness(endpointsOf(object, world))
        return total > 0 && ready === total ? ['ready'] : ['not ready']
      },
      telling: true,
    },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: [
    'spec.type',
    'spec.clusterIP',
    'spec.externalName',
    'spec.selector',
    ...['name', 'protocol', 'appProtocol', 'port', 'targetPort', 'nodePort'].map(
      (field) => `spec.ports[*].${field}`,
    ),
    'spec.externalTrafficPolicy',
    'spec.loadBalancerSourceRanges',
    'spec.externalIPs',
    'spec.sessionAffinity',
    'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
  ],
  template,
  checks: [
    ...checks,
    addressesAt(['spec', 'loadBalancerSourceRanges'], 'cidr'),
    addressesAt(['spec', 'externalIPs'], 'address'),
  ],
  dependants: dependantsOf,
  pods: ({ metadata: { namespace = '' }, spec }) =>
    podsByLabels(namespace, spec?.type === 'ExternalName' ? {} : spec?.selector),
})

function typeText({ spec }: Service): string {
  return spec?.clusterIP === 'None' ? 'Headless' : (spec?.type ?? 'ClusterIP')
}
