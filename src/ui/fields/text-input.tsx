/** A line of text, or a number, on one path. */
import { InputAdornment, OutlinedInput } from '@mui/material'
import type { ClipboardEvent } from 'react'
import type { Path } from '../../k8s/fieldpath.ts'
import type { Text } from '../../manifest/finding.ts'
import { Mono } from '../mono.tsx'
import { mono } from '../theme.ts'
import { asNumber, asText, useLens } from './context.ts'
import { useControl } from './control.ts'
import { Field, type FieldProps } from './field.tsx'

interface LineProps extends FieldProps {
  readonly path: Path
  readonly disabled?: boolean
  readonly placeholder?: string
  /** What is wrong with the value, in words. */
  readonly problem?: Text | null
  readonly onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void
  /** What a value begins with and nobody has to type: it stands in front of the field. */
  readonly prefix?: string | undefined
}

/**
 * A line of text. Emptied, it removes its key; with `keepEmpty` it leaves an empty string. With `onText` it
 * writes nothing itself: for texts that more than one place follows.
 */
export function TextInput(
  props: LineProps & { mono?: boolean; keepEmpty?: boolean; onText?: (text: string) => void },
) {
  const { value, set } = useLens(props.path)
  const write = (text: string) => set(text === '' && props.keepEmpty !== true ? undefined : text)
  return <Line {...props} text={asText(value)} onText={props.onText ?? write} />
}

/** A whole number; what is no number is kept as typed and marked. */
export function NumberInput(props: LineProps) {
  const { value, set } = useLens(props.path)
  return <Line {...props} mono numeric text={asText(value)} onText={(text) => set(asNumber(text))} />
}

function Line(
  props: LineProps & { mono?: boolean; numeric?: boolean; text: string; onText: (text: string) => void },
) {
  const control = useControl(props.path, props.disabled)
  const { text, prefix = '' } = props
  // A value that begins otherwise is shown as it is.
  const isBehind = prefix !== '' && (text === '' || text.startsWith(prefix))
  return (
    <Field of={props} problem={props.problem ?? null}>
      {({ id, labelId: _, ...described }) => (
        <OutlinedInput
          {...control}
          id={id}
          fullWidth
          value={isBehind ? text.slice(prefix.length) : text}
          startAdornment={
            isBehind && (
              <InputAdornment position="start" sx={{ mr: 0 }}>
                <Mono quiet>{prefix}</Mono>
              </InputAdornment>
            )
          }
          placeholder={props.placeholder ?? ''}
          error={described['aria-invalid']}
          onChange={(event) => props.onText(event.target.value)}
          slotProps={{
            input: {
              ...described,
              'aria-required': props.required,
              onPaste: props.onPaste,
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
