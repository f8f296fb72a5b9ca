/** Says that what is shown may be out of date, since when, and why. */
import { Alert } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { WatchState } from '../../wire.ts'
import { availabilityOf } from '../live/world.ts'

export function StaleNotice({ state }: { state: WatchState }) {
  const { t, i18n } = useTranslation('app')
  if (availabilityOf([state]) !== 'stale') return null
  const time = new Date(state.since).toLocaleTimeString(i18n.language)
  return (
    <Alert severity="warning" sx={{ mx: 3, mb: 1.5 }}>
      {t('stale', { time, reason: state.reason?.message ?? '' })}
    </Alert>
  )
}
