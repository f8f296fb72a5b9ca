import AppsIcon from '@mui/icons-material/AppsOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind } from '../kind.ts'
import { allWorkloads, ipAddresses, ipPools, namespaces, subnets } from '../related.ts'
import {
  IpsCell,
  ipsText,
  NamespacesCell,
  namespacesText,
  SubnetCell,
  usageText,
  V4Cell,
  V6Cell,
} from './cells.tsx'
import { countsOf, viewOf } from './spec.ts'
import { template } from './template.ts'
import { dependantsOf } from './usage.ts'

const free = (object: unknown, family: 'v4' | 'v6') => {
  const { available } = countsOf(object, family)
  return available === null ? null : Number(available)
}

export const ipPool = defineKind<KubeObject>({
  ...ipPools,
  id: 'ippool',
  segment: 'ippools',
  Icon: AppsIcon,
  navigation: { admin: 42 },
  goKey: '',
  alsoCalled: ['ip pool', 'ippool', 'fixed addresses', 'kube-ovn'],
  needs: ['kube-ovn'],
  related: {
    list: [],
    detail: [subnets, ipAddresses, ...allWorkloads],
    form: [ipPools, subnets, namespaces],
    removal: [ipAddresses, ...allWorkloads],
  },
  columns: [
    {
      id: 'subnet',
      header: 'ippool:column.subnet',
      Cell: SubnetCell,
      text: (object) => viewOf(object).subnet,
      width: 150,
    },
    { id: 'ips', header: 'ippool:column.ips', Cell: IpsCell, text: ipsText, width: 250, telling: true },
    {
      id: 'v4',
      header: 'ippool:column.v4',
      Cell: V4Cell,
      text: (object) => usageText(object, 'v4'),
      sortValue: (object) => free(object, 'v4'),
      says: (object) => (free(object, 'v4') === 0 ? ['exhausted'] : []),
      align: 'right',
      width: 130,
    },
    {
      id: 'v6',
      header: 'ippool:column.v6',
      Cell: V6Cell,
      text: (object) => usageText(object, 'v6'),
      sortValue: (object) => free(object, 'v6'),
      says: (object) => (free(object, 'v6') === 0 ? ['exhausted'] : []),
      align: 'right',
      width: 130,
    },
    {
      id: 'namespaces',
      header: 'ippool:column.namespaces',
      Cell: NamespacesCell,
      text: namespacesText,
    },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: ['subnet', 'ips', 'namespaces', 'enableAddressSet'].map((field) => `spec.${field}`),
  template,
  // They stand in `kinds/checks.ts`.
  checks: [],
  dependants: dependantsOf,
})
