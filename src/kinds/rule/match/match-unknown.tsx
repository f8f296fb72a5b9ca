/** What the console does not know stays as it is: shown, with a word on it, and changed in the YAML. */
import { Box, Button, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../../k8s/fieldpath.ts'
import { useForm } from '../../../ui/fields/context.ts'
import { Mono } from '../../../ui/mono.tsx'
import { State } from '../../../ui/state.tsx'

export function Unknown({ path, value, text }: { path: Path; value: unknown; text: string }) {
  const { t } = useTranslation('match')
  const { frozen, jump } = useForm()
  return (
    <Box
      role="note"
      data-path={path.join('.')}
      sx={{ display: 'grid', gap: 0.5, border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5 }}
    >
      <Typography variant="body2">
        <State tone="unknown">{text}</State>
      </Typography>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <Mono>{JSON.stringify(value)}</Mono>
      </Box>
      <Box>
        <Button disabled={frozen} onClick={() => jump(path)} sx={{ ml: -1 }}>
          {t('showInYaml')}
        </Button>
      </Box>
    </Box>
  )
}
