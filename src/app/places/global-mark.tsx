/** Marks the cluster in which the platform keeps what belongs to it as a whole. */
import { Chip, Tooltip } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/queries.ts'

export function GlobalMark({ cluster }: { cluster: string }) {
  const { t } = useTranslation('places')
  if (useSession().globalCluster !== cluster) return null
  return (
    <Tooltip title={t('cluster.globalHelp')}>
      <Chip label={t('cluster.global')} size="small" variant="outlined" tabIndex={0} sx={{ height: 20 }} />
    </Tooltip>
  )
}
