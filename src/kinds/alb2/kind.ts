import BalancerIcon from '@mui/icons-material/AltRouteOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { platformNamespace } from '../assignment.ts'
import { defineKind } from '../kind.ts'
import {
  albBackends,
  albs,
  allTlsSecrets,
  gateways,
  ingresses,
  namespaces,
  nodes,
  platformProjects,
  pods,
  workloads,
} from '../related.ts'
import {
  AddressCell,
  AssignedCell,
  addressText,
  assignedText,
  ModeCell,
  modeText,
  SharingCell,
  SizeCell,
  StateCell,
  sharingText,
  sizeText,
  stateText,
} from './cells.tsx'
import { removalOf } from './removal.ts'
import { isOpenTo } from './spec.ts'
import { template } from './template.ts'
import { interruptionsOf } from './usage.ts'

const formRelated = [albs, ...albBackends, nodes, namespaces, platformProjects, allTlsSecrets]

export const alb2 = defineKind<KubeObject>({
  ...albs,
  id: 'alb2',
  segment: 'loadbalancers',
  Icon: BalancerIcon,
  navigation: { admin: 60, project: 50 },
  gate: 'alb2',
  goKey: 'l',
  alsoCalled: [
    'alb',
    'alb2',
    'load balancing',
    'listening port',
    'frontend',
    'layer 7',
    'allocate',
    'assign',
  ],
  needs: ['alb'],
  home: platformNamespace,
  lent: { isOpen: isOpenTo, isReadOnly: true },
  instead: [gateways, ingresses],
  related: {
    list: [],
    detail: [...albBackends, pods, nodes, ...workloads],
    form: formRelated,
    removal: albBackends,
  },
  columns: [
    { id: 'state', header: 'alb2:column.state', Cell: StateCell, text: stateText, width: 150 },
    {
      id: 'address',
      header: 'alb2:column.address',
      Cell: AddressCell,
      text: addressText,
      width: 186,
      telling: true,
    },
    { id: 'mode', header: 'alb2:column.mode', Cell: ModeCell, text: modeText, width: 148 },
    { id: 'size', header: 'alb2:column.size', Cell: SizeCell, text: sizeText, width: 132 },
    { id: 'projects', header: 'alb2:column.projects', Cell: AssignedCell, text: assignedText },
    {
      id: 'sharing',
      header: 'alb2:column.sharing',
      Cell: SharingCell,
      text: sharingText,
      width: 124,
      optional: true,
    },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: [
    ...['address', 'type'],
    ...[
      ...['networkMode', 'vip', 'nodeSelector', 'replicas', 'antiAffinityKey', 'resources'],
      ...['projects', 'enablePortProject', 'portProjects', 'defaultSSLStrategy', 'defaultSSLCert'],
      ...['bindNIC', 'enableIPV6', 'enableIngress', 'defaultIngressClass', 'ingressHTTPPort'],
      ...['ingressHTTPSPort', 'ingressSSLRedirect', 'enableALb', 'enableAlb', 'gateway', 'timeout'],
      ...['loadbalancerName', 'otel', 'auth', 'modsecurity'],
    ].map((field) => `config.${field}`),
  ].map((field) => `spec.${field}`),
  template,
  // They stand in `kinds/checks.ts`: they know much that the first page does not need.
  checks: [],
  dependants: removalOf,
  actions: [{ id: 'projects', Form: lazy(() => import('./projects-form.tsx')), fits: () => true }],
  interrupts: interruptionsOf,
  consequences: {
    related: albBackends,
    View: lazy(() => import('./consequences.tsx')),
  },
})
