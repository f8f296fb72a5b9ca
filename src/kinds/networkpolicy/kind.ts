import PolicyIcon from '@mui/icons-material/PolicyOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind } from '../kind.ts'
import { policyConsequences } from '../policy/consequences.ts'
import { networkDialect } from '../policy/dialects.ts'
import { formFieldsOf } from '../policy/form-fields.ts'
import { allPods } from '../policy/selected.ts'
import { namespaces, pods } from '../related.ts'
import {
  EgressCell,
  IngressCell,
  PodCountCell,
  podCount,
  restrictionText,
  SubjectCell,
  subjectOf,
} from './cells.tsx'
import { template } from './template.ts'

export const networkPolicy = defineKind<KubeObject>({
  ...networkDialect.kind,
  id: 'networkpolicy',
  segment: 'networkpolicies',
  Icon: PolicyIcon,
  navigation: { admin: 110, project: 60 },
  goKey: 'n',
  alsoCalled: ['netpol', 'firewall', 'isolation', 'allow', 'deny'],
  asksNetwork: true,
  related: {
    list: [pods],
    detail: [pods, allPods, namespaces],
    form: [pods, allPods, namespaces],
    removal: [],
  },
  columns: [
    {
      id: 'subject',
      header: 'networkpolicy:column.subject',
      Cell: SubjectCell,
      text: subjectOf,
    },
    {
      id: 'pods',
      header: 'networkpolicy:column.pods',
      Cell: PodCountCell,
      text: (object, world) => String(podCount(object, world) ?? ''),
      sortValue: podCount,
      width: 132,
      align: 'right',
    },
    {
      id: 'ingress',
      header: 'networkpolicy:column.ingress',
      Cell: IngressCell,
      text: (object) => restrictionText(object, 'ingress'),
      width: 148,
      telling: true,
    },
    {
      id: 'egress',
      header: 'networkpolicy:column.egress',
      Cell: EgressCell,
      text: (object) => restrictionText(object, 'egress'),
      width: 148,
    },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: formFieldsOf(networkDialect),
  template,
  // Its checks come with the code of pages that need them.
  checks: [],
  dependants: () => [],
  consequences: policyConsequences,
})
