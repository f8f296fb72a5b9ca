/** What a path matches, told by requests: the same letters mean different things for different match types. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { pathExamples } from '../../net/httppath.ts'
import { Mono } from '../../ui/mono.tsx'
import type { PathRule } from './spec.ts'

export function PathExamples({ rule }: { rule: PathRule }) {
  const { t } = useTranslation('ingress')
  const { pathType, path } = rule
  if (pathType !== 'Prefix' && pathType !== 'Exact') return null
  const { matched, missed } = pathExamples(pathType, path)
  if (matched.length === 0) return null
  return (
    <Box
      component="dl"
      aria-label={t('examples.label')}
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: 'max-content 1fr',
        columnGap: 1.5,
        fontSize: 12,
        lineHeight: '18px',
        color: 'text.secondary',
        '& dd': { m: 0, minWidth: 0, overflowWrap: 'anywhere' },
      }}
    >
      <dt>{t('examples.matched')}</dt>
      <dd>
        <Mono>{matched.join('  ')}</Mono>
      </dd>
      {missed.length > 0 && (
        <>
          <dt>{t('examples.missed')}</dt>
          <dd>
            <Mono>{missed.join('  ')}</Mono>
          </dd>
        </>
      )}
    </Box>
  )
}
