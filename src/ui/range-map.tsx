/** A range of addresses drawn to scale: cells in reading order, filled as far as their addresses are taken. */
import { Box, Button, Typography } from '@mui/material'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AddressRange, formatRange, sizeOf } from '../net/range.ts'
import { sharesOf } from '../net/shares.ts'
import { Mono } from './mono.tsx'

export interface RangePart {
  readonly id: string
  readonly label: string
  /** How many addresses, as text. */
  readonly count: string
  /** Runs in order that do not touch; those of several parts have nothing in common. */
  readonly runs: readonly AddressRange[]
  /** A colour of the theme; without one the part is what is left blank. */
  readonly colour?: string
}

const perRow = 64
const rows = 8
/** Less than this could not be seen. */
const least = 0.12
/** More are not listed: nobody reads on. */
const listed = 200

export function RangeMap(props: { label: string; whole: AddressRange; parts: readonly RangePart[] }) {
  const { label, whole, parts } = props
  const { t } = useTranslation('ui')
  const [open, setOpen] = useState(false)
  const id = useId()
  const drawn = useMemo(() => drawingOf(whole, parts), [whole, parts])
  const said = parts.map((part) => `${part.label}: ${part.count}`).join(', ')
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box
        component="svg"
        role="img"
        aria-label={`${label} – ${said}`}
        viewBox={`0 0 ${drawn.columns} ${drawn.lines}`}
        preserveAspectRatio="none"
        sx={{ width: '100%', height: drawn.lines * 14, display: 'block' }}
      >
        <Box component="path" d={drawn.ground} sx={{ fill: 'var(--mui-palette-action-selected)' }} />
        {drawn.layers.map(({ part, path }) => (
          <Box component="path" key={part.id} d={path} sx={{ fill: colourOf(part.colour ?? '') }} />
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
        {parts.map((part) => (
          <Typography
            key={part.id}
            variant="caption"
            sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}
          >
            <Box
              component="span"
              sx={{ width: 10, height: 10, bgcolor: part.colour ?? 'action.selected', borderRadius: 0.25 }}
            />
            {part.label} <Mono>{part.count}</Mono>
          </Typography>
        ))}
        <Button size="small" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t(open ? 'ranges.hide' : 'ranges.show')}
        </Button>
      </Box>
      <Box id={id} hidden={!open}>
        {open && <Runs parts={parts} />}
      </Box>
    </Box>
  )
}

const colourOf = (colour: string) => `var(--mui-palette-${colour.replace('.', '-')})`

/** The same as text. */
function Runs({ parts }: { parts: readonly RangePart[] }) {
  const { t } = useTranslation('ui')
  const all = parts
    .flatMap((part) => part.runs.map((run) => ({ part, run })))
    .sort((a, b) => (a.run.first.value < b.run.first.value ? -1 : 1))
  return (
    <Box
      component="ul"
      sx={{ m: 0, pl: 2.5, maxHeight: 240, overflow: 'auto' }}
      tabIndex={0}
      aria-label={t('ranges.label')}
    >
      {all.slice(0, listed).map(({ part, run }) => (
        <Typography component="li" variant="body2" key={formatRange(run)}>
          <Mono>{formatRange(run, ' – ')}</Mono> {part.label}{' '}
          {sizeOf(run) > 1n && <Mono quiet>{sizeOf(run).toString()}</Mono>}
        </Typography>
      ))}
      {all.length > listed && (
        <Typography component="li" variant="body2" color="textSecondary">
          {t('ranges.more', { count: all.length - listed })}
        </Typography>
      )}
    </Box>
  )
}

/** One path for each part: a page with 60,000 used addresses has as few elements as one with none. */
function drawingOf(whole: AddressRange, parts: readonly RangePart[]) {
  const coloured = parts.filter(({ colour }) => colour !== undefined)
  const shares = coloured.map(({ runs }) => sharesOf(whole, runs, perRow * rows))
  const count = shares[0]?.length ?? 0
  const columns = Math.max(1, Math.min(perRow, count))
  const place = (cell: number) => ({ x: cell % columns, y: Math.floor(cell / columns) })
  const gap = 0.06
  const bar = (cell: number, from: number, height: number) => {
    const { x, y } = place(cell)
    return `M${x + gap} ${y + gap + from * (1 - 2 * gap)}h${1 - 2 * gap}v${height * (1 - 2 * gap)}h${2 * gap - 1}z`
  }
  const layers = coloured.map((part, at) => ({
    part,
    path: (shares[at] ?? [])
      .map((share, cell) => {
        if (share === 0) return ''
        // The parts of a cell stand on each other, the first at its foot.
        const below = shares.slice(0, at).reduce((sum, each) => sum + (each[cell] ?? 0), 0)
        const height = Math.min(1, Math.max(share, least))
        return bar(cell, Math.max(0, 1 - below - height), height)
      })
      .join(''),
  }))
  const ground = Array.from({ length: count }, (_, cell) => bar(cell, 0, 1)).join('')
  return { columns, lines: Math.ceil(count / columns), ground, layers }
}
