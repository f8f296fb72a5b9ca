/** Whether the page follows the cluster, or since when it does not. */
import { Box, Tooltip } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { State } from '../../ui/state.tsx'
import { useConnectionState } from '../live/hooks.ts'

export function LiveState({ narrow }: { narrow: boolean }) {
  const { t, i18n } = useTranslation('app')
  const { phase, since } = useConnectionState()
  const time = new Date(since).toLocaleTimeString(i18n.language)
  const words =
    phase === 'open' ? t('live') : phase === 'connecting' ? t('connecting') : t('lostSince', { time })
  const help = phase === 'open' ? t('liveHelp') : phase === 'connecting' ? t('connectingHelp') : t('lostHelp')
  return (
    <Tooltip title={narrow ? `${words}. ${help}` : help}>
      <Box role="status" aria-label={words} tabIndex={0} sx={{ px: 0.5, fontSize: 13, whiteSpace: 'nowrap' }}>
        <State tone={phase === 'open' ? 'good' : phase === 'connecting' ? 'waiting' : 'warning'}>
          {narrow ? '' : words}
        </State>
      </Box>
    </Tooltip>
  )
}
