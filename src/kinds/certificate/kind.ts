import VerifiedIcon from '@mui/icons-material/VerifiedUserOutlined'
import { lazy } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import { domainOf } from '../domain/spec.ts'
import { defineKind } from '../kind.ts'
import { allTlsSecrets, domains, namespaces, platformProjects, tlsSecrets } from '../related.ts'
import { ProjectCell, projectText, UsageCell, usageText } from './cells.tsx'
import { checks } from './checks.ts'
import { template } from './template.ts'
import { domainsNamed, usesOf, usingKinds } from './usage.ts'

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
    removal: [...usingKinds, domains],
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
  actions: [
    {
      id: 'update-project',
      Form: lazy(() => import('./assignment.tsx')),
      fits: ({ metadata }, world) => domainsNamed(metadata.name, world).length === 0,
    },
    // Asked for on the page of the Domain that it belongs to, and there alone.
    { id: 'update-content', Form: lazy(() => import('./content.tsx')), fits: () => false },
  ],
  keeps: ({ metadata }, world) => {
    const [domain] = domainsNamed(metadata.name, world)
    return domain === undefined
      ? null
      : { key: 'certificate:kept', values: { domain: domainOf(domain) || domain.metadata.name } }
  },
  template,
  checks,
  dependants: usesOf,
})
