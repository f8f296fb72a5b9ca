/** What the filter of a list understands, by example; fetched when somebody asks. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'
import { PopoverDialog } from '../../ui/popover-dialog.tsx'

export function QueryHelpPanel({ anchor, onClose }: { anchor: HTMLElement; onClose: () => void }) {
  const { t } = useTranslation('app')
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
    <PopoverDialog
      anchor={anchor}
      title={t('query.help.title')}
      maxWidth="min(560px, calc(100% - 32px))"
      onClose={onClose}
    >
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
    </PopoverDialog>
  )
}
