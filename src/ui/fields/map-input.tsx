/** Key and value rows on a map of strings: labels, selectors, annotations. */
import AddIcon from '@mui/icons-material/Add'
import CloseIcon from '@mui/icons-material/Close'
import { Box, Button, IconButton, OutlinedInput, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { mono } from '../theme.ts'
import { asText, useLens } from './context.ts'
import { useControl } from './control.ts'
import { Field, type FieldProps } from './field.tsx'

interface Row {
  readonly key: string
  readonly value: string
}

type Entries = Readonly<Record<string, string>>

function entriesOf(value: unknown, wanted: (key: string) => boolean): Entries {
  if (typeof value !== 'object' || value === null) return {}
  const entries = Object.entries(value).filter(([key]) => wanted(key))
  return Object.fromEntries(entries.map(([key, each]) => [key, asText(each)]))
}

const rowsOf = (entries: Entries): readonly Row[] =>
  Object.entries(entries).map(([key, value]) => ({ key, value }))

/** A row that can be written: it has a key, and no row above has the same. */
function isWritable(rows: readonly Row[], index: number): boolean {
  const key = rows[index]?.key ?? ''
  return key !== '' && rows.findIndex((row) => row.key === key) === index
}

const writtenOf = (rows: readonly Row[]): Entries =>
  Object.fromEntries(rows.filter((_, index) => isWritable(rows, index)).map(({ key, value }) => [key, value]))

/** The rows after somebody else changed the map: what is not finished stays where it is. */
function followed(rows: readonly Row[], entries: Entries): readonly Row[] {
  const kept = rows.flatMap((row, index): Row | readonly [] => {
    if (!isWritable(rows, index)) return row
    const value = entries[row.key]
    return value === undefined ? [] : { key: row.key, value }
  })
  const shown = new Set(kept.map(({ key }) => key))
  return [...kept, ...rowsOf(entries).filter(({ key }) => !shown.has(key))]
}

function isSame(a: Entries, b: Entries): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

/** Keys in `hidden` have fields of their own; they stay in the map and out of the rows. */
export function MapInput(
  props: FieldProps & {
    path: Path
    hidden?: readonly string[]
    addLabel: string
    keyPlaceholder?: string
    /** The maps above it with paths of this length or shorter stay when they are empty. */
    keepDepth?: number
  },
) {
  const { t } = useTranslation('ui')
  const { disabled, ...control } = useControl(props.path)
  const { value, set } = useLens(props.path, props.keepDepth)
  const isHidden = (key: string) => props.hidden?.includes(key) ?? false
  const entries = entriesOf(value, (key) => !isHidden(key))
  // The rows are the form's own: a map has no place for a row without a key, nor for the order of rows.
  // They follow when somebody else, the editor or an undo, changes the map.
  const [rows, setRows] = useState(() => rowsOf(entries))
  const [added, setAdded] = useState(-1)
  if (!isSame(writtenOf(rows), entries)) setRows(followed(rows, entries))

  const change = (next: readonly Row[]) => {
    setRows(next)
    const map = { ...entriesOf(value, isHidden), ...writtenOf(next) }
    if (!isSame(writtenOf(next), entries)) set(Object.keys(map).length === 0 ? undefined : map)
  }
  const edit = (index: number, edited: Partial<Row>) =>
    change(rows.map((row, at) => (at === index ? { ...row, ...edited } : row)))
  return (
    <Field
      of={props}
      named="group"
      holds="texts"
      whole
      without={(props.hidden ?? []).map((key) => [...props.path, key])}
    >
      {() => (
        <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }} {...control}>
          {rows.map((row, index) => (
            <Box
              key={index}
              sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr auto', gap: 1, width: '100%' }}
            >
              <OutlinedInput
                value={row.key}
                disabled={disabled}
                autoFocus={index === added}
                error={row.key !== '' && !isWritable(rows, index)}
                placeholder={props.keyPlaceholder ?? t('key')}
                onChange={(event) => edit(index, { key: event.target.value })}
                slotProps={inputProps(t('keyOf', { label: props.label, number: index + 1 }))}
              />
              <OutlinedInput
                value={row.value}
                disabled={disabled}
                placeholder={t('value')}
                onChange={(event) => edit(index, { value: event.target.value })}
                slotProps={inputProps(t('valueOf', { label: props.label, number: index + 1 }))}
              />
              <IconButton
                aria-label={t('removeRow', { label: props.label, number: index + 1 })}
                disabled={disabled}
                onClick={() => change(rows.filter((_, at) => at !== index))}
              >
                <CloseIcon fontSize="small" />
              </IconButton>
              {!isWritable(rows, index) && (row.key !== '' || row.value !== '') && (
                <Typography variant="caption" color="error" sx={{ gridColumn: '1 / -1' }}>
                  {row.key === '' ? t('keyMissing') : t('keyTwice', { key: row.key })}
                </Typography>
              )}
            </Box>
          ))}
          <Button
            startIcon={<AddIcon />}
            disabled={disabled}
            onClick={() => {
              setAdded(rows.length)
              change([...rows, { key: '', value: '' }])
            }}
          >
            {props.addLabel}
          </Button>
        </Box>
      )}
    </Field>
  )
}

function inputProps(label: string) {
  return {
    input: { 'aria-label': label, style: { fontFamily: mono, fontSize: 13 }, spellCheck: false },
  }
}
