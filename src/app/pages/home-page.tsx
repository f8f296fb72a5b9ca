/** The bare address leads to the first page of the view that the user can use. */
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined'
import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSession } from '../api/queries.ts'
import { useHomeCluster } from '../places/home-cluster.ts'
import { listPath, scopePath, useScope } from '../scope.ts'
import { kindsInView } from '../shell/side-nav.tsx'
import { UnknownPage } from './error-pages.tsx'

export function HomePage() {
  const { t } = useTranslation('app')
  const cluster = useHomeCluster(useSession())
  if (cluster === undefined) return <LoadingRows label={t('loading')} />
  if (cluster === null) {
    return (
      <Notice icon={<CloudOffIcon />} title={t('noClusters.title')}>
        {t('noClusters.text')}
      </Notice>
    )
  }
  return <Navigate replace to={scopePath({ view: 'admin', cluster })} />
}

/** The address of a scope alone leads to the first kind of its view. */
export function ScopeHome() {
  const scope = useScope()
  const [first] = kindsInView(scope.view)
  return first === undefined ? <UnknownPage /> : <Navigate replace to={listPath(scope, first)} />
}
