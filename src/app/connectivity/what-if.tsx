/** Whether the page judges things as they are, or as if a policy that somebody has typed were saved. */
import { MenuItem, TextField } from '@mui/material'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/queries.ts'
import { draftsOf } from '../editor/draft-place.ts'
import { drafts } from '../editor/drafts.ts'
import { type Unsaved, unsavedIn } from './unsaved.ts'

/** Of this cluster and user, as they are kept in this browser; read again when one comes back to the page. */
export function useUnsaved(cluster: string): readonly Unsaved[] {
  const session = useSession()
  const [at, setAt] = useState(0)
  useEffect(() => {
    const onChange = () => setAt((count) => count + 1)
    addEventListener('storage', onChange)
    addEventListener('focus', onChange)
    return () => {
      removeEventListener('storage', onChange)
      removeEventListener('focus', onChange)
    }
  }, [])
  return useMemo(() => {
    void at
    return unsavedIn(drafts.under(`${draftsOf(session, cluster)}/`))
  }, [session, cluster, at])
}

export function WhatIf(props: { all: readonly Unsaved[]; chosen: string; onChoose: (id: string) => void }) {
  const { t } = useTranslation('connectivity')
  const { all, chosen, onChoose } = props
  if (all.length === 0) return null
  return (
    <TextField
      select
      label={t('whatIf.label')}
      value={chosen}
      onChange={({ target }) => onChoose(target.value)}
      helperText={chosen === '' ? undefined : t('whatIf.on')}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      sx={{ mx: 3, mb: 1.5, mt: 0.5, minWidth: 240, alignSelf: 'flex-start', maxWidth: 'calc(100% - 48px)' }}
    >
      <MenuItem value="">{t('whatIf.asItIs')}</MenuItem>
      {all.map(({ id, names }) => (
        <MenuItem key={id} value={id}>
          {t('whatIf.with', { names: names.join(', ') })}
        </MenuItem>
      ))}
    </TextField>
  )
}
