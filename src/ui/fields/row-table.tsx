/** Rows of any fields on a list: added, removed, and moved with their comments. */
import AddIcon from '@mui/icons-material/Add'
import ArrowDownIcon from '@mui/icons-material/ArrowDownward'
import ArrowUpIcon from '@mui/icons-material/ArrowUpward'
import CloseIcon from '@mui/icons-material/Close'
import { Box, Button, IconButton } from '@mui/material'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { asList } from '../../k8s/shape.ts'
import { insertAt, type Manifest, moveItem, removeAt } from '../../manifest/manifest.ts'
import { useFindings, useForm, useLens } from './context.ts'
import { Field, type FieldProps, Findings } from './field.tsx'
import { misfitAt, type Shape } from './fit.ts'
import { MisfitNotice } from './misfit-notice.tsx'
import { addButton, controlOf, moveButton, removeButton, useFocusAfter } from './row-focus.ts'
import { useRowIds } from './row-ids.ts'

export interface RowTableProps extends FieldProps {
  readonly path: Path
  readonly addLabel: string
  readonly newRow: () => unknown
  /** Puts the new row at the end, where more has to be written than the row. */
  readonly insert?: (manifest: Manifest, row: unknown) => Manifest
  /** What a row is called: `Port 1`. */
  readonly rowLabel: (index: number) => string
  /** What a row can show; by default a map. */
  readonly rowHolds?: Shape
  /** The maps above it with paths of this length or shorter stay when they are empty. */
  readonly keepDepth?: number
  /** Whether the order of rows says something, or should stay as people like it. */
  readonly reorder?: boolean
  readonly children: (row: { path: Path; index: number; value: unknown }) => ReactNode
}

export function RowTable(props: RowTableProps) {
  const { path, rowLabel } = props
  const { edit, frozen } = useForm()
  const rows = asList(useLens(path).value)
  const ids = useRowIds(rows.length)
  const root = useRef<HTMLDivElement>(null)
  const focusAfter = useFocusAfter(root)

  const add = () => {
    const insert = props.insert ?? ((manifest, row) => insertAt(manifest, path, rows.length, row))
    edit((manifest) => insert(manifest, props.newRow()))
    focusAfter((table) => controlOf(table, rows.length))
  }
  const remove = (index: number) => {
    const options = { pruneEmptyParents: true, keepDepth: props.keepDepth ?? 1 }
    edit((manifest) => removeAt(manifest, [...path, index], options))
    ids.removed(index)
    const next = Math.min(index, rows.length - 2)
    focusAfter((table) => (next < 0 ? addButton(table) : removeButton(table, next)))
  }
  const move = (from: number, to: number, focused: (table: HTMLElement) => HTMLElement | null) => {
    if (frozen || to < 0 || to >= rows.length) return
    edit((manifest) => moveItem(manifest, path, from, to))
    ids.moved(from, to)
    focusAfter(focused)
  }
  return (
    <Field of={props} named="group" holds="list">
      {() => (
        <Box
          ref={root}
          sx={{ display: 'grid', gap: props.rowHolds === 'text' ? 1.5 : 2, justifyItems: 'start' }}
        >
          {rows.map((value, index) => (
            <Row
              key={ids.of(index)}
              path={[...path, index]}
              label={rowLabel(index)}
              index={index}
              last={index === rows.length - 1}
              single={props.rowHolds === 'text'}
              reorder={props.reorder === true}
              onRemove={() => remove(index)}
              onMove={(to, focused) => move(index, to, focused)}
            >
              <RowContent path={[...path, index]} holds={props.rowHolds ?? 'map'}>
                {() => props.children({ path: [...path, index], index, value })}
              </RowContent>
            </Row>
          ))}
          <Button data-row-action="add" startIcon={<AddIcon />} disabled={frozen} onClick={add}>
            {props.addLabel}
          </Button>
        </Box>
      )}
    </Field>
  )
}

function RowContent(props: { path: Path; holds: Shape; children: () => ReactNode }) {
  const odd = misfitAt(useForm().manifest, props.path, props.holds)
  return odd === null ? props.children() : <MisfitNotice at={odd} />
}

interface RowProps {
  readonly path: Path
  readonly label: string
  readonly index: number
  readonly last: boolean
  /** The row is one field, which speaks for itself. */
  readonly single: boolean
  readonly reorder: boolean
  readonly onRemove: () => void
  readonly onMove: (to: number, focused: (table: HTMLElement) => HTMLElement | null) => void
  readonly children: ReactNode
}

function Row({ path, label, index, last, single, reorder, onRemove, onMove, children }: RowProps) {
  const { t } = useTranslation('ui')
  const { frozen } = useForm()
  const findings = useFindings(path)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!reorder || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    // Drop-downs would open at this key.
    event.preventDefault()
    event.stopPropagation()
    const at = document.activeElement
    onMove(event.key === 'ArrowUp' ? index - 1 : index + 1, () => (at instanceof HTMLElement ? at : null))
  }
  const mover = (way: 'up' | 'down') => {
    const to = way === 'up' ? index - 1 : index + 1
    return (
      <IconButton
        size="small"
        data-row-action={way}
        aria-label={t(way === 'up' ? 'moveUp' : 'moveDown', { row: label })}
        disabled={frozen || (way === 'up' ? index === 0 : last)}
        onClick={() => onMove(to, (table) => moveButton(table, to, way))}
      >
        {way === 'up' ? <ArrowUpIcon sx={iconSize} /> : <ArrowDownIcon sx={iconSize} />}
      </IconButton>
    )
  }
  return (
    <Box
      {...(!single && { role: 'group', 'aria-label': label })}
      data-path={path.join('.')}
      data-row={index}
      onKeyDownCapture={onKeyDown}
      sx={{ width: '100%', containerType: 'inline-size' }}
    >
      <Box sx={{ display: 'flex', alignItems: 'start', gap: 0.5, ...(reorder && belowWhereNarrow) }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>{children}</Box>
        <Box sx={{ display: 'flex', flexShrink: 0, py: 0.5, justifyContent: 'end' }}>
          {reorder && mover('up')}
          {reorder && mover('down')}
          <IconButton
            size="small"
            data-row-action="remove"
            aria-label={t('removeNamed', { row: label })}
            disabled={frozen}
            onClick={onRemove}
          >
            <CloseIcon sx={iconSize} />
          </IconButton>
        </Box>
      </Box>
      {!single && <Findings findings={findings} />}
    </Box>
  )
}

/** Three buttons leave too little room beside them. */
const belowWhereNarrow = {
  '@container (max-width: 300px)': { flexDirection: 'column', alignItems: 'stretch', gap: 0 },
} as const

const iconSize = { fontSize: 18 }
