/** What becomes of what was typed and not saved when the page goes. */
import { Alert } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unsavedNow } from './unsaved.ts'

export function UnsavedWarning() {
  const { t } = useTranslation('session')
  // Asked once, as it stands when the question is put: asking writes drafts.
  const [{ typed, isRunning }] = useState(unsavedNow)
  return (
    <>
      {typed !== 'nothing' && (
        <Alert severity={typed === 'kept' ? 'info' : 'warning'}>
          {t(typed === 'kept' ? 'unsaved.kept' : 'unsaved.lost')}
        </Alert>
      )}
      {isRunning && <Alert severity="warning">{t('unsaved.running')}</Alert>}
    </>
  )
}
