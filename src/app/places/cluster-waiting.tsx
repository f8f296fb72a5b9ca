/** Stands where a page will be while its cluster has not answered yet, and does not go on like that for ever. */
import HourglassIcon from '@mui/icons-material/HourglassEmptyOutlined'
import { Button } from '@mui/material'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSession } from '../api/queries.ts'
import { clustersPath } from './page-addresses.ts'

/** Longer than healthy clusters take. */
const patienceMilliseconds = 3_000

export function ClusterWaiting({ cluster }: { cluster: string }) {
  const { t } = useTranslation('places')
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), patienceMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  if (!isLong) return <LoadingRows label={t('health.waiting', { cluster })} />
  return (
    <Notice
      icon={<HourglassIcon />}
      title={t('health.waiting', { cluster })}
      actions={<OtherClusters cluster={cluster} />}
    >
      {t('health.waitingHelp')}
    </Notice>
  )
}

/** The way to the others, where there are any. */
export function OtherClusters({ cluster }: { cluster: string }) {
  const { t } = useTranslation('places')
  if (useSession().clusters.length < 2) return null
  return (
    <Button component={Link} to={clustersPath(cluster)}>
      {t('clusters.title')}
    </Button>
  )
}
