/** The events of one object, newest first. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { KubeEvent } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { Age } from '../../ui/age.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { useViews } from '../live/hooks.ts'
import { availabilityOf } from '../live/world.ts'

export function Events({ cluster, object }: { cluster: string; object: KubeObject }) {
  const { t } = useTranslation('app')
  const { kind, metadata } = object
  const [view] = useViews([
    {
      cluster,
      group: '',
      version: 'v1',
      plural: 'events',
      fieldSelector: `involvedObject.kind=${kind},involvedObject.name=${metadata.name}`,
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    },
  ])
  if (view === undefined || view.state.phase === 'loading') return null
  if (availabilityOf([view.state]) === 'refused') {
    return <Typography color="textSecondary">{view.state.reason?.message}</Typography>
  }
  const events = (view.items as readonly KubeEvent[]).toSorted((a, b) =>
    lastSeen(b).localeCompare(lastSeen(a)),
  )
  return (
    <Box
      sx={{ bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1, px: 2, py: 1 }}
    >
      <PlainTable
        label={t('events')}
        headers={[
          t('event.type'),
          t('event.reason'),
          t('event.message'),
          t('event.count'),
          t('event.source'),
          t('event.last'),
        ]}
        empty={t('event.none')}
        rows={events.map((event) => ({
          key: event.metadata.uid ?? event.metadata.name,
          cells: [
            <State key="type" tone={event.type === 'Warning' ? 'warning' : 'good'}>
              {event.type ?? ''}
            </State>,
            event.reason ?? '',
            event.message ?? event.note ?? '',
            event.count ?? 1,
            event.source?.component || event.reportingComponent || '–',
            <Age key="last" since={lastSeen(event) || undefined} />,
          ],
        }))}
      />
    </Box>
  )
}

function lastSeen(event: KubeEvent): string {
  return event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp ?? ''
}
