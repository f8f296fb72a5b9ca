/** Leads through making several objects; what is chosen in its steps is in the address. */
import { Box } from '@mui/material'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import type { Discovery } from '../../k8s/discovery.ts'
import { type Setup, setupAt } from '../../kinds/setups.ts'
import { Notice } from '../../ui/notice.tsx'
import { useDiscovery, useFreshDiscovery, useSession } from '../api/queries.ts'
import { useWorld } from '../live/world.ts'
import { ClusterWaiting } from '../places/cluster-waiting.tsx'
import { ToComponents } from '../places/parts-missing.tsx'
import { useScope } from '../scope.ts'
import { ClusterUnreachable, UnknownPage } from './error-pages.tsx'
import { PageHead } from './kind-page.tsx'
import { missingOf } from './setup-links.tsx'
import { useTitle } from './title.ts'

export function SetupPage() {
  const { setup: id = '' } = useParams()
  const { cluster } = useScope()
  const { data: discovery, error } = useDiscovery(cluster)
  const setup = setupAt(id)
  if (setup === null) return <UnknownPage />
  if (discovery === undefined) {
    return error === null ? (
      <ClusterWaiting cluster={cluster} />
    ) : (
      <ClusterUnreachable cluster={cluster} error={error} />
    )
  }
  const missing = missingOf(setup, discovery)
  return missing.length > 0 ? (
    <Missing cluster={cluster} title={setup.title} kinds={missing} />
  ) : (
    <Steps key={`${cluster} ${id}`} setup={setup} cluster={cluster} discovery={discovery} />
  )
}

function Missing({ cluster, title, kinds }: { cluster: string; title: string; kinds: readonly string[] }) {
  const { t } = useTranslation()
  // It may be installed at any moment.
  useFreshDiscovery(cluster)
  useTitle(t(title))
  return (
    <Notice title={t(title)} actions={<ToComponents cluster={cluster} />}>
      {t('app:setupMissing', { kinds: kinds.join(', ') })}
    </Notice>
  )
}

function Steps(props: { setup: Setup; cluster: string; discovery: Discovery }) {
  const { t } = useTranslation()
  const { setup, cluster, discovery } = props
  const { labelDomain } = useSession()
  const [parameters, setParameters] = useSearchParams()
  const reach = { cluster, namespaces: null }
  const world = useWorld(setup.steps, reach, { discovery, labelDomain, project: null })
  useTitle(t(setup.title))
  return (
    <>
      <PageHead title={t(setup.title)} />
      <Box sx={{ px: 3, pb: 3, overflow: 'auto', flex: 1, minHeight: 0 }}>
        <Box sx={{ maxWidth: 960 }}>
          <Suspense>
            <setup.View
              world={world}
              place={cluster}
              chosen={Object.fromEntries(parameters)}
              onChoose={(step, name) =>
                setParameters(
                  (before) => new URLSearchParams({ ...Object.fromEntries(before), [step]: name }),
                  {
                    replace: true,
                  },
                )
              }
            />
          </Suspense>
        </Box>
      </Box>
    </>
  )
}
