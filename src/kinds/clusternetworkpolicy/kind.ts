import ClusterIcon from '@mui/icons-material/ShieldOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind } from '../kind.ts'
import { clusterColumns } from '../policy/cells.tsx'
import { policyConsequences } from '../policy/consequences.ts'
import { clusterDialect } from '../policy/dialects.ts'
import { formFieldsOf } from '../policy/form-fields.ts'
import { allPods } from '../policy/selected.ts'
import { namespaces, nodes } from '../related.ts'
import { template } from './template.ts'

export const clusterNetworkPolicy = defineKind<KubeObject>({
  ...clusterDialect.kind,
  id: 'clusternetworkpolicy',
  segment: 'clusternetworkpolicies',
  Icon: ClusterIcon,
  navigation: { admin: 102 },
  gate: ['cluster-network-policy', 'cluster-network-policy-next'],
  goKey: 'p',
  alsoCalled: ['cnp', 'tier'],
  asksNetwork: true,
  related: {
    list: [],
    detail: [allPods, namespaces],
    form: [allPods, namespaces, nodes, clusterDialect.kind],
    removal: [],
  },
  columns: clusterColumns(clusterDialect),
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: formFieldsOf(clusterDialect),
  template,
  // Its checks come with the code of pages that need them.
  checks: [],
  dependants: () => [],
  consequences: policyConsequences,
})
