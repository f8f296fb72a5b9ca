import { Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'

/** How many rows a list has, and how many of them the filter lets through. */
export function Count({ shown, all, loading }: { shown: number; all: number; loading: boolean }) {
  const { t } = useTranslation('app')
  return (
    <Typography
      variant="body2"
      color="textSecondary"
      aria-live="polite"
      sx={{ fontVariantNumeric: 'tabular-nums' }}
    >
      {loading ? '' : shown === all ? all : t('countOf', { shown, all })}
    </Typography>
  )
}
