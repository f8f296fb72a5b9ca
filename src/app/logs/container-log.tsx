/** What one container writes, with the choices of what to read and how to show it. */
import { Box } from '@mui/material'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import type { LogLine } from '../../ui/logs/line-store.ts'
import { LogView } from '../../ui/logs/log-view.tsx'
import { containersOf, isOver, restartsOf } from './containers.ts'
import { LogFooter } from './log-footer.tsx'
import { LogTools } from './log-tools.tsx'
import { useLooks } from './looks.ts'
import { type RangeName, ranges } from './ranges.ts'
import { useLog } from './use-log.ts'

export interface ContainerLogProps {
  readonly cluster: string
  readonly namespace: string
  readonly pods: readonly KubeObject[]
  readonly pod: KubeObject
  readonly isGone: boolean
  readonly onPod: (name: string) => void
}

export function ContainerLog({ cluster, namespace, pods, pod, isGone, onPod }: ContainerLogProps) {
  const { t } = useTranslation('logs')
  const containers = containersOf(pod)
  const [chosen, setChosen] = useState('')
  const container = containers.find(({ name }) => name === chosen)?.name ?? containers[0]?.name ?? ''
  const [previous, setPrevious] = useState(false)
  const [follow, setFollow] = useState(true)
  const [range, setRange] = useState<RangeName>('tail')
  const [filter, setFilter] = useState('')
  const [looks, setLooks] = useLooks()
  const hasPrevious = restartsOf(pod, container) > 0
  const isPrevious = previous && hasPrevious
  const { name, uid = '' } = pod.metadata
  const wanted = { cluster, namespace, pod: name, uid, container, previous: isPrevious, follow }
  const over = isOver(pod, container)
  const log = useLog({ ...wanted, range: ranges[range] }, over)
  const { held, hold } = useHeld(log.lines)
  const loaded = held ?? log.lines
  const shown = useMemo(() => matching(loaded, filter), [loaded, filter])
  const newest = held?.at(-1)?.number ?? 0
  const label = t('lines', { container, pod: name })
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', minHeight: 320 }}>
      <LogTools
        pods={pods}
        pod={name}
        isGone={isGone}
        onPod={onPod}
        containers={containers}
        container={container}
        onContainer={setChosen}
        previous={isPrevious}
        hasPrevious={hasPrevious}
        onPrevious={setPrevious}
        follow={follow && !isPrevious}
        onFollow={setFollow}
        range={range}
        onRange={setRange}
        filter={filter}
        onFilter={setFilter}
        looks={looks}
        onLooks={setLooks}
        lines={shown}
      />
      <LogView
        label={label}
        lines={shown}
        marked={filter}
        wraps={looks.wraps}
        showsTimes={looks.showsTimes}
        atEnd={held === null}
        onAtEnd={(atEnd) => hold(!atEnd)}
      />
      <LogFooter
        log={log}
        isOver={over}
        isFollowed={follow && !isPrevious}
        loaded={loaded.length}
        shown={shown.length}
        filter={filter}
        waiting={held === null ? null : log.count - newest - 1}
        onToEnd={() => hold(false)}
      />
    </Box>
  )
}

/** Lines as they were when somebody left the end: nothing moves under who reads. */
function useHeld(lines: readonly LogLine[]) {
  const [held, setHeld] = useState<readonly LogLine[] | null>(null)
  const hold = (holds: boolean) => {
    if (!holds) setHeld(null)
    else if (held === null) setHeld(lines)
  }
  // What is held was of another log where its lines are no longer there.
  const isStale = held !== null && (lines.at(-1)?.number ?? -1) < (held.at(-1)?.number ?? 0)
  return { held: isStale ? null : held, hold }
}

function matching(lines: readonly LogLine[], filter: string): readonly LogLine[] {
  const wanted = filter.toLowerCase()
  return wanted === '' ? lines : lines.filter(({ text }) => text.toLowerCase().includes(wanted))
}
