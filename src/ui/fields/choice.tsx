/** One of several: side by side with a sentence each, in a drop-down, or on and off. */
import {
  Box,
  Checkbox,
  FormControlLabel,
  MenuItem,
  Radio,
  RadioGroup,
  Select,
  Switch,
  Typography,
} from '@mui/material'
import type { ReactNode } from 'react'
import type { Path } from '../../k8s/fieldpath.ts'
import { useControl } from './control.ts'
import { Field, type FieldProps } from './field.tsx'
import type { Shape } from './fit.ts'

export interface Option {
  readonly value: string
  readonly label: string
  readonly help?: ReactNode
  readonly disabled?: boolean
}

interface ChoiceProps extends FieldProps {
  readonly path: Path
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly Option[]
  readonly disabled?: boolean
  /** What the YAML may hold for it to be shown; by default a text. */
  readonly holds?: Shape
}

/** A few alternatives that are worth reading side by side. */
export function Choice(props: ChoiceProps) {
  const { disabled, ...control } = useControl(props.path, props.disabled)
  return (
    <Field of={props} holds={props.holds ?? 'text'} named="control">
      {({ id, ...described }) => (
        <RadioGroup
          {...control}
          value={props.value}
          onChange={(_, value) => props.onChange(value)}
          aria-describedby={described['aria-describedby']}
          aria-labelledby={described.labelId}
          name={id}
          sx={{ gap: 0.5 }}
        >
          {props.options.map((option) => (
            <FormControlLabel
              key={option.value}
              value={option.value}
              disabled={disabled || option.disabled === true}
              control={<Radio sx={{ py: 0.25 }} />}
              sx={{ alignItems: 'flex-start', mr: 0 }}
              label={<OptionText option={option} />}
            />
          ))}
        </RadioGroup>
      )}
    </Field>
  )
}

/** One of a list. An empty value shows `placeholder`; a value that is not in the list is kept and shown. */
export function SelectInput(props: ChoiceProps & { placeholder?: string }) {
  const control = useControl(props.path, props.disabled)
  const known = props.value === '' || props.options.some((option) => option.value === props.value)
  const options = known ? props.options : [...props.options, { value: props.value, label: props.value }]
  return (
    <Field of={props} holds={props.holds ?? 'text'} named="control">
      {({ id, labelId, ...described }) => (
        <Select
          {...control}
          fullWidth
          displayEmpty
          labelId={labelId}
          value={props.value}
          error={described['aria-invalid']}
          onChange={(event) => props.onChange(event.target.value)}
          SelectDisplayProps={{ id, 'aria-describedby': described['aria-describedby'] }}
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
              <OptionText option={option} />
            </MenuItem>
          ))}
        </Select>
      )}
    </Field>
  )
}

function OptionText({ option }: { option: Option }) {
  return (
    <Box>
      <Typography component="span">{option.label}</Typography>
      {option.help !== undefined && (
        <Typography variant="caption" component="div" color="textSecondary">
          {option.help}
        </Typography>
      )}
    </Box>
  )
}

interface OnOffProps extends FieldProps {
  readonly path: Path
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}

/** On or off. */
export function Toggle(props: OnOffProps) {
  const control = useControl(props.path, props.disabled)
  return (
    <Field of={props}>
      {({ id, ...described }) => (
        <Switch
          {...control}
          checked={props.checked}
          onChange={(_, checked) => props.onChange(checked)}
          slotProps={{ input: { id, 'aria-describedby': described['aria-describedby'] } }}
          sx={{ ml: -0.5 }}
        />
      )}
    </Field>
  )
}

/** A box to tick, its words beside it; what the YAML holds is judged by whoever uses it. */
export function Tick(props: OnOffProps) {
  const control = useControl(props.path, props.disabled)
  return (
    <Field of={{ ...props, hideLabel: true }} holds="any">
      {({ id, ...described }) => (
        <FormControlLabel
          sx={{ mr: 0, justifySelf: 'start' }}
          control={
            <Checkbox
              {...control}
              checked={props.checked}
              onChange={(_, checked) => props.onChange(checked)}
              slotProps={{
                input: {
                  id,
                  'aria-labelledby': described.labelId,
                  'aria-describedby': described['aria-describedby'],
                },
              }}
              sx={{ py: 0.25 }}
            />
          }
          label={<span aria-hidden="true">{props.label}</span>}
        />
      )}
    </Field>
  )
}
