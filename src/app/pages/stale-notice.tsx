/** Says that what is shown may be out of date, since when, and why. */
import { Alert, Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Kind } from '../../kinds/kind.ts'
import type { WatchState } from '../../wire.ts'
import { useKindWords } from '../kind-words.ts'
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

/** The same of what cannot be followed at all. */
export function OnceNotice(props: { kind: Kind; state: WatchState; onReadAgain: () => void }) {
  const { t, i18n } = useTranslation('app')
  const { many } = useKindWords(props.kind)
  const { phase, since } = props.state
  if (phase !== 'live') return null
  const time = new Date(since).toLocaleTimeString(i18n.language)
  return (
    <Alert
      severity="info"
      role="note"
      sx={{ mx: 3, mb: 1.5 }}
      action={
        <Button size="small" color="inherit" onClick={props.onReadAgain} sx={{ whiteSpace: 'nowrap' }}>
          {t('resources.readAgain')}
        </Button>
      }
    >
      {t('resources.once', { kinds: many, time })}
    </Alert>
  )
}
