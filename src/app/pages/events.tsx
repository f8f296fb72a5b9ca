/** The events of one object, newest first. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { type KubeEvent, lastSeen } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { Age } from '../../ui/age.tsx'
import { State } from '../../ui/state.tsx'
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
  if (events.length === 0) return <Typography color="textSecondary">{t('event.none')}</Typography>
  return (
    <Box component="ul" aria-label={t('events')} sx={listStyle}>
      {events.map((event) => (
        <EventItem key={event.metadata.uid ?? event.metadata.name} event={event} />
      ))}
    </Box>
  )
}

const listStyle = {
  m: 0,
  p: 0,
  listStyle: 'none',
  bgcolor: 'background.paper',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  '& > li + li': { borderTop: 1, borderColor: 'divider' },
} as const

function EventItem({ event }: { event: KubeEvent }) {
  const { t } = useTranslation('app')
  const source = event.source?.component || event.reportingComponent
  return (
    <Box component="li" sx={{ px: 2, py: 1.25, display: 'grid', gap: 0.25 }}>
      <Typography variant="body2" sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
        <State tone={event.type === 'Warning' ? 'warning' : 'good'}>
          {event.type} · {event.reason}
        </State>
        <Age since={lastSeen(event) || undefined} />
      </Typography>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
        {event.message ?? event.note}
      </Typography>
      <Typography variant="caption" color="textSecondary">
        {source === undefined ? '' : `${source} · `}
        {t('event.times', { count: event.count ?? 1 })}
      </Typography>
    </Box>
  )
}
