/** Which of several entrances the request comes to: DNS decides that, which is not known here. */
import { MenuItem, TextField } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { ObjectReference } from '../../ui/links.tsx'

interface Option {
  readonly id: string
  readonly reference: ObjectReference
  /** Whether a rule of it matches. */
  readonly answers: boolean
}

export function EntranceChoice(props: {
  options: readonly Option[]
  value: string
  onChoose: (id: string) => void
}) {
  const { t } = useTranslation('tracing')
  return (
    <TextField
      select
      size="small"
      label={t('entrance')}
      helperText={t('entranceHelp')}
      value={props.value}
      onChange={(event) => props.onChoose(event.target.value)}
      sx={{ maxWidth: 480 }}
    >
      {props.options.map(({ id, reference: { kind, name }, answers }) => (
        <MenuItem key={id} value={id}>
          {t(answers ? 'entranceAnswers' : 'entranceSilent', { kind, name })}
        </MenuItem>
      ))}
    </TextField>
  )
}
