/** Cells in reading order, each filled as far as what it stands for is taken. */
import { Box, Typography } from '@mui/material'
import { type ReactNode, useMemo } from 'react'
import { Mono } from './mono.tsx'

export interface ShareLayer {
  readonly id: string
  readonly label: string
  /** How many, as text. */
  readonly count: string
  /** A colour of the theme. */
  readonly colour: string
  /** Of each cell, from 0 to 1; together never more than 1. */
  readonly shares: readonly number[]
}

const perRow = 64
/** Less than this could not be seen. */
const least = 0.12

/** `rest` is what the layers leave blank. */
export function ShareCells(props: {
  label: string
  cells: number
  layers: readonly ShareLayer[]
  rest: { readonly label: string; readonly count: string } | null
  children?: ReactNode
}) {
  const { label, cells, layers, rest } = props
  const drawn = useMemo(() => drawingOf(cells, layers), [cells, layers])
  const parts = [...layers, ...(rest === null ? [] : [{ id: 'rest', colour: 'action.selected', ...rest }])]
  const said = parts.map((part) => `${part.label}: ${part.count}`).join(', ')
  return (
    <>
      <Box
        component="svg"
        role="img"
        aria-label={`${label} – ${said}`}
        viewBox={`0 0 ${drawn.columns} ${drawn.lines}`}
        preserveAspectRatio="none"
        sx={{ width: '100%', height: drawn.lines * 14, display: 'block' }}
      >
        <Box component="path" d={drawn.ground} sx={{ fill: 'var(--mui-palette-action-selected)' }} />
        {drawn.layers.map(({ layer, path }) => (
          <Box component="path" key={layer.id} d={path} sx={{ fill: colourOf(layer.colour) }} />
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
        {parts.map((part) => (
          <Typography
            key={part.id}
            variant="caption"
            sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}
          >
            <Box component="span" sx={{ width: 10, height: 10, bgcolor: part.colour, borderRadius: 0.25 }} />
            {part.label} <Mono>{part.count}</Mono>
          </Typography>
        ))}
        {props.children}
      </Box>
    </>
  )
}

const colourOf = (colour: string) => `var(--mui-palette-${colour.replace('.', '-')})`

/** One path for each layer: a page with 60,000 used addresses has as few elements as one with none. */
function drawingOf(cells: number, all: readonly ShareLayer[]) {
  const columns = Math.max(1, Math.min(perRow, cells))
  const place = (cell: number) => ({ x: cell % columns, y: Math.floor(cell / columns) })
  const gap = 0.06
  const bar = (cell: number, from: number, height: number) => {
    const { x, y } = place(cell)
    return `M${x + gap} ${y + gap + from * (1 - 2 * gap)}h${1 - 2 * gap}v${height * (1 - 2 * gap)}h${2 * gap - 1}z`
  }
  const layers = all.map((layer, at) => ({
    layer,
    path: layer.shares
      .map((share, cell) => {
        if (share === 0) return ''
        // The parts of a cell stand on each other, the first at its foot.
        const below = all.slice(0, at).reduce((sum, each) => sum + (each.shares[cell] ?? 0), 0)
        const height = Math.min(1, Math.max(share, least))
        return bar(cell, Math.max(0, 1 - below - height), height)
      })
      .join(''),
  }))
  const ground = Array.from({ length: cells }, (_, cell) => bar(cell, 0, 1)).join('')
  return { columns, lines: Math.ceil(cells / columns), ground, layers }
}
