/** A name, and a list of names with a row each; what is pasted with line breaks or commas makes several. */
import AddIcon from '@mui/icons-material/Add'
import CloseIcon from '@mui/icons-material/Close'
import { Box, Button, FormHelperText, IconButton, OutlinedInput, Typography } from '@mui/material'
import { type ClipboardEvent, useId, useRef } from 'react'
import { pastedValues } from '../../ui/fields/pasted-values.ts'
import { State } from '../../ui/state.tsx'
import { mono } from '../../ui/theme.ts'

const inputOf = { autoComplete: 'off', autoCapitalize: 'off', spellCheck: false, style: { fontFamily: mono } }

export function NameField(props: {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
  problem: string | null
  help: string
  autoFocus?: boolean
}) {
  const { id, problem } = props
  return (
    <div>
      <Typography component="label" variant="body2" htmlFor={id} sx={{ display: 'block', mb: 0.5 }}>
        {props.label}
      </Typography>
      <OutlinedInput
        id={id}
        fullWidth
        autoFocus={props.autoFocus ?? false}
        value={props.value}
        error={problem !== null}
        onChange={(event) => props.onChange(event.target.value)}
        slotProps={{ input: { ...inputOf, 'aria-describedby': `${id}-help`, 'aria-required': true } }}
      />
      <FormHelperText id={`${id}-help`} component="div" sx={{ mx: 0 }}>
        {problem === null ? props.help : <State tone="danger">{problem}</State>}
      </FormHelperText>
    </div>
  )
}

export function NameList(props: {
  label: string
  help: string
  add: string
  /** Of a row, by its number from 1. */
  nameOf: (number: number) => string
  remove: (number: number) => string
  values: readonly string[]
  onChange: (values: readonly string[]) => void
}) {
  const { values, onChange } = props
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const focus = (index: number) =>
    setTimeout(() => {
      const rows = list.current?.querySelectorAll('input') ?? []
      const button = list.current?.querySelector<HTMLElement>('button:last-of-type')
      ;(rows[index] ?? rows[index - 1] ?? button)?.focus()
    })
  const paste = (index: number, event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = pastedValues(event.clipboardData.getData('text'), false)
    if (pasted.length < 2) return
    event.preventDefault()
    onChange(values.toSpliced(index, values[index] === '' ? 1 : 0, ...pasted))
    focus(index + pasted.length - 1)
  }
  return (
    <Box
      role="group"
      aria-labelledby={id}
      aria-describedby={`${id}-help`}
      ref={list}
      sx={{ display: 'grid', gap: 0.75 }}
    >
      <Typography variant="body2" id={id}>
        {props.label}
      </Typography>
      {values.map((value, index) => (
        <Box key={index} sx={{ display: 'flex', gap: 0.5, alignItems: 'center' }}>
          <OutlinedInput
            fullWidth
            value={value}
            onChange={(event) => onChange(values.with(index, event.target.value))}
            slotProps={{
              input: {
                ...inputOf,
                'aria-label': props.nameOf(index + 1),
                onPaste: (event: ClipboardEvent<HTMLInputElement>) => paste(index, event),
              },
            }}
          />
          <IconButton
            size="small"
            aria-label={props.remove(index + 1)}
            onClick={() => {
              onChange(values.toSpliced(index, 1))
              focus(index)
            }}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </Box>
      ))}
      <Button
        startIcon={<AddIcon />}
        sx={{ justifySelf: 'start' }}
        onClick={() => {
          onChange([...values, ''])
          focus(values.length)
        }}
      >
        {props.add}
      </Button>
      <FormHelperText id={`${id}-help`} component="div" sx={{ mx: 0, mt: 0 }}>
        {props.help}
      </FormHelperText>
    </Box>
  )
}
