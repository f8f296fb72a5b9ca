/** Cluster Network Policies: projects are isolated from each other, once for the whole cluster. */
import ShieldIcon from '@mui/icons-material/ShieldOutlined'
import { Box, Button } from '@mui/material'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServedType } from '../../k8s/resource.ts'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Marked } from '../../ui/marked.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { lackText } from '../access/may.ts'
import { Refusal } from '../access/refusal.tsx'
import { useDiscovery, useSession } from '../api/queries.ts'
import { ClusterUnreachable } from '../pages/error-pages.tsx'
import { PageHead } from '../pages/kind-page.tsx'
import { useTitle } from '../pages/title.ts'
import { ClusterWaiting } from '../places/cluster-waiting.tsx'
import { useScope } from '../scope.ts'
import { ConfiguredPanels } from './configured-panels.tsx'
import { IsolationForm } from './isolation-form.tsx'
import { NetworkNotes } from './network-notes.tsx'
import { isolationTitle } from './page-address.ts'
import { type Isolation, useIsolation } from './use-isolation.ts'
import './words.ts'

export function IsolationPage() {
  const { t } = useTranslation()
  const { cluster } = useScope()
  const { gates } = useSession()
  const title = t(isolationTitle(gates))
  const { data: discovery, error } = useDiscovery(cluster)
  useTitle(title)
  if (!gates['cluster-network-policy'])
    return (
      <Notice icon={<ShieldIcon />} title={t('app:gateOff.title', { kinds: title })}>
        {t('app:gateOff.text', { gate: 'cluster-network-policy' })}
      </Notice>
    )
  if (discovery === undefined)
    return error === null ? (
      <ClusterWaiting cluster={cluster} />
    ) : (
      <ClusterUnreachable cluster={cluster} error={error} />
    )
  const type = discovery.find('networking.k8s.io', 'NetworkPolicy')
  // Every cluster serves it; one that does not has no use for this page.
  if (type === null) return <Notice icon={<ShieldIcon />} title={t('isolation:notServed')} />
  return <OfCluster key={cluster} cluster={cluster} type={type} title={title} />
}

function OfCluster({ cluster, type, title }: { cluster: string; type: ServedType; title: string }) {
  const { t } = useTranslation('app')
  const [isForm, setIsForm] = useState(false)
  const isolation = useIsolation(cluster, type)
  // Once it is open it stays, with what was typed, whatever becomes of the connection.
  if (isForm) return <IsolationForm isolation={isolation} title={title} onClose={() => setIsForm(false)} />
  return (
    <>
      <PageHead title={title} aside={<Mono quiet>{cluster}</Mono>} />
      {isolation.phase === 'loading' && <LoadingRows label={t('loading')} />}
      {isolation.phase === 'refused' && <Refused isolation={isolation} title={title} />}
      {isolation.phase === 'ready' && <Content isolation={isolation} onConfigure={() => setIsForm(true)} />}
    </>
  )
}

function Content({ isolation, onConfigure }: { isolation: Isolation; onConfigure: () => void }) {
  const { t } = useTranslation('isolation')
  const { standing, projects, naming } = isolation
  const isEmpty = projects.size === 0 && standing.settings === null
  return (
    <Page>
      <NetworkNotes cluster={isolation.cluster} />
      {standing.settings !== null && <ConfiguredPanels isolation={isolation} onConfigure={onConfigure} />}
      {standing.settings === null && isEmpty && (
        <Notice icon={<ShieldIcon />} title={t('noProjects')}>
          <Marked text={t('noProjectsText', { label: naming.projectLabel })} />
        </Notice>
      )}
      {standing.settings === null && !isEmpty && (
        <Notice
          icon={<ShieldIcon />}
          title={t('none')}
          actions={
            <Button variant="contained" onClick={onConfigure}>
              {t('configureNow')}
            </Button>
          }
        >
          {t('noneText')}
        </Notice>
      )}
    </Page>
  )
}

/** The part of the page that scrolls. */
function Page({ children }: { children: ReactNode }) {
  return (
    <Box sx={{ px: 3, pb: 3, overflow: 'auto', flex: 1, minHeight: 0 }}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>{children}</Box>
    </Box>
  )
}

function Refused({ isolation, title }: { isolation: Isolation; title: string }) {
  const { t } = useTranslation()
  const lacks = isolation.refused.map(({ plural }) =>
    lackText(t, { verb: 'list', resource: plural, group: '' }, []),
  )
  return (
    <Notice icon={<ShieldIcon />} title={t('app:listRefused', { kinds: title })}>
      <Refusal cluster={isolation.cluster} lacks={lacks.join('; ')} message={isolation.refused[0]?.message} />
    </Notice>
  )
}
