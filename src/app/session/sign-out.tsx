/** Signs out: at once where nothing would be lost, after a question otherwise. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { usePageKeeper } from './context.ts'
import { hasUnsaved, unsavedNow } from './unsaved.ts'
import { UnsavedWarning } from './unsaved-warning.tsx'

export function useSignOut() {
  const { t } = useTranslation('session')
  const toast = useToast()
  const { signOut } = usePageKeeper()
  const [isAsking, setAsking] = useState(false)
  return {
    signOut: () => {
      if (hasUnsaved(unsavedNow())) setAsking(true)
      else signOut().catch((error: Error) => toast({ severity: 'error', text: error.message }))
    },
    question: isAsking && (
      <ConfirmDialog
        title={t('signOut.title')}
        action={t('signOut.action')}
        onClose={() => setAsking(false)}
        onConfirm={signOut}
      >
        <UnsavedWarning />
      </ConfirmDialog>
    ),
  }
}
