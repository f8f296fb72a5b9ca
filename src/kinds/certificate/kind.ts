import VerifiedIcon from '@mui/icons-material/VerifiedUserOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { defineKind } from '../kind.ts'
import { allTlsSecrets, domains, namespaces, platformProjects, tlsSecrets } from '../related.ts'
import { ProjectCell, projectText, UsageCell, usageText } from './cells.tsx'
import { checks } from './checks.ts'
import { template } from './template.ts'
import { usesOf, usingKinds } from './usage.ts'

export const certificate = defineKind<KubeObject>({
  ...tlsSecrets,
  id: 'certificate',
  segment: 'certificates',
  Icon: VerifiedIcon,
  navigation: { admin: 30 },
  goKey: 'c',
  alsoCalled: ['tls', 'tls secret', 'ssl', 'assign', 'allocate'],
  related: {
    list: [...usingKinds, domains],
    detail: [...usingKinds, domains],
    form: [namespaces, platformProjects, allTlsSecrets, domains],
    removal: usingKinds,
  },
  heavyColumns: () => import('./columns.tsx'),
  columns: [
    { id: 'project', header: 'certificate:column.project', Cell: ProjectCell, text: projectText, width: 140 },
    {
      id: 'usage',
      header: 'certificate:column.usage',
      Cell: UsageCell,
      text: usageText,
      sortValue: (object, world) => usesOf(object, world).length,
      width: 120,
    },
  ],
  Overview: lazy(() => import('./detail.tsx')),
  Form: lazy(() => import('./form.tsx')),
  formFields: ['type', 'data'],
  template,
  checks,
  dependants: usesOf,
})
