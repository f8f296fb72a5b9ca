/** What the filter of a list understands, by example; fetched when somebody asks. */
import { Box, Popover, Typography } from '@mui/material'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'

export function QueryHelpPanel({ anchor, onClose }: { anchor: HTMLElement; onClose: () => void }) {
  const { t } = useTranslation('app')
  const id = useId()
  const lines: readonly (readonly [string, string])[] = [
    ['web "two words"', t('query.help.words')],
    ['-web', t('query.help.not')],
    ['type=LoadBalancer', t('query.help.equals')],
    ['type:load port:443', t('query.help.contains')],
    ['ns:prod* name:web', t('query.help.names')],
    ['app=web label:app label:!app', t('query.help.labels')],
    ['annotation:owner=team-a', t('query.help.annotations')],
    ['age<2d port>1024', t('query.help.sizes')],
    ['is:pending !ready', t('query.help.states')],
  ]
  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-labelledby': id,
          sx: { p: 2, maxWidth: 'min(560px, calc(100% - 32px))' },
        },
      }}
    >
      <Typography variant="h2" component="h2" id={id} sx={{ mb: 1 }}>
        {t('query.help.title')}
      </Typography>
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: 'max-content 1fr' },
          columnGap: 2,
          rowGap: { xs: 0, sm: 0.5 },
          '& dd': { m: 0, mb: { xs: 1, sm: 0 }, color: 'text.secondary', fontSize: 13, lineHeight: '18px' },
        }}
      >
        {lines.map(([example, meaning]) => (
          <Box key={example} sx={{ display: 'contents' }}>
            <dt>
              <Mono>{example}</Mono>
            </dt>
            <dd>{meaning}</dd>
          </Box>
        ))}
      </Box>
    </Popover>
  )
}
