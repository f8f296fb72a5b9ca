/** The drawing of a chart: grid, names of values and times, lines, and where it is read. */
import { mono } from '../theme.ts'
import { lineLooks } from './line-looks.ts'
import { linePath, timeTicks } from './scale.ts'
import type { TimeChartProps } from './time-chart.tsx'

export interface ChartPlace {
  readonly width: number
  readonly height: number
  readonly from: number
  readonly to: number
  /** The value at the top. */
  readonly most: number
}

export const margins = { left: 48, right: 10, top: 8, bottom: 22 } as const

/** A name of a time needs so much room. */
const timeRoom = 76

export function ChartPicture({
  lines,
  step,
  formatValue,
  formatTime,
  place,
  ticks,
  time,
}: TimeChartProps & { place: ChartPlace; ticks: readonly number[]; time: number | null }) {
  const { width, height, from, to, most } = place
  const right = width - margins.right
  const bottom = height - margins.bottom
  const x = (at: number) => margins.left + ((at - from) / Math.max(1, to - from)) * (right - margins.left)
  const y = (value: number) => bottom - (value / most) * (bottom - margins.top)
  const offset = -new Date(to * 1000).getTimezoneOffset() * 60
  const times = timeTicks(from, to, Math.max(2, Math.floor((right - margins.left) / timeRoom)), offset)
  const text = { fontSize: 11, fontFamily: mono, fill: 'currentColor' }
  return (
    <svg width={width} height={height} aria-hidden style={{ display: 'block' }}>
      {ticks.map((value) => (
        <g key={value}>
          <line x1={margins.left} x2={right} y1={y(value)} y2={y(value)} stroke={gridColor} />
          <text {...text} x={margins.left - 6} y={y(value) + 4} textAnchor="end">
            {formatValue(value)}
          </text>
        </g>
      ))}
      {times.map((at) => (
        <g key={at}>
          <line x1={x(at)} x2={x(at)} y1={bottom} y2={bottom + 4} stroke={gridColor} />
          <text {...text} x={Math.min(x(at), right - 20)} y={height - 5} textAnchor="middle">
            {formatTime(at)}
          </text>
        </g>
      ))}
      {lines.map(({ id, points }, index) => (
        <path
          key={id}
          d={linePath(points, x, y, step)}
          fill="none"
          stroke={lineLooks[index % lineLooks.length]?.color}
          strokeDasharray={lineLooks[index % lineLooks.length]?.dashes}
          strokeWidth={1.5}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ))}
      {time !== null && (
        <>
          <line x1={x(time)} x2={x(time)} y1={margins.top} y2={bottom} stroke="currentColor" />
          {lines.map(({ id, points }, index) => {
            const value = points.find(([each]) => each === time)?.[1] ?? null
            if (value === null) return null
            const color = lineLooks[index % lineLooks.length]?.color
            return <circle key={id} cx={x(time)} cy={y(value)} r={3.5} fill={color} />
          })}
        </>
      )}
    </svg>
  )
}

const gridColor = 'var(--mui-palette-divider)'
