/** What the editor page says about a save: refused, overtaken by somebody else, merged. */
import { Alert, AlertTitle, Box, Button } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { StatusError } from '../../k8s/status.ts'

/** With `onTakeOver`, a change by somebody else can be taken over. */
export function RefusalNotice(props: {
  error: StatusError
  onTakeOver: (() => void) | undefined
  disabled: boolean
}) {
  const { t } = useTranslation('app')
  const { error, onTakeOver } = props
  if (error.reason === 'Conflict' && onTakeOver !== undefined) {
    return (
      <Alert
        severity="warning"
        action={
          <Button disabled={props.disabled} onClick={onTakeOver}>
            {t('conflictTakeOver')}
          </Button>
        }
      >
        <AlertTitle>{t('conflict')}</AlertTitle>
        {t('conflictText')}
      </Alert>
    )
  }
  const unanswered = error.reason === 'Unreachable' || error.code >= 500
  return (
    <Alert severity="error">
      <AlertTitle>{t(unanswered ? 'notSaved' : 'refused')}</AlertTitle>
      <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
        {error.message}
      </Box>
    </Alert>
  )
}

export function MergedNotice() {
  const { t } = useTranslation('app')
  return <Alert severity="success">{t('takenOver')}</Alert>
}
