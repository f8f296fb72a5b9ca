/** The plain inputs of forms, each a lens on one path. */
import {
  Box,
  FormControlLabel,
  MenuItem,
  OutlinedInput,
  Radio,
  RadioGroup,
  Select,
  Switch,
  Typography,
} from '@mui/material'
import type { ReactNode } from 'react'
import type { Path } from '../../k8s/fieldpath.ts'
import { mono } from '../theme.ts'
import { asNumber, asText, useFindings, useForm, useLens } from './context.ts'
import { Field, type FieldProps } from './field.tsx'

interface LensProps extends FieldProps {
  readonly path: Path
  readonly disabled?: boolean
}

/** A line of text. Emptied, it removes its key; with `keepEmpty` it leaves an empty string. */
export function TextInput(props: LensProps & { placeholder?: string; mono?: boolean; keepEmpty?: boolean }) {
  const { value, set } = useLens(props.path)
  return (
    <InputFrame
      {...props}
      text={asText(value)}
      onText={(text) => set(text === '' && props.keepEmpty !== true ? undefined : text)}
    />
  )
}

/** A whole number; what is no number is kept as typed and marked. */
export function NumberInput(props: LensProps & { placeholder?: string }) {
  const { value, set } = useLens(props.path)
  return <InputFrame {...props} mono numeric text={asText(value)} onText={(text) => set(asNumber(text))} />
}

function InputFrame(
  props: LensProps & {
    placeholder?: string
    mono?: boolean
    numeric?: boolean
    text: string
    onText: (text: string) => void
  },
) {
  const { frozen, focus } = useForm()
  return (
    <Field
      path={props.path}
      label={props.label}
      help={props.help}
      required={props.required}
      findings={useFindings(props.path)}
    >
      {(control) => (
        <OutlinedInput
          id={control.id}
          fullWidth
          disabled={frozen || props.disabled === true}
          value={props.text}
          placeholder={props.placeholder ?? ''}
          error={control['aria-invalid']}
          onChange={(event) => props.onText(event.target.value)}
          onFocus={() => focus(props.path)}
          onBlur={() => focus(null)}
          slotProps={{
            input: {
              'aria-describedby': control['aria-describedby'],
              'aria-required': props.required,
              inputMode: props.numeric === true ? 'numeric' : 'text',
              autoComplete: 'off',
              spellCheck: false,
              ...(props.mono === true && { style: { fontFamily: mono, fontSize: 13 } }),
            },
          }}
        />
      )}
    </Field>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly help?: ReactNode
  readonly disabled?: boolean
}

/** A few alternatives that are worth reading side by side, each with a sentence. */
export function Choice(
  props: FieldProps & {
    value: string
    onChange: (value: string) => void
    options: readonly Option[]
    path: Path
    disabled?: boolean
  },
) {
  const { frozen, focus } = useForm()
  return (
    <Field
      path={props.path}
      label={props.label}
      help={props.help}
      required={props.required}
      group="radiogroup"
      findings={useFindings(props.path)}
    >
      {(control) => (
        <RadioGroup
          value={props.value}
          onChange={(_, value) => props.onChange(value)}
          onFocus={() => focus(props.path)}
          onBlur={() => focus(null)}
          aria-describedby={control['aria-describedby']}
          name={control.id}
          sx={{ gap: 0.5 }}
        >
          {props.options.map((option) => (
            <FormControlLabel
              key={option.value}
              value={option.value}
              disabled={frozen || props.disabled === true || option.disabled === true}
              control={<Radio sx={{ py: 0.25 }} />}
              sx={{ alignItems: 'flex-start', mr: 0 }}
              label={
                <Box>
                  <Typography component="span">{option.label}</Typography>
                  {option.help !== undefined && (
                    <Typography variant="caption" component="div" color="textSecondary">
                      {option.help}
                    </Typography>
                  )}
                </Box>
              }
            />
          ))}
        </RadioGroup>
      )}
    </Field>
  )
}

/** One of a list, as a drop-down. An empty value shows `placeholder`. */
export function SelectInput(
  props: FieldProps & {
    path: Path
    value: string
    onChange: (value: string) => void
    options: readonly Option[]
    placeholder?: string
    disabled?: boolean
  },
) {
  const { frozen, focus } = useForm()
  const known = props.value === '' || props.options.some((option) => option.value === props.value)
  const options = known ? props.options : [...props.options, { value: props.value, label: props.value }]
  return (
    <Field
      path={props.path}
      label={props.label}
      help={props.help}
      required={props.required}
      findings={useFindings(props.path)}
    >
      {(control) => (
        <Select
          fullWidth
          displayEmpty
          labelId={control.labelId}
          value={props.value}
          disabled={frozen || props.disabled === true}
          error={control['aria-invalid']}
          onChange={(event) => props.onChange(event.target.value)}
          onFocus={() => focus(props.path)}
          onBlur={() => focus(null)}
          SelectDisplayProps={{ id: control.id, 'aria-describedby': control['aria-describedby'] }}
          renderValue={(value) =>
            options.find((option) => option.value === value)?.label ?? (
              <Typography component="span" color="textSecondary">
                {props.placeholder ?? ''}
              </Typography>
            )
          }
        >
          {options.map((option) => (
            <MenuItem key={option.value} value={option.value} disabled={option.disabled === true}>
              <Box>
                {option.label}
                {option.help !== undefined && (
                  <Typography variant="caption" component="div" color="textSecondary">
                    {option.help}
                  </Typography>
                )}
              </Box>
            </MenuItem>
          ))}
        </Select>
      )}
    </Field>
  )
}

/** On or off, with the label beside it. */
export function Toggle(
  props: FieldProps & {
    path: Path
    checked: boolean
    onChange: (checked: boolean) => void
    disabled?: boolean
  },
) {
  const { frozen, focus } = useForm()
  return (
    <Field path={props.path} label={props.label} help={props.help} findings={useFindings(props.path)}>
      {(control) => (
        <Switch
          checked={props.checked}
          disabled={frozen || props.disabled === true}
          onChange={(_, checked) => props.onChange(checked)}
          onFocus={() => focus(props.path)}
          onBlur={() => focus(null)}
          slotProps={{ input: { id: control.id, 'aria-describedby': control['aria-describedby'] } }}
          sx={{ ml: -0.5 }}
        />
      )}
    </Field>
  )
}
