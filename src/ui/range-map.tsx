/** A range of addresses drawn to scale: cells in reading order, filled as far as their addresses are taken. */
import { Box, Button, Typography } from '@mui/material'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AddressRange, formatRange, sizeOf } from '../net/range.ts'
import { sharesOf } from '../net/shares.ts'
import { Mono } from './mono.tsx'
import { ShareCells, type ShareLayer } from './share-cells.tsx'

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

export const mostCells = 512
/** More are not listed: nobody reads on. */
const listed = 200

export function RangeMap(props: { label: string; whole: AddressRange; parts: readonly RangePart[] }) {
  const { label, whole, parts } = props
  const drawn = useMemo(() => cellsOf(whole, parts), [whole, parts])
  return <CountedMap label={label} {...drawn} parts={() => parts} />
}

/** The same of what was counted before; its runs are gathered when somebody asks for them. */
export function CountedMap(props: {
  label: string
  cells: number
  layers: readonly ShareLayer[]
  rest: { readonly label: string; readonly count: string } | null
  parts: () => readonly RangePart[]
}) {
  const { parts, ...drawn } = props
  const { t } = useTranslation('ui')
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <ShareCells {...drawn}>
        <Button size="small" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t(open ? 'ranges.hide' : 'ranges.show')}
        </Button>
      </ShareCells>
      <Box id={id} hidden={!open}>
        {open && <Runs parts={parts()} />}
      </Box>
    </Box>
  )
}

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

function cellsOf(whole: AddressRange, parts: readonly RangePart[]) {
  const layers = parts.flatMap(({ runs, colour, ...part }) =>
    colour === undefined ? [] : [{ ...part, colour, shares: sharesOf(whole, runs, mostCells) }],
  )
  const blank = parts.find(({ colour }) => colour === undefined)
  const size = sizeOf(whole)
  return {
    layers,
    cells: size < BigInt(mostCells) ? Number(size) : mostCells,
    rest: blank === undefined ? null : { label: blank.label, count: blank.count },
  }
}
