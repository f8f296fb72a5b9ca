/** What the pages of a kind have in common: they know their kind, its served type, and where they are. */
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined'
import { Box, Button, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Discovery } from '../../k8s/discovery.ts'
import type { ResourceType } from '../../k8s/resource.ts'
import { kinds } from '../../kinds/index.ts'
import type { Kind } from '../../kinds/kind.ts'
import { Notice } from '../../ui/notice.tsx'
import { discoveryQuery, useDiscovery } from '../api/queries.ts'
import { type Scope, useScope } from '../scope.ts'
import { UnknownPage } from './error-pages.tsx'

export interface KindPageProps {
  readonly scope: Scope
  readonly kind: Kind
  readonly type: ResourceType
  readonly discovery: Discovery
}

/** Resolves kind and type, and explains instead where there is none. */
export function withKind(Page: (props: KindPageProps) => ReactNode): () => ReactNode {
  return function KindPage() {
    const { t } = useTranslation()
    const { segment, namespace = '', name = '' } = useParams()
    const scope = useScope()
    const queries = useQueryClient()
    const { data: discovery, error } = useDiscovery(scope.cluster)
    const kind = kinds.find((each) => each.segment === segment && each.navigation[scope.view] !== undefined)
    if (kind === undefined) return <UnknownPage />
    if (discovery === undefined) {
      if (error === null) return null
      return (
        <Notice
          icon={<CloudOffIcon />}
          title={t('app:clusterUnreachable', { cluster: scope.cluster })}
          actions={
            <Button
              variant="outlined"
              onClick={() => void queries.resetQueries(discoveryQuery(scope.cluster))}
            >
              {t('app:tryAgain')}
            </Button>
          }
        >
          {error.message}
        </Notice>
      )
    }
    const type = discovery.find(kind.group, kind.kind, kind.versions)
    if (type === null) {
      return (
        <Notice icon={<kind.Icon />} title={t('app:notServed.title', { kinds: t(`${kind.id}:many`) })}>
          {t('app:notServed.text', { kind: kind.kind, group: kind.group })}
        </Notice>
      )
    }
    return (
      <Page
        key={[scope.cluster, kind.id, namespace, name].join('/')}
        scope={scope}
        kind={kind}
        type={type}
        discovery={discovery}
      />
    )
  }
}

/** The title line of a page: title, what qualifies it, and the page's actions. */
export function PageHead(props: { title: ReactNode; aside?: ReactNode; actions?: ReactNode }) {
  return (
    <Box sx={{ px: 3, pt: 2, pb: 1.5, display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
      <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
        {props.title}
      </Typography>
      {props.aside}
      <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>{props.actions}</Box>
    </Box>
  )
}
