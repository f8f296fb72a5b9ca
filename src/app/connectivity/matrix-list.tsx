/** The matrix where there is no room for one: a row is chosen, and its cells are a list. */
import { Box, ButtonBase, MenuItem, TextField } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Mono } from '../../ui/mono.tsx'
import { ShapeAndText } from './cell-look.tsx'
import { type MatrixShown, placesShown } from './matrix-grid.tsx'
import type { PageState } from './page-state.ts'
import { formatPlace, type Place } from './place.ts'
import { usePlaceText } from './place-name.tsx'
import { cellAt } from './protocol.ts'

export function MatrixList(props: {
  shown: MatrixShown
  state: PageState
  onChoose: (from: Place, to: Place) => void
}) {
  const { t } = useTranslation('connectivity')
  const { shown, state, onChoose } = props
  const text = usePlaceText()
  const { rows, columns } = placesShown(shown)
  const [name, setName] = useState(state.from === null ? '' : formatPlace(state.from))
  const row = Math.max(
    0,
    rows.findIndex((each) => formatPlace(each) === name),
  )
  const from = rows[row]
  if (from === undefined) return null
  return (
    <Box sx={{ px: 3, pb: 2, overflow: 'auto', flex: 1, minHeight: 0 }}>
      <TextField
        select
        fullWidth
        label={t('narrow.from')}
        value={formatPlace(from)}
        onChange={({ target }) => setName(target.value)}
        sx={{ mt: 1, mb: 1.5 }}
      >
        {rows.map((place) => (
          <MenuItem key={formatPlace(place)} value={formatPlace(place)}>
            {text(place, true)}
          </MenuItem>
        ))}
      </TextField>
      <Box component="ul" aria-label={t('narrow.to')} sx={listStyle}>
        {columns.map((to, at) => {
          if (from.type === 'outside' && to.type === 'outside') return null
          const cell = cellAt(shown.matrix, shown.rows[row] ?? 0, shown.columns[at] ?? 0)
          return (
            <Box component="li" key={formatPlace(to)} sx={{ borderBottom: 1, borderColor: 'divider' }}>
              <ButtonBase onClick={() => onChoose(from, to)} sx={itemStyle}>
                <Mono>{text(to, true)}</Mono>
                <Box component="span" sx={{ fontSize: 13, lineHeight: '18px', color: 'text.secondary' }}>
                  <ShapeAndText cell={cell} isAnyPort={shown.matrix.port === null} />
                </Box>
              </ButtonBase>
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}

const listStyle = {
  m: 0,
  p: 0,
  listStyle: 'none',
  bgcolor: 'background.paper',
  border: 1,
  borderBottom: 0,
  borderColor: 'divider',
  borderRadius: 1,
} as const

const itemStyle = {
  width: '100%',
  display: 'grid',
  gap: 0.25,
  justifyContent: 'start',
  justifyItems: 'start',
  font: 'inherit',
  textAlign: 'left',
  px: 1.5,
  py: 1,
} as const
