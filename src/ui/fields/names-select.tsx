/** Several names of a list: searched, typed where the list is closed, each with a button that takes it away again. */
import { Autocomplete, Box, Chip, TextField, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { Mono } from '../mono.tsx'
import { useControl } from './control.ts'
import { Field, type FieldProps } from './field.tsx'
import type { Shape } from './fit.ts'
import type { ObjectOption } from './object-options.ts'

export interface NamesSelectProps extends FieldProps {
  readonly path: Path
  readonly value: readonly string[]
  readonly onChange: (names: readonly string[]) => void
  readonly options: readonly ObjectOption[]
  /** Any name can be typed: the list is only what is known. */
  readonly freeText?: boolean
  readonly placeholder?: string
  readonly disabled?: boolean
  /** What the YAML may hold for it to be shown; by default a list. */
  readonly holds?: Shape
}

export function NamesSelect(props: NamesSelectProps) {
  const { t } = useTranslation('ui')
  const control = useControl(props.path, props.disabled)
  const notes = new Map(props.options.map(({ name, note }) => [name, note]))
  return (
    <Field of={props} whole holds={props.holds ?? 'list'}>
      {({ id, labelId: _, ...described }) => (
        <Autocomplete<string, true, false, boolean>
          id={id}
          multiple
          fullWidth
          size="small"
          disableCloseOnSelect
          filterSelectedOptions
          autoSelect={props.freeText === true}
          freeSolo={props.freeText === true}
          forcePopupIcon
          disabled={control.disabled}
          noOptionsText={t('objectsNone')}
          options={props.options.map(({ name }) => name)}
          value={[...props.value]}
          onChange={(_, names) =>
            props.onChange([...new Set(names.map((each) => each.trim()))].filter(Boolean))
          }
          renderValue={(names, itemProps) =>
            names.map((name, index) => {
              const { key, ...item } = itemProps({ index })
              return <Chip key={key} {...item} size="small" label={<Mono>{name}</Mono>} />
            })
          }
          renderOption={({ key, ...item }, name) => (
            <li key={key} {...item}>
              <Box sx={{ minWidth: 0 }}>
                <Mono>{name}</Mono>
                {(notes.get(name) ?? '') !== '' && (
                  <Typography variant="caption" component="div" color="textSecondary">
                    {notes.get(name)}
                  </Typography>
                )}
              </Box>
            </li>
          )}
          renderInput={(params) => (
            <TextField
              {...params}
              placeholder={props.value.length === 0 ? (props.placeholder ?? '') : ''}
              error={described['aria-invalid']}
              onFocus={control.onFocus}
              onBlur={control.onBlur}
              slotProps={{
                ...params.slotProps,
                htmlInput: {
                  ...params.slotProps.htmlInput,
                  ...described,
                  'aria-required': props.required,
                  spellCheck: false,
                },
              }}
            />
          )}
        />
      )}
    </Field>
  )
}
