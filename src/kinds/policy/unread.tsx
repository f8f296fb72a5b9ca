/** What could not be read, and so is not in what was worked out. */
import { Alert } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { World } from '../world.ts'
import { clusterKinds } from './cluster-world.ts'
import './words.ts'

export function Unread({ world, isPartial }: { world: World; isPartial: boolean }) {
  const { t } = useTranslation('policy')
  const unread = clusterKinds.filter((kind) => ['refused', 'stale'].includes(world.availability(kind)))
  if (unread.length === 0 && !isPartial) return null
  return (
    <Alert severity="info" role="note">
      {isPartial && <div>{t('unread.elsewhere')}</div>}
      {unread.length > 0 && (
        <div>{t('unread.kinds', { kinds: [...new Set(unread.map(({ kind }) => kind))].join(', ') })}</div>
      )}
    </Alert>
  )
}
