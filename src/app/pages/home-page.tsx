/** The bare address leads to the first page of the view that the user can use. */
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined'
import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSession } from '../api/queries.ts'
import { useNavigation } from '../navigation/entries.ts'
import { useHomeCluster } from '../places/home-cluster.ts'
import { scopePath, segmentPath, useScope } from '../scope.ts'
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

/** The address of a scope alone leads to the first entry of its navigation. */
export function ScopeHome() {
  const scope = useScope()
  const { kinds, pages } = useNavigation(scope.view)
  const [first] = [...kinds, ...pages]
  return first === undefined ? <UnknownPage /> : <Navigate replace to={segmentPath(scope, first.segment)} />
}
