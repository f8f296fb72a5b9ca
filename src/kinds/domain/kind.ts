import LanguageIcon from '@mui/icons-material/LanguageOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind } from '../kind.ts'
import {
  allTlsSecrets,
  domains,
  endpointSlices,
  ingressClasses,
  platformProjects,
  services,
  tlsSecrets,
} from '../related.ts'
import {
  CertificateCell,
  ClusterCell,
  certificateSays,
  certificateText,
  clusterText,
  ProjectCell,
  projectText,
  TypeCell,
  typeText,
} from './cells.tsx'
import { checks } from './checks.ts'
import { domainOf } from './spec.ts'
import { template } from './template.ts'
import { usesOf, usingKinds } from './usage.ts'

export const domain = defineKind<KubeObject>({
  ...domains,
  id: 'domain',
  segment: 'domains',
  Icon: LanguageIcon,
  navigation: { admin: 20 },
  goKey: 'd',
  alsoCalled: ['domain name', 'domain names', 'wildcard domain', 'assign', 'allocate', 'allocation'],
  title: domainOf,
  related: {
    list: [allTlsSecrets],
    detail: [allTlsSecrets, tlsSecrets, domains, ...usingKinds, ingressClasses, services, endpointSlices],
    form: [domains, platformProjects, allTlsSecrets],
    removal: usingKinds,
  },
  columns: [
    { id: 'type', header: 'domain:column.type', Cell: TypeCell, text: typeText, width: 148 },
    { id: 'cluster', header: 'domain:column.cluster', Cell: ClusterCell, text: clusterText, width: 156 },
    {
      id: 'project',
      header: 'domain:column.project',
      Cell: ProjectCell,
      text: projectText,
      width: 156,
      telling: true,
    },
    {
      id: 'certificate',
      header: 'domain:column.certificate',
      Cell: CertificateCell,
      text: certificateText,
      says: certificateSays,
    },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: ['spec.name', 'spec.kind'],
  template,
  checks,
  dependants: usesOf,
})
