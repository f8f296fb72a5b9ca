/** What may reach an object's pods and what they may reach, workload by workload. */
import { Box, TextField, Typography } from '@mui/material'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  isEqual,
  isNone,
  minus,
  type Reachable,
  type ReachablePorts,
  type Workload,
} from '../../net/policy/index.ts'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { type PlainRow, PlainTable } from '../../ui/table/plain-table.tsx'
import type { ObjectPanelProps } from '../panels.ts'
import type { World } from '../world.ts'
import { clusterAsRead, clusterKinds } from './cluster-world.ts'
import { endText } from './connection-changes.tsx'
import { type Direction, directions } from './dialects.ts'
import { portsText } from './ports-text.ts'
import { type ReachOf, reachOf } from './reach-of.ts'
import { Unread } from './unread.tsx'
import './words.ts'

export default function ReachPanel(props: ObjectPanelProps) {
  const { t } = useTranslation('policy')
  const reach = useReach(props)
  if (reach === null)
    return (
      <Typography variant="body2" color="textSecondary" role="status" sx={{ minHeight: 120 }}>
        {t('reach.working')}
      </Typography>
    )
  return (
    <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
      <Unread world={props.world} isPartial={props.isPartial} />
      {reach.workloads !== null && reach.workloads.length > 0 && <Decided names={reach.workloads} />}
      {directions.map((direction) => (
        <Side key={direction} direction={direction} reach={reach[direction]} />
      ))}
    </Box>
  )
}

/** At least this long between two times that it is worked out, in milliseconds: changes come in swarms. */
const rest = 2000

function useReach({ object, world }: ObjectPanelProps): ReachOf | null {
  const [known, setKnown] = useState<ReachOf | null>(null)
  const isLoading = clusterKinds.some((kind) => world.availability(kind) === 'loading')
  const cluster = useSame(world)
  const isFirst = known === null
  useEffect(() => {
    if (isLoading) return
    const timer = setTimeout(() => setKnown(reachOf(object, cluster)), isFirst ? 0 : rest)
    return () => clearTimeout(timer)
  }, [object, cluster, isLoading, isFirst])
  return known
}

/** The same cluster for as long as its lists are. */
function useSame(world: World) {
  const now = clusterAsRead(world)
  const [last, setLast] = useState(now)
  const isSame =
    last.pods === now.pods &&
    last.namespaces === now.namespaces &&
    last.nodes === now.nodes &&
    last.policies === now.policies
  if (!isSame) setLast(now)
  return isSame ? last : now
}

/** More are counted. */
const shown = 100
const shownNames = 12

function Decided({ names }: { names: readonly string[] }) {
  const { t } = useTranslation('policy')
  const count = names.length - shownNames
  return (
    <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
      {t('reach.decides')} <Mono>{names.slice(0, shownNames).join(', ')}</Mono>
      {count > 0 && <> {t('reach.more', { count })}</>}
    </Typography>
  )
}

function Side({ direction, reach }: { direction: Direction; reach: ReachOf[Direction] }) {
  const { t } = useTranslation('policy')
  const [text, setText] = useState('')
  const title = t(`reach.${direction}`)
  const rows = reach === null || reach === 'open' ? [] : rowsOf(reach, text)
  const isLong = reach !== null && reach !== 'open' && reach.workloads.length > 20
  return (
    <Box component="section" aria-label={title} sx={{ minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 2, mb: 1.5 }}>
        <Typography variant="h3" sx={{ fontSize: 14, fontWeight: 600 }}>
          {title}
        </Typography>
        {isLong && (
          <TextField
            size="small"
            value={text}
            onChange={(event) => setText(event.target.value)}
            slotProps={{ htmlInput: { 'aria-label': `${title}: ${t('reach.filter')}` } }}
            placeholder={t('reach.filter')}
          />
        )}
      </Box>
      {reach === null || reach === 'open' ? (
        <Typography variant="body2" color="textSecondary">
          {reach === null ? t('reach.noPods') : t(`reach.open.${direction}`)}
        </Typography>
      ) : (
        <Rows title={title} rows={rows} empty={text === '' ? t('reach.nobody') : t('reach.noMatch')} />
      )}
    </Box>
  )
}

interface ReachRow extends ReachablePorts {
  readonly key: string
  readonly end: Parameters<typeof endText>[0]
}

function rowsOf({ workloads, outside }: Reachable, text: string): readonly ReachRow[] {
  const named = workloads
    .map(({ workload, ...ports }) => ({ key: Object.values(workload).join('/'), end: workload, ...ports }))
    .filter(({ end }) => `${end.namespace}/${end.name}`.includes(text.trim()))
  const others = outside.map(({ family, blocks, ...ports }) => ({
    key: blocks.join(),
    end: { family, blocks },
    ...ports,
  }))
  return [...named, ...(text.trim() === '' ? others : [])]
}

function Rows({ title, rows, empty }: { title: string; rows: readonly ReachRow[]; empty: string }) {
  const { t } = useTranslation('policy')
  const plain = rows.slice(0, shown).map(({ key, end, every, some }): PlainRow => {
    const partly = minus(some, every)
    const parts = [
      ...(isNone(every) ? [] : [{ ports: portsText(every, t), pods: t('reach.all') }]),
      ...(isEqual(every, some) ? [] : [{ ports: portsText(partly, t), pods: t('reach.some') }]),
    ]
    return {
      key,
      cells: [
        'blocks' in end ? endText(end, t) : <WorkloadName key="who" workload={end} />,
        parts.map(({ ports, pods }) => <div key={pods}>{ports}</div>),
        parts.map(({ pods }) => <div key={pods}>{pods}</div>),
      ],
    }
  })
  return (
    <>
      <PlainTable
        label={title}
        headers={[t('reach.who'), t('reach.ports'), t('reach.pods')]}
        empty={empty}
        rows={plain}
      />
      {rows.length > shown && (
        <Typography variant="caption" color="textSecondary">
          {t('reach.more', { count: rows.length - shown })}
        </Typography>
      )}
    </>
  )
}

const groups: Readonly<Record<string, string>> = {
  Pod: '',
  ReplicationController: '',
  Job: 'batch',
  CronJob: 'batch',
}

function WorkloadName({ workload: { namespace, kind, name } }: { workload: Workload }) {
  return (
    <>
      <ObjectLink reference={{ group: groups[kind] ?? 'apps', kind, namespace, name }} />{' '}
      <Box component="span" sx={{ display: { xs: 'block', sm: 'inline' } }}>
        <Mono quiet>{namespace}</Mono>
      </Box>
    </>
  )
}
