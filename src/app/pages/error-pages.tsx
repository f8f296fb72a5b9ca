/** Pages for addresses that lead nowhere and for what should not have happened. */
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined'
import ExploreOffIcon from '@mui/icons-material/ExploreOffOutlined'
import ReportIcon from '@mui/icons-material/ReportOutlined'
import { Button } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isRouteErrorResponse, Link, useLocation, useRouteError } from 'react-router'
import { Mono } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { discoveryQuery } from '../api/queries.ts'
import { OtherClusters } from '../places/cluster-waiting.tsx'

export function UnknownPage() {
  const { t } = useTranslation('app')
  const { pathname } = useLocation()
  return (
    <Notice icon={<ExploreOffIcon />} title={t('unknownPage.title')} actions={<HomeButton />}>
      {t('unknownPage.text')} <Mono>{pathname}</Mono>
    </Notice>
  )
}

export function UnknownCluster({ name }: { name: string }) {
  const { t } = useTranslation('app')
  return (
    <Notice icon={<ExploreOffIcon />} title={t('unknownCluster.title', { name })} actions={<HomeButton />}>
      {t('unknownCluster.text')}
    </Notice>
  )
}

export function ClusterUnreachable({ cluster, error }: { cluster: string; error: Error }) {
  const { t } = useTranslation('app')
  const queries = useQueryClient()
  return (
    <Notice
      icon={<CloudOffIcon />}
      title={t('clusterUnreachable', { cluster })}
      actions={
        <>
          <Button variant="outlined" onClick={() => void queries.resetQueries(discoveryQuery(cluster))}>
            {t('tryAgain')}
          </Button>
          <OtherClusters cluster={cluster} />
        </>
      }
    >
      {error.message}
    </Notice>
  )
}

export function UnknownProject({ name, reason }: { name: string; reason: string | undefined }) {
  const { t } = useTranslation('app')
  return (
    <Notice icon={<ExploreOffIcon />} title={t('unknownProject.title', { name })} actions={<HomeButton />}>
      {reason ?? t('unknownProject.text')}
    </Notice>
  )
}

export function UnknownNamespace({ name, project }: { name: string; project: string }) {
  const { t } = useTranslation('app')
  return (
    <Notice icon={<ExploreOffIcon />} title={t('unknownNamespace.title', { name })} actions={<HomeButton />}>
      {t('unknownNamespace.text', { project })}
    </Notice>
  )
}

/** The last resort of the router: says what broke and offers a way on; what was typed elsewhere is untouched. */
export function CrashPage() {
  const { t } = useTranslation('app')
  const error = useRouteError()
  const message = isRouteErrorResponse(error)
    ? error.statusText
    : error instanceof Error
      ? error.message
      : String(error)
  // Each browser has words of its own for a module that it could not fetch.
  const unloaded = /dynamically imported module|module script failed|loading module/i.test(message)
  return (
    <Notice
      icon={<ReportIcon />}
      title={t(unloaded ? 'unloaded.title' : 'crash.title')}
      actions={
        <>
          <Button variant="outlined" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
          <Button href="/">{t('home')}</Button>
        </>
      }
    >
      {unloaded ? (
        t('unloaded.text')
      ) : (
        <>
          {t('crash.text')} <Mono>{message}</Mono>
        </>
      )}
    </Notice>
  )
}

export function HomeButton() {
  const { t } = useTranslation('app')
  return (
    <Button variant="outlined" component={Link} to="/">
      {t('home')}
    </Button>
  )
}
