/** Asks before the values of Secrets go into a file. */
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

export function SecretExport(props: { count: number; onClose: () => void; onExport: () => void }) {
  const { t } = useTranslation('app')
  const id = useId()
  return (
    <Dialog open onClose={props.onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id} variant="h1">
        {t('bulk.export.secretsTitle', { count: props.count })}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography>{t('bulk.export.secretsText')}</Typography>
        <Alert severity="warning" role="note">
          {t('bulk.export.secretsWarning')}
        </Alert>
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('cancel')}</Button>
        <Button variant="contained" onClick={props.onExport}>
          {t('bulk.export.secretsAction')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
