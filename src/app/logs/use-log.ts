/** The log of one container, read for as long as it is shown. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { resourcePath } from '../../k8s/resource.ts'
import { LineStore, type LogLine } from '../../ui/logs/line-store.ts'
import { openStream } from '../api/request.ts'
import { type LogState, readLog } from './log-reader.ts'
import type { Range } from './ranges.ts'

const pods = { group: '', version: 'v1', plural: 'pods' }

export interface WantedLog {
  readonly cluster: string
  readonly namespace: string
  readonly pod: string
  /** Another Pod of the same name has another log. */
  readonly uid: string
  readonly container: string
  readonly previous: boolean
  readonly follow: boolean
  readonly range: Range
}

export interface ShownLog {
  readonly lines: readonly LogLine[]
  /** How many have come, with those that were dropped. */
  readonly count: number
  readonly state: LogState
}

export function useLog(wanted: WantedLog, isOver: boolean): ShownLog {
  const key = JSON.stringify(wanted)
  // Another log begins with no lines; the key is what it is made for.
  const lines = useMemo(() => ({ key, store: new LineStore() }), [key]).store
  const [state, setState] = useState<LogState>({ phase: 'opening', message: '' })
  const over = useRef(isOver)
  over.current = isOver
  useEffect(() => {
    const leaving = new AbortController()
    const { cluster, namespace, pod, container, previous, follow, range } = JSON.parse(key) as WantedLog
    const path = resourcePath(pods, { namespace, name: pod, subresource: 'log' })
    lines.clear()
    void readLog(
      {
        open: (parameters, signal) => openStream(cluster, path, parameters, signal),
        query: { container, previous, follow, ...range },
        lines,
        changed: setState,
        isOver: () => over.current,
      },
      leaving.signal,
    )
    return () => leaving.abort()
  }, [key, lines])
  return { lines: useSyncExternalStore(lines.subscribe, lines.view), count: lines.count, state }
}
