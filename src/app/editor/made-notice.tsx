/** Says, quietly, that a controller or a tool made the object that is edited. */
import SyncLockIcon from '@mui/icons-material/SyncLockOutlined'
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { makerOf } from '../../k8s/maker.ts'
import type { KubeObject } from '../../k8s/objects.ts'

export function MadeNotice({ object }: { object: KubeObject | null }) {
  const { t } = useTranslation('app')
  const maker = makerOf(object)
  if (maker === null) return null
  return (
    <Box role="note" sx={{ display: 'flex', gap: 1, color: 'text.secondary' }}>
      <SyncLockIcon aria-hidden sx={{ fontSize: 18 }} />
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>
        {t(`made.${maker.tool}`, { name: maker.name })}
      </Typography>
    </Box>
  )
}
