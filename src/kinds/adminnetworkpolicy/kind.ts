import AdminIcon from '@mui/icons-material/AdminPanelSettingsOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind } from '../kind.ts'
import { clusterColumns } from '../policy/cells.tsx'
import { policyConsequences } from '../policy/consequences.ts'
import { adminDialect } from '../policy/dialects.ts'
import { formFieldsOf } from '../policy/form-fields.ts'
import { allPods } from '../policy/selected.ts'
import { namespaces, nodes } from '../related.ts'
import { template } from './template.ts'

export const adminNetworkPolicy = defineKind<KubeObject>({
  ...adminDialect.kind,
  id: 'adminnetworkpolicy',
  segment: 'adminnetworkpolicies',
  Icon: AdminIcon,
  navigation: { admin: 100 },
  gate: ['cluster-network-policy', 'cluster-network-policy-next'],
  goKey: 'a',
  alsoCalled: ['cluster network policy', 'cluster network policies', 'anp'],
  asksNetwork: true,
  related: {
    list: [],
    detail: [allPods, namespaces],
    form: [allPods, namespaces, nodes, adminDialect.kind],
    removal: [],
  },
  columns: clusterColumns(adminDialect),
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: formFieldsOf(adminDialect),
  template,
  // Its checks come with the code of pages that need them.
  checks: [],
  dependants: () => [],
  consequences: policyConsequences,
})
