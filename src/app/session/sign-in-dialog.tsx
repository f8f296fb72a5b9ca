/** Asks to sign in over the page, which stays as it is. */
import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { SignInMethods, type SignInMethodsProps } from './sign-in-methods.tsx'

export interface SignInDialogProps extends Omit<SignInMethodsProps, 'staysHere'> {
  readonly title: string
  readonly text: string
  readonly onClose: () => void
}

export function SignInDialog({ title, text, onClose, ...methods }: SignInDialogProps) {
  const { t } = useTranslation('session')
  const id = useId()
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="xs"
      fullWidth
      aria-labelledby={id}
      // Also over a dialog of the page that opens while one signs in.
      sx={{ zIndex: 'tooltip' }}
    >
      <DialogTitle id={id} variant="h1">
        {title}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography>{text}</Typography>
        <SignInMethods {...methods} staysHere />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('notNow')}</Button>
      </DialogActions>
    </Dialog>
  )
}
