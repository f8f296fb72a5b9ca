/** Rows of what the YAML keeps in one text: commas between addresses, JSON in a string. */
import AddIcon from '@mui/icons-material/Add'
import CloseIcon from '@mui/icons-material/Close'
import { Alert, Box, Button, IconButton, OutlinedInput } from '@mui/material'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { useFindings, useForm } from '../../ui/fields/context.ts'
import { useControl } from '../../ui/fields/control.ts'
import { Field, type FieldProps, Findings } from '../../ui/fields/field.tsx'
import { addButton, controlOf, removeButton, useFocusAfter } from '../../ui/fields/row-focus.ts'
import { useRowIds } from '../../ui/fields/row-ids.ts'
import { mono } from '../../ui/theme.ts'
import './words.ts'

interface RowsProps<T> extends FieldProps {
  /** Of the text. What is said of a row stands at this path and the row's number. */
  readonly path: Path
  /** `null` where the text is not what the rows are made of. */
  readonly rows: readonly T[] | null
  readonly onChange: (rows: readonly T[]) => void
  readonly newRow: () => T
  readonly rowLabel: (index: number) => string
  readonly addLabel: string
  readonly children: (row: T, change: (row: T) => void, index: number) => ReactNode
}

export function Rows<T>(props: RowsProps<T>) {
  const { path, onChange, rowLabel } = props
  const { t } = useTranslation('alb')
  const { frozen, jump } = useForm()
  const rows = props.rows ?? []
  const ids = useRowIds(rows.length)
  const root = useRef<HTMLDivElement>(null)
  const focusAfter = useFocusAfter(root)
  const add = () => {
    onChange([...rows, props.newRow()])
    focusAfter((table) => controlOf(table, rows.length))
  }
  const remove = (index: number) => {
    onChange(rows.toSpliced(index, 1))
    ids.removed(index)
    const next = Math.min(index, rows.length - 2)
    focusAfter((table) => (next < 0 ? addButton(table) : removeButton(table, next)))
  }
  return (
    <Field of={props} named="group">
      {() =>
        props.rows === null ? (
          <Alert
            severity="info"
            role="note"
            action={<Button onClick={() => jump(path)}>{t('showInYaml')}</Button>}
          >
            {t('oddText')}
          </Alert>
        ) : (
          <Box ref={root} sx={{ display: 'grid', gap: 1.5, justifyItems: 'start' }}>
            {rows.map((row, index) => (
              <Box
                key={ids.of(index)}
                role="group"
                aria-label={rowLabel(index)}
                data-row={index}
                sx={{ width: '100%' }}
              >
                <Box sx={{ display: 'flex', alignItems: 'start', gap: 0.5 }}>
                  <Box sx={{ flex: 1, minWidth: 0 }}>
                    {props.children(row, (next) => onChange(rows.with(index, next)), index)}
                  </Box>
                  <IconButton
                    size="small"
                    data-row-action="remove"
                    aria-label={t('removeRow', { row: rowLabel(index) })}
                    disabled={frozen}
                    onClick={() => remove(index)}
                    sx={{ my: 0.5 }}
                  >
                    <CloseIcon sx={{ fontSize: 18 }} />
                  </IconButton>
                </Box>
                <RowFindings path={[...path, index]} />
              </Box>
            ))}
            <Button data-row-action="add" startIcon={<AddIcon />} disabled={frozen} onClick={add}>
              {props.addLabel}
            </Button>
          </Box>
        )
      }
    </Field>
  )
}

function RowFindings({ path }: { path: Path }) {
  return <Findings findings={useFindings(path, true)} />
}

/** One value of a row. */
export function RowText(props: {
  readonly path: Path
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly onText: (text: string) => void
}) {
  const control = useControl(props.path, props.disabled)
  return (
    <OutlinedInput
      {...control}
      fullWidth
      value={props.value}
      placeholder={props.placeholder ?? ''}
      onChange={(event) => props.onText(event.target.value)}
      slotProps={{
        input: {
          'aria-label': props.label,
          autoComplete: 'off',
          spellCheck: false,
          style: { fontFamily: mono, fontSize: 13 },
        },
      }}
    />
  )
}
