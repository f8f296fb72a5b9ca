/** Values over time as lines: axes, a legend, and a reading of each time by pointer and by keyboard. */
import { Box, Typography } from '@mui/material'
import { type KeyboardEvent, type PointerEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { ChartLegend } from './chart-legend.tsx'
import { ChartPicture, type ChartPlace, margins } from './chart-picture.tsx'
import { lineLooks } from './line-looks.ts'
import { type ChartPoint, nearest, timesOf, valueTicks } from './scale.ts'

export interface ChartLine {
  readonly id: string
  readonly label: string
  readonly points: readonly ChartPoint[]
}

export interface TimeChartProps {
  readonly label: string
  /** How it is used, for who cannot see it. */
  readonly help: string
  /** What the values are in; stands once above the axis. */
  readonly unit: string
  readonly lines: readonly ChartLine[]
  readonly from: number
  readonly to: number
  readonly step: number
  readonly formatValue: (value: number) => string
  readonly formatTime: (time: number) => string
  readonly nothing: string
}

const height = 190

export function TimeChart(props: TimeChartProps) {
  const { label, help, unit, lines, from, to, formatValue, formatTime, nothing } = props
  const [box, width] = useWidth()
  const [at, setAt] = useState<number | null>(null)
  const helpId = useId()
  const times = timesOf(lines)
  const ticks = valueTicks(
    Math.max(0, ...lines.flatMap(({ points }) => points.map(([, value]) => value ?? 0))),
  )
  const place: ChartPlace = { width, height, from, to, most: ticks.at(-1) ?? 1 }
  const time = at === null ? null : (times[Math.min(at, times.length - 1)] ?? null)
  const values = lines.map(({ points }) => points.find(([each]) => each === time)?.[1] ?? null)
  const said = (index: number) => {
    const value = values[index]
    return value === null || value === undefined ? nothing : `${formatValue(value)} ${unit}`
  }
  const onPointer = (event: PointerEvent<HTMLElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    const inner = Math.max(1, width - margins.left - margins.right)
    const share = (event.clientX - left - margins.left) / inner
    setAt(nearest(times, from + share * (to - from)))
  }
  return (
    <Box sx={{ display: 'grid', gap: 0.5, minWidth: 0 }}>
      <Typography variant="caption" color="textSecondary" aria-hidden>
        {unit}
      </Typography>
      <Box
        ref={box}
        role="img"
        tabIndex={0}
        aria-label={label}
        aria-describedby={helpId}
        onPointerMove={onPointer}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
        onKeyDown={(event) => stepBy(event, at, times.length, setAt)}
        sx={{ height, touchAction: 'pan-y', color: 'text.secondary' }}
      >
        {width > 0 && <ChartPicture {...props} place={place} ticks={ticks} time={time} />}
      </Box>
      <span id={helpId} hidden>
        {help}
      </span>
      <Box sx={{ minHeight: 20, display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'baseline' }}>
        <ChartLegend
          lines={lines.map((line, index) => ({
            id: line.id,
            label: lines.length > 1 ? line.label : '',
            look: lineLooks[index % lineLooks.length],
            value: time === null ? null : said(index),
          }))}
          time={time === null ? null : formatTime(time)}
        />
        <Box component="span" role="status" sx={unseen}>
          {time !== null &&
            [formatTime(time), ...lines.map((line, index) => `${line.label}: ${said(index)}`)].join(', ')}
        </Box>
      </Box>
    </Box>
  )
}

const unseen = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
} as const

function stepBy(
  event: KeyboardEvent,
  at: number | null,
  count: number,
  go: (at: number | null) => void,
): void {
  const last = count - 1
  const steps: Readonly<Record<string, number | null>> = {
    ArrowRight: Math.min(last, (at ?? -1) + 1),
    ArrowLeft: Math.max(0, (at ?? count) - 1),
    PageDown: Math.min(last, (at ?? -10) + 10),
    PageUp: Math.max(0, (at ?? last) - 10),
    Home: 0,
    End: last,
    Escape: null,
  }
  const next = steps[event.key]
  if (next === undefined || count === 0) return
  event.preventDefault()
  go(next)
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    setWidth(element.clientWidth)
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [box, width] as const
}
