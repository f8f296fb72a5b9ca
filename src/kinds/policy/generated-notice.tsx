/** Says of a policy that something else writes that changing it here is of no use. */
import { Alert } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { ownerOf } from './check-subject.ts'
import './words.ts'

export function GeneratedNotice({ object }: { object: unknown }) {
  const { t } = useTranslation('policy')
  const owner = ownerOf(object)
  if (owner === null) return null
  return (
    <Alert severity="info" role="note">
      {t('check.generated', owner)}
    </Alert>
  )
}
