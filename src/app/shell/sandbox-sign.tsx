/** Says that what one sees is no real cluster. */
import { Chip, Tooltip } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { useSession } from '../api/queries.ts'

export function SandboxSign() {
  const { t } = useTranslation('app')
  if (!useSession().sandbox) return null
  return (
    <Tooltip title={t('sandboxHelp')}>
      <Chip label={t('sandbox')} size="small" variant="outlined" color="warning" tabIndex={0} />
    </Tooltip>
  )
}
