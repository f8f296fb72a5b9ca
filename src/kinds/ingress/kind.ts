import CallSplitIcon from '@mui/icons-material/CallSplitOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind } from '../kind.ts'
import {
  allIngresses,
  allTlsSecrets,
  domains,
  endpointSlices,
  ingressClasses,
  ingresses,
  loadBalancerServices,
  namespaces,
  services,
  tlsSecrets,
} from '../related.ts'
import { AddressCell, ClassCell, HostsCell, ServicesCell, servicesText } from './cells.tsx'
import { checks } from './checks.ts'
import { classNameOf } from './classes.ts'
import { addressesOf, loadBalancerAddresses, viewOf } from './spec.ts'
import { template } from './template.ts'

export const ingress = defineKind<KubeObject>({
  id: 'ingress',
  segment: 'ingresses',
  group: 'networking.k8s.io',
  kind: 'Ingress',
  versions: ['v1'],
  Icon: CallSplitIcon,
  navigation: { project: 20 },
  goKey: 'i',
  alsoCalled: ['inbound rule', 'inbound rules', 'ingress rule', 'ing'],
  related: {
    list: [ingressClasses, services, endpointSlices],
    detail: [ingressClasses, services, endpointSlices, tlsSecrets, allTlsSecrets],
    form: [
      allIngresses,
      ingresses,
      ingressClasses,
      services,
      endpointSlices,
      tlsSecrets,
      allTlsSecrets,
      namespaces,
      domains,
      loadBalancerServices,
    ],
    removal: [],
  },
  columns: [
    {
      id: 'class',
      header: 'ingress:column.class',
      Cell: ClassCell,
      text: (object, world) => classNameOf(viewOf(object), world),
      width: 132,
    },
    {
      id: 'hosts',
      header: 'ingress:column.hosts',
      Cell: HostsCell,
      text: (object, world) => addressesOf(viewOf(object), world.labelDomain).join(', '),
      sortValue: (object) => viewOf(object).rules[0]?.host ?? '',
      telling: true,
    },
    {
      id: 'address',
      header: 'ingress:column.address',
      Cell: AddressCell,
      text: (object) => loadBalancerAddresses(object).join(' ') || 'pending',
      sortValue: (object) => loadBalancerAddresses(object)[0] ?? '',
      width: 156,
    },
    { id: 'services', header: 'ingress:column.services', Cell: ServicesCell, text: servicesText },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: [
    'spec.ingressClassName',
    'spec.rules[*].host',
    ...['path', 'pathType', 'backend.service'].map((field) => `spec.rules[*].http.paths[*].${field}`),
    'spec.tls[*].hosts',
    'spec.tls[*].secretName',
    'spec.defaultBackend.service',
  ],
  template,
  checks,
  // Nothing stops working with an Ingress but what it is itself: the entry points of its Services.
  dependants: () => [],
})
