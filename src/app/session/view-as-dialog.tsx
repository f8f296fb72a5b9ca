/** Asks whom to look at the console as. */
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../k8s/shape.ts'
import { usePageKeeper } from './context.ts'
import { NameField, NameList } from './name-list-field.tsx'
import { beginViewAs } from './own-requests.ts'
import { useMayViewAs } from './reviews.ts'
import { UnsavedWarning } from './unsaved-warning.tsx'

export default function ViewAsDialog({ cluster, onClose }: { cluster: string; onClose: () => void }) {
  const { t } = useTranslation('session')
  const id = useId()
  const { keeper } = usePageKeeper()
  const { data: may } = useMayViewAs(cluster)
  const [user, setUser] = useState('')
  const [groups, setGroups] = useState<readonly string[]>([])
  const [isAsked, setAsked] = useState(false)
  const [running, setRunning] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const name = user.trim()
  const isMissing = isAsked && name === ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (name === '') {
      document.getElementById(`${id}-user`)?.focus()
      return
    }
    setRunning(true)
    setFailure(null)
    try {
      const wanted = groups.map((group) => group.trim()).filter((group) => group !== '')
      await beginViewAs({ user: name, groups: [...new Set(wanted)], write: false })
      await keeper.viewChanged()
    } catch (error) {
      setFailure(messageOf(error))
      setRunning(false)
    }
  }
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby={id}>
      <form onSubmit={submit} noValidate autoComplete="off">
        <DialogTitle id={id} variant="h1">
          {t('viewAs.title')}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <Typography>{t('viewAs.text')}</Typography>
          <NameField
            id={`${id}-user`}
            label={t('viewAs.user')}
            value={user}
            onChange={setUser}
            problem={isMissing ? t('viewAs.userMissing') : null}
            help={t('viewAs.userHelp')}
            autoFocus
          />
          {may?.groups === false ? (
            <Typography variant="body2" color="textSecondary">
              {t('viewAs.noGroups')}
            </Typography>
          ) : (
            <NameList
              label={t('viewAs.groups')}
              help={t('viewAs.groupsHelp')}
              add={t('viewAs.addGroup')}
              nameOf={(number) => t('viewAs.group', { number })}
              remove={(number) => t('viewAs.removeGroup', { number })}
              values={groups}
              onChange={setGroups}
            />
          )}
          <UnsavedWarning />
          {failure !== null && <Alert severity="error">{failure}</Alert>}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="contained" disabled={running}>
            {name === '' ? t('viewAs.begin') : t('viewAs.beginAs', { user: name })}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
