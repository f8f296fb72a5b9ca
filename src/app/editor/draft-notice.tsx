/** Offers what was typed the last time. Nothing of it is put into the page by itself. */
import { Alert, Box, Button } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

const minute = 60_000
const units = [
  { unit: 'day', milliseconds: 24 * 60 * minute },
  { unit: 'hour', milliseconds: 60 * minute },
  { unit: 'minute', milliseconds: minute },
] as const

export interface DraftNoticeProps {
  readonly savedAt: number
  readonly onContinue: () => void
  readonly onDiscard: () => void
}

export function DraftNotice({ savedAt, onContinue, onDiscard }: DraftNoticeProps) {
  const { t, i18n } = useTranslation('app')
  const [passed] = useState(() => Date.now() - savedAt)
  const step = units.find(({ milliseconds }) => passed >= milliseconds)
  const ago =
    step &&
    new Intl.RelativeTimeFormat(i18n.language).format(-Math.floor(passed / step.milliseconds), step.unit)
  return (
    <Alert severity="info">
      <span title={new Date(savedAt).toLocaleString(i18n.language)}>
        {ago === undefined ? t('draft.offerNow') : t('draft.offer', { ago })}
      </span>
      <Box sx={{ mt: 0.5, ml: -0.75, display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        <Button size="small" onClick={onContinue}>
          {t('draft.continue')}
        </Button>
        <Button size="small" color="inherit" onClick={onDiscard}>
          {t('draft.discard')}
        </Button>
      </Box>
    </Alert>
  )
}
