/** Says that the page was made for somebody else than who is signed in now, before it goes. */
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useToast } from '../../ui/toast.tsx'
import type { Session } from '../../wire.ts'
import { usePageKeeper } from './context.ts'
import { personsOf } from './identity.ts'
import { endViewAs } from './own-requests.ts'
import { SignInDialog } from './sign-in-dialog.tsx'
import { UnsavedWarning } from './unsaved-warning.tsx'

/** `before` is of this page, `now` is of the next. */
export function OtherPersonDialog({ before, now }: { before: Session; now: Session }) {
  const { t } = useTranslation('session')
  const id = useId()
  const { keeper } = usePageKeeper()
  const toast = useToast()
  const failed = (error: Error) => toast({ severity: 'error', text: error.message })
  const [isReturning, setReturning] = useState(false)
  const persons = personsOf(before, now)
  const isView = before.user?.name === now.user?.name && now.viewAs !== null && before.viewAs === null
  const isOtherUser = before.viewAs === null && now.viewAs === null
  if (isReturning) {
    return (
      <SignInDialog
        title={t('again.title')}
        text={t('again.text', { name: persons.before })}
        session={before}
        cluster={null}
        onSignedIn={async () => {
          const isKept = await keeper.signedIn()
          if (isKept) setReturning(false)
          return isKept
        }}
        onClose={() => setReturning(false)}
      />
    )
  }
  const stopView = () => void endViewAs().then(keeper.viewChanged).catch(failed)
  return (
    <Dialog open maxWidth="xs" fullWidth aria-labelledby={id} sx={{ zIndex: 'tooltip' }}>
      <DialogTitle id={id} variant="h1">
        {t(isView ? 'other.viewTitle' : 'other.title', { name: persons.now })}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography>{t('other.text', { before: persons.before, now: persons.now })}</Typography>
        <UnsavedWarning />
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap' }}>
        {isView && <Button onClick={stopView}>{t('viewAs.stop')}</Button>}
        {isOtherUser && (
          <Button onClick={() => setReturning(true)}>{t('other.return', { name: persons.before })}</Button>
        )}
        <Button variant="contained" autoFocus onClick={keeper.goOnAsOther}>
          {t('other.goOn', { name: persons.now })}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
