/** Below a log: whether it is live, how much of it there is, and what came meanwhile. */
import { Box, Button, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { lineLimits } from '../../ui/logs/line-store.ts'
import { State, type Tone } from '../../ui/state.tsx'
import type { LogState } from './log-reader.ts'
import type { ShownLog } from './use-log.ts'

export interface LogFooterProps {
  readonly log: ShownLog
  readonly isOver: boolean
  readonly isFollowed: boolean
  readonly loaded: number
  readonly shown: number
  readonly filter: string
  /** Lines that came since the end was left; null at the end. */
  readonly waiting: number | null
  readonly onToEnd: () => void
}

const tones: Readonly<Record<LogState['phase'], Tone>> = {
  opening: 'waiting',
  reading: 'good',
  waiting: 'waiting',
  ended: 'good',
  gone: 'warning',
  refused: 'danger',
}

export function LogFooter(props: LogFooterProps) {
  const { t } = useTranslation('logs')
  const { log, loaded, shown, filter, waiting, onToEnd } = props
  const number = (value: number) => value.toLocaleString()
  const isKnown = log.state.phase === 'reading' || log.state.phase === 'ended'
  return (
    <Box sx={footerStyle}>
      <Typography variant="caption" role="status" sx={{ overflowWrap: 'anywhere' }}>
        <State tone={tones[log.state.phase]}>{useStateText(props)}</State>
      </Typography>
      <Typography variant="caption" color="textSecondary" sx={{ flex: 1 }}>
        {filter === ''
          ? t('count', { count: loaded, formatted: number(loaded) })
          : t('countOf', { shown: number(shown), all: number(loaded) })}
        {log.count > log.lines.length && ` · ${t('dropped', { formatted: number(lineLimits.lines) })}`}
        {isKnown && loaded === 0 && ` · ${t('empty')}`}
        {filter !== '' && loaded > 0 && shown === 0 && ` · ${t('noMatch', { text: filter })}`}
      </Typography>
      {waiting !== null && (
        <Button variant="outlined" onClick={onToEnd}>
          {waiting > 0 ? t('newLines', { count: waiting, formatted: number(waiting) }) : t('toEnd')}
        </Button>
      )}
    </Box>
  )
}

function useStateText({ log: { state }, isOver, isFollowed }: LogFooterProps): string {
  const { t } = useTranslation('logs')
  const { phase, message } = state
  if (phase === 'reading') return isFollowed ? t('state.reading') : t('state.read')
  if (phase === 'waiting') return message === '' ? t('state.waiting') : t('state.waitingWhy', { message })
  if (phase === 'ended') return isOver ? t('state.over') : t('state.ended')
  if (phase === 'refused') return t('state.refused', { message })
  return phase === 'gone' ? t('state.gone') : t('state.opening')
}

const footerStyle = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 2,
  rowGap: 0.5,
  px: 2,
  py: 0.5,
  minHeight: 42,
  borderTop: 1,
  borderColor: 'divider',
} as const
