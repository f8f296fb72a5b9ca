/** The matrix with what narrows it down, and beside it why a cell is as it is. */
import ArrowBackIcon from '@mui/icons-material/ArrowBack'
import { Box, Button, Drawer, FormControlLabel, Switch, Typography } from '@mui/material'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'
import { useNarrow } from '../narrow.ts'
import { FilterBox } from '../pages/filter-box.tsx'
import { useTyped } from '../typed.ts'
import { Shape } from './cell-look.tsx'
import { shownStates } from './cell-state.ts'
import { MatrixGrid, type MatrixShown } from './matrix-grid.tsx'
import { MatrixList } from './matrix-list.tsx'
import type { PageState } from './page-state.ts'
import { PairPanel } from './pair-panel.tsx'
import type { Place } from './place.ts'
import { PortFilter } from './port-filter.tsx'
import type { Answers } from './protocol.ts'
import { shownPlaces } from './shown-places.ts'
import type { ChangeState } from './use-page-state.ts'

interface Props {
  readonly state: PageState
  readonly change: ChangeState
  readonly answers: Answers | null
}

export function MatrixPanel({ state, change, answers }: Props) {
  const { t } = useTranslation('connectivity')
  const narrow = useNarrow()
  const grid = useRef<HTMLDivElement>(null)
  /** Counts how often a cell was asked by the keyboard for its reason, which then has the focus. */
  const [asked, setAsked] = useState(0)
  const shown = useShown(state, answers)
  const choose = useCallback(
    (from: Place, to: Place) => {
      change({ from, to })
      setAsked((count) => count + 1)
    },
    [change],
  )
  const open = useCallback(
    (from: string, to: string) => change({ inside: { from, to }, from: null, to: null, text: '' }),
    [change],
  )
  const close = () => {
    change({ from: null, to: null })
    grid.current?.focus()
  }
  const isChosen = state.from !== null && state.to !== null
  const panel = isChosen && (
    <PairPanel state={state} change={change} answers={answers} asked={asked} onOpen={open} onClose={close} />
  )
  return (
    <Box sx={{ display: 'flex', flex: 1, minHeight: 0 }}>
      <Box sx={{ display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0 }}>
        <Tools state={state} change={change} />
        {shown === null ? null : shown.rows.length < 2 && shown.columns.length < 2 ? (
          <Notice title={t(state.text === '' && !state.onlyPolicies ? 'none.title' : 'none.filtered')}>
            {t('none.text')}
          </Notice>
        ) : narrow ? (
          <MatrixList shown={shown} state={state} onChoose={choose} />
        ) : (
          <MatrixGrid ref={grid} shown={shown} state={state} onChoose={choose} onOpen={open} />
        )}
      </Box>
      {narrow ? (
        <Drawer
          anchor="bottom"
          open={isChosen}
          onClose={close}
          slotProps={{ paper: { sx: { maxHeight: '85%' }, 'aria-label': t('panel.label') } }}
        >
          {panel}
        </Drawer>
      ) : (
        panel
      )}
    </Box>
  )
}

function useShown(state: PageState, answers: Answers | null): MatrixShown | null {
  const { text, onlyPolicies, inside } = state
  const matrix = answers?.matrix ?? null
  const governed = answers?.governed
  return useMemo(() => {
    if (matrix === null) return null
    // What is drawn until the other matrix comes is not what is filtered.
    if ((matrix.inside === null) !== (inside === null)) return null
    const only = onlyPolicies && inside === null ? new Set(governed) : null
    return {
      matrix,
      rows: shownPlaces(matrix.rows, text, only),
      columns: shownPlaces(matrix.columns, text, only),
    }
  }, [matrix, governed, text, onlyPolicies, inside])
}

function Tools({ state, change }: Omit<Props, 'answers'>) {
  const { t } = useTranslation('connectivity')
  const { inside } = state
  const onText = useCallback((text: string) => change({ text }), [change])
  const [text, setText] = useTyped(state.text, onText)
  return (
    <Box sx={{ px: 3, py: 1.5, display: 'grid', gap: 1.25, flexShrink: 0 }}>
      {inside !== null && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
          <Button
            variant="outlined"
            startIcon={<ArrowBackIcon />}
            onClick={() => change({ inside: null, from: null, to: null, text: '' })}
          >
            {t('allNamespaces')}
          </Button>
          <Typography variant="h2">
            {inside.from === inside.to
              ? t('insideOne', { namespace: inside.from })
              : t('inside', { from: inside.from, to: inside.to })}
          </Typography>
        </Box>
      )}
      <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
        <Box sx={{ width: { xs: '100%', sm: 260 } }}>
          <FilterBox
            value={text}
            onChange={setText}
            placeholder={t(inside === null ? 'filter' : 'filterWorkloads')}
          />
        </Box>
        <PortFilter port={state.port} onPort={(port) => change({ port })} mayBeAny />
        {inside === null && (
          <FormControlLabel
            control={
              <Switch
                size="small"
                checked={state.onlyPolicies}
                onChange={(_, onlyPolicies) => change({ onlyPolicies })}
              />
            }
            label={t('onlyPolicies')}
            slotProps={{ typography: { variant: 'body2' } }}
            sx={{ m: 0, gap: 0.5 }}
          />
        )}
        <Legend />
      </Box>
    </Box>
  )
}

function Legend() {
  const { t } = useTranslation('connectivity')
  return (
    <Box
      component="ul"
      aria-label={t('legend')}
      sx={{
        m: 0,
        ml: { md: 'auto' },
        p: 0,
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 1.5,
        listStyle: 'none',
        fontSize: 12,
        color: 'text.secondary',
      }}
    >
      {shownStates.map((shown) => (
        <Box component="li" key={shown} sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
          <Shape shown={shown} size={12} />
          {t(`state.${shown}`)}
        </Box>
      ))}
    </Box>
  )
}
