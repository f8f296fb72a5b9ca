/** What limits a project, and how near it is to that. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { resourceQuotas } from '../../kinds/related.ts'
import { Panel } from '../../ui/facts.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { Reach } from '../live/targets.ts'
import { type QuotaRow, quotaRows } from './quota-rows.ts'
import { useReachObjects } from './reach-objects.ts'

const quotaKinds = [resourceQuotas]

export function QuotaPanel({ reach }: { reach: Reach }) {
  const { t } = useTranslation('places')
  const [known] = useReachObjects(quotaKinds, reach)
  return (
    <Panel title={t('quotas.title')}>
      <PlainTable
        label={t('quotas.title')}
        headers={[
          t('quotas.resource'),
          t('quotas.used'),
          t('quotas.share'),
          t('quotas.namespace'),
          t('quotas.quota'),
        ]}
        rows={quotaRows(known?.items ?? []).map((row) => ({
          key: `${row.namespace}/${row.quota}/${row.resource}`,
          cells: [
            <Mono key="resource">{row.resource}</Mono>,
            <Mono key="used">{t('quotas.of', { used: row.used ?? '–', hard: row.hard })}</Mono>,
            <Share key="share" row={row} />,
            <Mono key="namespace">{row.namespace}</Mono>,
            <Mono key="quota" quiet>
              {row.quota}
            </Mono>,
          ],
        }))}
        empty={t(known?.availability === 'refused' ? 'quotas.refused' : 'quotas.none')}
      />
    </Panel>
  )
}

const barColors = { danger: 'error.main', warning: 'warning.main', good: 'primary.main' } as const

/** From here on it is worth a look. */
const nearlyFull = 0.8

function Share({ row }: { row: QuotaRow }) {
  const { t } = useTranslation('places')
  const { share, namespace, quota, resource } = row
  if (share === null) return '–'
  const percent = Math.round(share * 100)
  const tone = share >= 1 ? 'danger' : share >= nearlyFull ? 'warning' : 'good'
  const width = `${Math.min(100, percent)}%`
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <Box
        role="meter"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(100, percent)}
        aria-label={t('quotas.shareOf', { resource, quota, namespace, percent })}
        sx={{ width: 72, height: 6, border: 1, borderColor: 'divider', borderRadius: 1, overflow: 'hidden' }}
      >
        <Box sx={{ width, height: '100%', bgcolor: barColors[tone] }} />
      </Box>
      {tone === 'good' ? <span>{percent}%</span> : <State tone={tone}>{`${percent}%`}</State>}
    </Box>
  )
}
