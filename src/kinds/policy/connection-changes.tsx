/** The connections that changes of policies open and close, in the review and before a deletion. */
import { Box, Typography } from '@mui/material'
import type { TFunction } from 'i18next'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionChange, OutsideBlocks, Workload } from '../../net/policy/index.ts'
import { Mono } from '../../ui/mono.tsx'
import type { ConsequencesProps } from '../kind.ts'
import { clusterAsRead, clusterKinds } from './cluster-world.ts'
import { type Half, type Outcome, outcomeOf } from './policy-outcome.ts'
import { portsText } from './ports-text.ts'
import { Unread } from './unread.tsx'
import './words.ts'

export default function ConnectionChanges(props: ConsequencesProps) {
  const { t } = useTranslation('policy')
  const outcome = useOutcome(props)
  return (
    <Box component="section" aria-label={t('changes.title')} sx={{ display: 'grid', gap: 1, minWidth: 0 }}>
      <Typography variant="h2">{t('changes.title')}</Typography>
      {/* As high before as after: what stands below must not move under the pointer. */}
      <Box
        tabIndex={0}
        role="group"
        aria-label={t('changes.list')}
        aria-busy={outcome === null}
        sx={{
          height: 216,
          overflow: 'auto',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          px: 1.5,
          py: 1,
        }}
      >
        <Typography variant="body2" color="textSecondary" role="status">
          {outcome === null && t('changes.working')}
          {outcome !== null && outcome.closed.count + outcome.opened.count === 0 && t('changes.none')}
        </Typography>
        {outcome !== null && (
          <>
            <Changes which="closed" half={outcome.closed} />
            <Changes which="opened" half={outcome.opened} />
          </>
        )}
      </Box>
      <Unread world={props.world} isPartial={props.isPartial} />
    </Box>
  )
}

/** Of the cluster as it is once all has been read; what comes and goes later does not begin it again. */
function useOutcome({ changes, world }: ConsequencesProps): Outcome | null {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const latest = useRef(world)
  latest.current = world
  const isLoading = clusterKinds.some((kind) => world.availability(kind) === 'loading')
  useEffect(() => {
    if (isLoading) return
    const work = new AbortController()
    setOutcome(null)
    void outcomeOf(clusterAsRead(latest.current), changes, work.signal).then((found) => {
      if (found !== null) setOutcome(found)
    })
    return () => work.abort()
  }, [changes, isLoading])
  return outcome
}

function Changes({ which, half }: { which: 'opened' | 'closed'; half: Half }) {
  const { t } = useTranslation('policy')
  const { count, first } = half
  if (count === 0) return null
  const title = t(`changes.${which}`, { count })
  return (
    <Box sx={{ mb: 1 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {title}
      </Typography>
      <Box
        component="ul"
        aria-label={title}
        sx={{ m: 0, pl: 2.5, '& li': { overflowWrap: 'anywhere', fontSize: 13 } }}
      >
        {first.map((change) => (
          <Line key={`${endText(change.from, t)} ${endText(change.to, t)}`} change={change} which={which} />
        ))}
        {count > first.length && <li>{t('changes.more', { count: count - first.length })}</li>}
      </Box>
    </Box>
  )
}

function Line({ change, which }: { change: ConnectionChange; which: 'opened' | 'closed' }) {
  const { t } = useTranslation('policy')
  return (
    <li>
      <Mono>{endText(change.from, t)}</Mono>
      {' → '}
      <Mono>{endText(change.to, t)}</Mono>
      {': '}
      {portsText(change[which], t)}
    </li>
  )
}

/** More blocks of addresses are counted. */
const listedBlocks = 2

export function endText(end: Workload | OutsideBlocks, t: TFunction<'policy'>): string {
  if (!('blocks' in end)) return `${end.namespace}/${end.name}`
  const blocks = end.blocks.slice(0, listedBlocks).join(', ')
  const count = end.blocks.length - listedBlocks
  return count > 0 ? t('changes.addressesMore', { blocks, count }) : t('changes.addresses', { blocks })
}
