/** What has to be known before anything on the page is believed. */
import { Alert, Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { Marked } from '../../ui/marked.tsx'
import { lackText } from '../access/may.ts'
import { useClusterFacts } from '../places/facts.ts'
import type { Scope } from '../scope.ts'
import { enforcementOf } from './enforcement.ts'
import type { Lack, ReadState } from './readings.ts'

export function Notices(props: { scope: Scope; read: ReadState | null; failure: string }) {
  const { t } = useTranslation('connectivity')
  const { scope, read, failure } = props
  const { facts, isRead } = useClusterFacts(scope.cluster)
  const { enforces, names } = enforcementOf(facts)
  return (
    <Box sx={{ px: 3, display: 'grid', gap: 1, '&:not(:empty)': { pb: 1 }, flexShrink: 0 }}>
      {failure !== '' && <Alert severity="error">{t('failed', { message: failure })}</Alert>}
      {enforces === 'no' && <Alert severity="warning">{t('enforcement.no', { names })}</Alert>}
      {enforces === 'unknown' && isRead && (
        <Alert severity="info" role="note">
          {t('enforcement.unknown')}
        </Alert>
      )}
      {read?.isStale === true && <Alert severity="warning">{t('stale')}</Alert>}
      {read !== null && !read.isLoading && read.lacks.length > 0 && <Lacks lacks={read.lacks} />}
      {read !== null && scope.view === 'project' && !read.noPods && (
        <Box sx={{ fontSize: 13, color: 'text.secondary' }}>{t('lack.project')}</Box>
      )}
    </Box>
  )
}

function Lacks({ lacks }: { lacks: readonly Lack[] }) {
  const { t } = useTranslation('connectivity')
  return (
    <Alert severity="info" role="note">
      {t('lack.title')}
      <Box component="ul" aria-label={t('lack.title')} sx={{ m: 0, pl: 2.5 }}>
        {lacks.map(({ of, group, plural, namespaces, message }) => (
          <li key={of}>
            <Marked
              text={
                message === ''
                  ? `${lackText(t, { verb: 'list', group, resource: plural }, namespaces ?? [null])}.`
                  : t('lack.message', { message })
              }
            />{' '}
            {t(`lack.${of}`)}
          </li>
        ))}
      </Box>
    </Alert>
  )
}
