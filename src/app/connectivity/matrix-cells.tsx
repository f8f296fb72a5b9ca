/** The heads and cells of the matrix. */
import { Box } from '@mui/material'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Shape } from './cell-look.tsx'
import type { Shown } from './cell-state.ts'
import { nameWidth, size } from './grid-window.ts'
import { columnHeadStyle, cutStyle, rowHeadStyle, upwardStyle } from './matrix-style.ts'
import type { Place } from './place.ts'
import { usePlaceText } from './place-name.tsx'

export const Head = memo(function Head(props: {
  id: string
  place: Place | undefined
  at: string
  index: number
  isColumn?: boolean
  isActive: boolean
}) {
  const { t } = useTranslation('connectivity')
  const placeText = usePlaceText()
  const { place, isColumn = false } = props
  if (place === undefined) return null
  const text = placeText(place, true)
  const opens = place.type === 'ns'
  const help =
    place.type === 'outside'
      ? t('outsideHelp')
      : opens
        ? t('openWorkloads', { namespace: text })
        : placeText(place)
  const left = nameWidth + (Number(props.at.split('/')[1]) || 0) * size
  return (
    <Box
      id={props.id}
      role={isColumn ? 'columnheader' : 'rowheader'}
      aria-colindex={props.index}
      aria-label={text}
      title={help}
      data-at={props.at}
      data-active={props.isActive || undefined}
      sx={{ ...(isColumn ? columnHeadStyle : rowHeadStyle), cursor: opens ? 'pointer' : 'default' }}
      style={isColumn ? { left } : undefined}
    >
      <Box component="span" sx={isColumn ? upwardStyle : cutStyle}>
        {text}
      </Box>
    </Box>
  )
})

/** Plain values and a plain element: there are a thousand, and most of them stay as they are. */
export const Cell = memo(function Cell(props: {
  id: string
  label: string
  look: Shown
  at: string
  column: number
  isActive: boolean
  isChosen: boolean
}) {
  const { id, label, look, at, column, isActive, isChosen } = props
  const cell = {
    role: 'gridcell',
    'aria-colindex': column + 2,
    'aria-label': label,
    'aria-selected': isChosen,
    title: label,
  }
  return (
    <div
      id={id}
      {...cell}
      data-at={at}
      data-state={look}
      data-active={isActive || undefined}
      style={{ left: nameWidth + column * size }}
    >
      <Shape shown={look} />
    </div>
  )
})
