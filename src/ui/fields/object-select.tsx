/** One object of the cluster by its name: searched among thousands, typed where the list is closed, or made in place. */
import AddIcon from '@mui/icons-material/Add'
import { Autocomplete, Box, TextField, Typography } from '@mui/material'
import { type HTMLAttributes, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { Marked } from '../marked.tsx'
import { Mono } from '../mono.tsx'
import { State } from '../state.tsx'
import { mono } from '../theme.ts'
import { useControl } from './control.ts'
import { type ControlProps, Field, type FieldProps } from './field.tsx'
import { type Entry, entriesOf, entryText, type ObjectOption, offered } from './object-options.ts'

export interface ObjectSelectProps extends FieldProps {
  readonly path: Path
  /** Empty where none is chosen. */
  readonly value: string
  readonly onChange: (name: string | undefined) => void
  readonly options: readonly ObjectOption[]
  /** Of the list of objects; see `Availability` of the world. */
  readonly availability: 'loading' | 'live' | 'stale' | 'absent' | 'refused'
  /** What is missing to list them, code in backticks. */
  readonly lack?: string
  readonly placeholder?: string
  readonly disabled?: boolean
  /** Any name can be typed, not just those of the list. Where there is no list, one always can. */
  readonly freeText?: boolean
  /** The list is only what is known: any name can be typed, and none is missing. */
  readonly suggested?: boolean
  /** The last entry of the list, which makes a new object. */
  readonly create?:
    | {
        readonly label: string
        readonly onCreate: () => void
        /** What is missing to make one, code in backticks. */
        readonly lack?: string
      }
    | undefined
}

export function ObjectSelect(props: ObjectSelectProps) {
  const { value, availability } = props
  const { t } = useTranslation('ui')
  const control = useControl(props.path, props.disabled)
  const unread = availability === 'refused' || availability === 'absent'
  const free = props.freeText === true || props.suggested === true || unread
  const known = value === '' || props.options.some(({ name }) => name === value)
  const missing = !known && !unread && props.suggested !== true && availability !== 'loading'
  // What is typed freely is not an entry to choose from.
  const kept = free ? '' : value
  const entries = useMemo(() => entriesOf(props.options, kept), [props.options, kept])
  // Only another name is another value: live updates must not take away what is being typed.
  const chosen = useMemo((): Entry | null => (value === '' ? null : { type: 'object', name: value }), [value])
  const [open, setOpen] = useState(false)
  const { create } = props

  const choose = (next: Entry | string | null) => {
    if (next === null) props.onChange(undefined)
    else if (typeof next === 'string') props.onChange(next.trim() || undefined)
    else if (next.type === 'object') props.onChange(next.name)
    else if (next.type === 'create') props.create?.onCreate()
  }
  return (
    <Field of={props}>
      {(described) => (
        <>
          <Autocomplete<Entry, false, boolean, boolean>
            id={described.id}
            fullWidth
            size="small"
            selectOnFocus
            // Where it closes by itself, the library forgets the highlighted entry as live updates draw it anew.
            disableCloseOnSelect
            open={open}
            onOpen={() => setOpen(true)}
            onClose={() => setOpen(false)}
            handleHomeEndKeys
            freeSolo={free}
            forcePopupIcon
            disableClearable={props.required === true}
            disabled={control.disabled}
            loading={availability === 'loading'}
            loadingText={t('objectsLoading')}
            noOptionsText={t('objectsNone')}
            options={entries}
            value={chosen}
            getOptionLabel={textOf}
            getOptionKey={(option) =>
              typeof option === 'string' ? option : `${option.type} ${textOf(option)}`
            }
            isOptionEqualToValue={(a, b) => textOf(a) === textOf(b)}
            getOptionDisabled={isDisabled}
            // What cannot be chosen says why.
            disabledItemsFocusable
            slotProps={{ listbox: { sx: refusedStyle } }}
            filterOptions={(all, { inputValue }) => offered(all, inputValue, create)}
            onChange={(_, next) => {
              setOpen(false)
              choose(next)
            }}
            onInputChange={(_, text, reason) => {
              if (free && reason === 'input') choose(text)
            }}
            renderOption={({ key, ...item }, option) => <Option key={key} item={item} option={option} />}
            renderInput={(params) => (
              <TextField
                {...params}
                placeholder={props.placeholder ?? ''}
                error={described['aria-invalid']}
                onFocus={control.onFocus}
                onBlur={control.onBlur}
                slotProps={{
                  ...params.slotProps,
                  input: {
                    ...params.slotProps.input,
                    endAdornment: (
                      <>
                        {missing && <Missing id={`${described.id}-missing`} />}
                        {params.slotProps.input.endAdornment}
                      </>
                    ),
                  },
                  htmlInput: {
                    ...params.slotProps.htmlInput,
                    ...ariaOf(described, missing),
                    'aria-required': props.required,
                    spellCheck: false,
                    style: { fontFamily: mono, fontSize: 13 },
                  },
                }}
              />
            )}
          />
          {unread && (
            <Typography variant="caption" color="textSecondary" sx={{ mt: 0.5 }}>
              {t(availability === 'refused' ? 'objectsRefused' : 'objectsAbsent')}{' '}
              {availability === 'refused' && <Marked text={props.lack ?? ''} />}
            </Typography>
          )}
        </>
      )}
    </Field>
  )
}

const textOf = (entry: Entry | string) => (typeof entry === 'string' ? entry : entryText(entry))

function isDisabled(option: Entry): boolean {
  if (option.type === 'create') return (option.lack ?? '') !== ''
  return option.type === 'more' || option.disabled === true
}

function ariaOf(described: ControlProps, missing: boolean) {
  const ids = [described['aria-describedby'], missing ? `${described.id}-missing` : undefined]
  return {
    'aria-invalid': described['aria-invalid'],
    'aria-describedby': ids.filter(Boolean).join(' ') || undefined,
  }
}

function Missing({ id }: { id: string }) {
  const { t } = useTranslation('ui')
  return (
    <Typography id={id} variant="caption" sx={{ flexShrink: 0 }}>
      <State tone="warning">{t('objectMissing')}</State>
    </Typography>
  )
}

function Option({ item, option }: { item: HTMLAttributes<HTMLLIElement>; option: Entry }) {
  const { t } = useTranslation('ui')
  if (option.type === 'more')
    return (
      <li {...item}>
        <Typography variant="caption">{t('objectsMore', { count: option.count })}</Typography>
      </li>
    )
  if (option.type === 'create')
    return (
      <Box component="li" {...item} sx={createStyle}>
        <AddIcon sx={{ fontSize: 18, mr: 1, color: 'primary.main' }} />
        <Box sx={{ minWidth: 0 }}>
          <Typography color="primary">{option.label}</Typography>
          <Note text={option.lack ?? ''} />
        </Box>
      </Box>
    )
  const note = option.unknown === true ? t('objectMissing') : option.note
  return (
    <li {...item}>
      <Box sx={{ minWidth: 0 }}>
        <Mono>{option.name}</Mono>
        <Note text={note ?? ''} />
      </Box>
    </li>
  )
}

function Note({ text }: { text: string }) {
  if (text === '') return null
  return (
    <Typography variant="caption" component="div" color="textSecondary">
      <Marked text={text} />
    </Typography>
  )
}

/** Pale is the name; why it cannot be chosen is to be read. */
const refusedStyle = {
  '& .MuiAutocomplete-option[aria-disabled="true"]': { opacity: 1 },
  '& [aria-disabled="true"] .MuiBox-root > :first-of-type': { opacity: 0.55 },
} as const

/** In sight however long the list is; the list has a padding of eight pixels. */
const createStyle = {
  position: 'sticky',
  bottom: -8,
  zIndex: 1,
  borderTop: 1,
  borderColor: 'divider',
  // The states of an entry are see-through, and other entries scroll by below.
  backgroundImage:
    'linear-gradient(var(--mui-palette-background-paper), var(--mui-palette-background-paper))',
  '&.Mui-focused': {
    backgroundImage:
      'linear-gradient(var(--mui-palette-action-hover), var(--mui-palette-action-hover)), linear-gradient(var(--mui-palette-background-paper), var(--mui-palette-background-paper))',
  },
} as const
