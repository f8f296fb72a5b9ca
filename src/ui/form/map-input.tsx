/** Key and value rows on a map of strings: labels, selectors, annotations. */
import AddIcon from '@mui/icons-material/Add'
import CloseIcon from '@mui/icons-material/Close'
import { Box, Button, IconButton, OutlinedInput, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { mono } from '../theme.ts'
import { asText, useForm, useLens } from './context.ts'
import { Field, type FieldProps } from './field.tsx'

interface Entry {
  readonly key: string
  readonly value: string
}

function entriesOf(value: unknown): Entry[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).map(([key, each]) => ({ key, value: asText(each) }))
}

/** The map the rows make; `null` while a key is empty or stands twice, which no map can hold. */
function mapOf(entries: readonly Entry[]): Record<string, string> | null {
  const keys = new Set(entries.map((entry) => entry.key))
  if (keys.size !== entries.length || keys.has('')) return null
  return Object.fromEntries(entries.map((entry) => [entry.key, entry.value]))
}

const inputStyle = { fontFamily: mono, fontSize: 13 }

/** Keys in `hidden` have fields of their own; they stay in the map and out of the rows. */
export function MapInput(
  props: FieldProps & { path: Path; hidden?: readonly string[]; addLabel: string; keyPlaceholder?: string },
) {
  const { t } = useTranslation('ui')
  const { frozen, focus } = useForm()
  const { value, set } = useLens(props.path)
  const hidden = (key: string) => props.hidden?.includes(key) ?? false
  const all = entriesOf(value)
  const written = all.filter((entry) => !hidden(entry.key))
  // Rows that are not yet a map (an empty or doubled key) live here until they are one.
  const [draft, setDraft] = useState<{ base: string; entries: Entry[] } | null>(null)
  const base = JSON.stringify(written)
  const rows = draft?.base === base ? draft.entries : written

  const change = (entries: Entry[]) => {
    const map = mapOf(entries)
    if (map === null) {
      setDraft({ base, entries })
      return
    }
    setDraft(null)
    const kept = Object.fromEntries(
      all.filter((entry) => hidden(entry.key)).map((entry) => [entry.key, entry.value]),
    )
    const next = { ...kept, ...map }
    set(Object.keys(next).length === 0 ? undefined : next)
  }
  const problem = (entry: Entry) =>
    entry.key !== '' && rows.filter((each) => each.key === entry.key).length > 1

  return (
    <Field path={props.path} label={props.label} help={props.help} named="group" whole>
      {() => (
        <Box
          sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}
          onFocus={() => focus(props.path)}
          onBlur={() => focus(null)}
        >
          {rows.map((entry, index) => (
            <Box
              key={index}
              sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr auto', gap: 1, width: '100%' }}
            >
              <OutlinedInput
                value={entry.key}
                disabled={frozen}
                error={problem(entry)}
                placeholder={props.keyPlaceholder ?? t('key')}
                onChange={(event) =>
                  change(rows.map((each, at) => (at === index ? { ...each, key: event.target.value } : each)))
                }
                slotProps={{
                  input: {
                    'aria-label': t('keyOf', { label: props.label, number: index + 1 }),
                    style: inputStyle,
                    spellCheck: false,
                  },
                }}
              />
              <OutlinedInput
                value={entry.value}
                disabled={frozen}
                placeholder={t('value')}
                onChange={(event) =>
                  change(
                    rows.map((each, at) => (at === index ? { ...each, value: event.target.value } : each)),
                  )
                }
                slotProps={{
                  input: {
                    'aria-label': t('valueOf', { label: props.label, number: index + 1 }),
                    style: inputStyle,
                    spellCheck: false,
                  },
                }}
              />
              <IconButton
                aria-label={t('removeRow', { label: props.label, number: index + 1 })}
                disabled={frozen}
                onClick={() => change(rows.filter((_, at) => at !== index))}
              >
                <CloseIcon fontSize="small" />
              </IconButton>
              {problem(entry) && (
                <Typography variant="caption" color="error" sx={{ gridColumn: '1 / -1' }}>
                  {t('keyTwice', { key: entry.key })}
                </Typography>
              )}
            </Box>
          ))}
          <Button
            startIcon={<AddIcon />}
            disabled={frozen}
            onClick={() => change([...rows, { key: '', value: '' }])}
          >
            {props.addLabel}
          </Button>
        </Box>
      )}
    </Field>
  )
}
