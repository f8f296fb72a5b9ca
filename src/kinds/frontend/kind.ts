import PortIcon from '@mui/icons-material/LoginOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { sharedRelated } from '../alb/related.ts'
import { platformNamespace } from '../assignment.ts'
import { defineKind } from '../kind.ts'
import { albPorts, albRules, nodes } from '../related.ts'
import {
  BalancerCell,
  balancerText,
  GroupCell,
  groupText,
  PortCell,
  ProjectsCell,
  ProtocolCell,
  portText,
  portValue,
  projectsText,
  protocolText,
  RulesCell,
  rulesText,
  rulesValue,
  StateCell,
  stateText,
} from './cells.tsx'
import { balancerKinds, isLentTo } from './lending.ts'
import { keptBy, removalOf } from './removal.ts'
import { template } from './template.ts'
import { interruptionsOf } from './usage.ts'

const formRelated = [...balancerKinds, albPorts, nodes, ...sharedRelated]

export const frontend = defineKind<KubeObject>({
  ...albPorts,
  id: 'frontend',
  segment: 'listeningports',
  Icon: PortIcon,
  navigation: { admin: 61, project: 51 },
  gate: 'alb2',
  goKey: '',
  alsoCalled: ['frontend', 'ft', 'listener', 'alb', 'load balancing', 'add port', 'default routing'],
  needs: ['alb'],
  home: platformNamespace,
  lent: { isOpen: isLentTo, looksAt: balancerKinds },
  startsFrom: ['balancer'],
  related: {
    list: [...balancerKinds, albRules],
    detail: [...formRelated, albRules],
    form: formRelated,
    removal: [...balancerKinds, albRules],
  },
  columns: [
    {
      id: 'port',
      header: 'frontend:column.port',
      Cell: PortCell,
      text: portText,
      sortValue: portValue,
      width: 80,
      align: 'right',
    },
    {
      id: 'protocol',
      header: 'frontend:column.protocol',
      Cell: ProtocolCell,
      text: protocolText,
      width: 110,
      telling: true,
    },
    {
      id: 'balancer',
      header: 'frontend:column.balancer',
      Cell: BalancerCell,
      text: balancerText,
      width: 150,
    },
    { id: 'group', header: 'frontend:column.group', Cell: GroupCell, text: groupText },
    {
      id: 'rules',
      header: 'frontend:column.rules',
      Cell: RulesCell,
      text: rulesText,
      sortValue: rulesValue,
      width: 80,
      align: 'right',
    },
    {
      id: 'projects',
      header: 'frontend:column.projects',
      Cell: ProjectsCell,
      text: projectsText,
      width: 140,
    },
    { id: 'state', header: 'frontend:column.state', Cell: StateCell, text: stateText, width: 170 },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: [
    ...['port', 'protocol', 'certificate_name', 'backendProtocol'],
    ...['services[*].name', 'services[*].namespace', 'services[*].port', 'services[*].weight'].map(
      (field) => `serviceGroup.${field}`,
    ),
    ...['serviceGroup.session_affinity_policy', 'serviceGroup.session_affinity_attribute'],
    ...['redirect', 'timeout', 'keepalive', 'otel', 'auth', 'modsecurity'].map((block) => `config.${block}`),
  ]
    .map((field) => `spec.${field}`)
    .concat('metadata.ownerReferences'),
  template,
  // They stand in `kinds/checks.ts`: they know much that the first page does not need.
  checks: [],
  dependants: removalOf,
  actions: [{ id: 'group', Form: lazy(() => import('./group-form.tsx')), fits: () => true }],
  keeps: keptBy,
  interrupts: interruptionsOf,
})
