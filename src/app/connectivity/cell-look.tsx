/** How open something is, as a colour and a shape, and in words. */
import { Box } from '@mui/material'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MatrixCell } from '../../net/policy/index.ts'
import { type Shown, shownOf } from './cell-state.ts'

const colors: Readonly<Record<Shown, string>> = {
  all: 'var(--mui-palette-success-main)',
  some: 'var(--mui-palette-warning-main)',
  none: 'var(--mui-palette-error-main)',
  unknown: 'var(--mui-palette-text-secondary)',
  empty: 'var(--mui-palette-text-secondary)',
}

/** A full disc, a half one, a cross, a question mark, a dot. Plain, because a matrix has a thousand of them. */
export function Shape({ shown, size = 14 }: { shown: Shown; size?: number }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 14 14"
      width={size}
      height={size}
      style={{ color: colors[shown], display: 'block', flexShrink: 0 }}
    >
      {shown === 'all' && <circle cx="7" cy="7" r="6" fill="currentColor" />}
      {shown === 'some' && (
        <>
          <circle cx="7" cy="7" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M7 1.75a5.25 5.25 0 0 1 0 10.5z" fill="currentColor" />
        </>
      )}
      {shown === 'none' && (
        <path d="M2.5 2.5l9 9M11.5 2.5l-9 9" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      )}
      {shown === 'unknown' && (
        <text x="7" y="12" textAnchor="middle" fontSize="13" fontWeight="600" fill="currentColor">
          ?
        </text>
      )}
      {shown === 'empty' && <circle cx="7" cy="7" r="1" fill="currentColor" />}
    </svg>
  )
}

/** In words: how many of the pairs are open. With the outside each pod is one pair. */
export function useCellText(): (cell: MatrixCell, isAnyPort: boolean) => string {
  const { t } = useTranslation('connectivity')
  return useMemo(() => {
    const said = (cell: MatrixCell, isAnyPort: boolean) => {
      const { pairs: count, open, full } = cell
      const shown = shownOf(cell)
      if (shown === 'empty') return t('cell.empty')
      const certain = isAnyPort
        ? open === 0 || full === count
          ? t(open === 0 ? 'cell.noneAny' : 'cell.allAny', { count })
          : t('cell.someAny', { count, open, full })
        : open === 0 || open === count
          ? t(open === 0 ? 'cell.none' : 'cell.all', { count })
          : t('cell.some', { count, open })
      return shown === 'unknown' ? t('cell.unknown', { said: certain, unknown: cell.unknown }) : certain
    }
    // A matrix has a thousand cells, and few that differ.
    const known = new Map<string, string>()
    return (cell, isAnyPort) => {
      const key = `${isAnyPort} ${cell.pairs} ${cell.open} ${cell.full} ${cell.unknown}`
      const text = known.get(key) ?? said(cell, isAnyPort)
      known.set(key, text)
      return text
    }
  }, [t])
}

/** Between which two places, for as many pairs as a matrix has: the sentence is looked up once. */
export function usePairText(): (from: string, to: string) => string {
  const { t } = useTranslation('connectivity')
  return useMemo(() => {
    const frame = t('pair', { from: '{from}', to: '{to}' })
    return (from, to) => frame.replace('{from}', () => from).replace('{to}', () => to)
  }, [t])
}

export function ShapeAndText({ cell, isAnyPort }: { cell: MatrixCell; isAnyPort: boolean }) {
  const text = useCellText()
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'flex-start', gap: 0.75 }}>
      <Box component="span" sx={{ mt: '2px' }}>
        <Shape shown={shownOf(cell)} />
      </Box>
      <Box component="span" sx={{ '&::first-letter': { textTransform: 'uppercase' } }}>
        {text(cell, isAnyPort)}
      </Box>
    </Box>
  )
}
