/** Stands where a field would: the YAML holds what it cannot show. The value stays as it is. */
import { Box, Button, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { State } from '../state.tsx'
import { useForm } from './context.ts'

export function MisfitNotice({ at }: { at: Path }) {
  const { t } = useTranslation('ui')
  const { frozen, jump } = useForm()
  return (
    <Box
      role="note"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        pl: 1.5,
        pr: 0.5,
        minHeight: 40,
      }}
    >
      <Typography variant="body2" sx={{ flex: '1 1 200px', py: 0.5 }}>
        <State tone="unknown">{t('misfit')}</State>
      </Typography>
      <Button disabled={frozen} onClick={() => jump(at)}>
        {t('showInYaml')}
      </Button>
    </Box>
  )
}
