/** Lines of a log, of which only those that can be seen are drawn; at its end it stays at the end. */
import { Box } from '@mui/material'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useLayoutEffect, useRef } from 'react'
import { mono } from '../theme.ts'
import type { LogLine } from './line-store.ts'
import { partsOf } from './parts.ts'

export interface LogViewProps {
  readonly label: string
  readonly lines: readonly LogLine[]
  /** What is marked in the lines, whatever its case. */
  readonly marked: string
  readonly wraps: boolean
  readonly showsTimes: boolean
  /** Whether the last line is kept in sight. */
  readonly atEnd: boolean
  readonly onAtEnd: (atEnd: boolean) => void
}

const lineHeight = 20
/** So near to the end is at the end. */
const nearEnd = 8

export function LogView({ label, lines, marked, wraps, showsTimes, atEnd, onAtEnd }: LogViewProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => lines[index]?.number ?? index,
    overscan: 20,
  })
  const height = virtual.getTotalSize()
  const look = `${wraps}/${showsTimes}`
  const measured = useRef(look)
  if (measured.current !== look) {
    measured.current = look
    virtual.measure()
  }
  const newest = lines.at(-1)?.number
  useLayoutEffect(() => {
    const element = scroller.current
    if (atEnd && element !== null && newest !== undefined) element.scrollTop = height
  }, [atEnd, newest, height])
  const onScroll = useScrollEnd(onAtEnd)
  return (
    <Box
      ref={scroller}
      role="log"
      aria-live="off"
      aria-label={label}
      tabIndex={0}
      onScroll={onScroll}
      sx={{ flex: 1, minHeight: 0, overflow: 'auto', ...textStyle }}
    >
      <Box sx={{ height, position: 'relative', ...(!wraps && { minWidth: 'max-content' }) }}>
        <Box sx={{ transform: `translateY(${virtual.getVirtualItems()[0]?.start ?? 0}px)` }}>
          {virtual.getVirtualItems().map(({ key, index }) => {
            const line = lines[index]
            if (line === undefined) return null
            return (
              <div key={key} data-index={index} ref={virtual.measureElement} className={lineClass(wraps)}>
                {showsTimes && <time dateTime={line.time}>{line.time.slice(0, 23).replace('T', ' ')}</time>}
                <LineText text={line.text} marked={marked} />
              </div>
            )
          })}
        </Box>
      </Box>
    </Box>
  )
}

const lineClass = (wraps: boolean) => (wraps ? 'line wrapped' : 'line')

/** Going up leaves the end, and coming to it stays there; what moves by itself is neither. */
function useScrollEnd(onAtEnd: (atEnd: boolean) => void) {
  const last = useRef(0)
  return ({ currentTarget: { scrollTop, clientHeight, scrollHeight } }: { currentTarget: HTMLElement }) => {
    const isUp = scrollTop < last.current - 1
    last.current = scrollTop
    const left = scrollHeight - clientHeight - scrollTop
    if (left <= nearEnd) onAtEnd(true)
    else if (isUp) onAtEnd(false)
  }
}

const LineText = memo(function LineText({ text, marked }: { text: string; marked: string }) {
  return (
    <span>
      {partsOf(text, marked).map(({ at, part, isMarked }) =>
        isMarked ? <mark key={at}>{part}</mark> : part,
      )}
    </span>
  )
})

const textStyle = {
  bgcolor: 'background.paper',
  fontFamily: mono,
  fontSize: 12,
  lineHeight: `${lineHeight}px`,
  '& .line': { display: 'flex', gap: 1.5, px: 2, minHeight: lineHeight, whiteSpace: 'pre' },
  '& .line.wrapped > span': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', minWidth: 0 },
  '& .line:hover': { bgcolor: 'action.hover' },
  '& time': { color: 'text.secondary', flexShrink: 0 },
  '& mark': { bgcolor: 'warning.main', color: 'background.paper', borderRadius: 0.25 },
} as const
