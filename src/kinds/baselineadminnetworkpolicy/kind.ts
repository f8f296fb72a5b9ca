import BaselineIcon from '@mui/icons-material/VerticalAlignBottomOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind } from '../kind.ts'
import { clusterColumns } from '../policy/cells.tsx'
import { policyConsequences } from '../policy/consequences.ts'
import { baselineDialect } from '../policy/dialects.ts'
import { formFieldsOf } from '../policy/form-fields.ts'
import { allPods } from '../policy/selected.ts'
import { namespaces, nodes } from '../related.ts'
import { template } from './template.ts'

export const baselineAdminNetworkPolicy = defineKind<KubeObject>({
  ...baselineDialect.kind,
  id: 'baselineadminnetworkpolicy',
  segment: 'baselineadminnetworkpolicies',
  Icon: BaselineIcon,
  navigation: { admin: 101 },
  gate: ['cluster-network-policy', 'cluster-network-policy-next'],
  goKey: '',
  alsoCalled: ['baseline admin network policy', 'cluster network policies', 'banp'],
  asksNetwork: true,
  related: {
    list: [],
    detail: [allPods, namespaces],
    form: [allPods, namespaces, nodes],
    removal: [],
  },
  columns: clusterColumns(baselineDialect),
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: formFieldsOf(baselineDialect),
  template,
  // Its checks come with the code of pages that need them.
  checks: [],
  dependants: () => [],
  consequences: policyConsequences,
})
