/** Says of a policy that something else writes that changing it here is of no use. */
import { Alert } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { isolatedProject } from '../isolation.ts'
import { ownerOf } from './check-subject.ts'
import './words.ts'

export function GeneratedNotice({ object, labelDomain }: { object: unknown; labelDomain: string }) {
  const { t } = useTranslation('policy')
  const owner = ownerOf(object)
  const project = isolatedProject(object, labelDomain)
  if (owner === null && project === null) return null
  return (
    <Alert severity="info" role="note">
      {owner === null ? t('check.isolation', { project }) : t('check.generated', owner)}
    </Alert>
  )
}
