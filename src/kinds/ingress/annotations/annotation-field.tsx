/** The field of one annotation: what its type asks for, with what it means and which annotation it writes. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import { SelectInput } from '../../../ui/fields/choice.tsx'
import { useLens } from '../../../ui/fields/context.ts'
import { TextInput } from '../../../ui/fields/text-input.tsx'
import { Mono } from '../../../ui/mono.tsx'
import type { Control } from './groups.ts'
import { annotationsPath } from './keys.ts'
import type { Software } from './software.ts'
import type { ValueType } from './value-types.ts'
import { valuesOf } from './values.ts'

export function AnnotationField(props: {
  control: Control
  software: Software | null
  label: string
  /** An empty value stays; without it an emptied field removes its annotation. */
  keepEmpty?: boolean
}) {
  const { t } = useTranslation('annotations')
  const { annotation, key, value, isSet } = props.control
  // Of others it is not known what holds without an annotation.
  const initial = props.software === 'nginx' || props.software === null ? (annotation.initial ?? '') : ''
  const path = [...annotationsPath, key]
  const { set } = useLens(path)
  // What is there already can always be taken away.
  const isRefused = props.software === 'alb' && (annotation.alb === 'no' || annotation.alb === 'partly')
  const common = {
    path,
    label: props.label,
    help: <FieldHelp control={props.control} isRefused={isRefused} />,
    disabled: isRefused && !isSet,
  }
  const choices = choicesOf(annotation.type, props.software)
  if (choices === null) {
    const placeholder = initial === '' ? t('notSet') : t('byDefault', { value: initial })
    return <TextInput {...common} mono placeholder={placeholder} keepEmpty={props.keepEmpty === true} />
  }
  const shown = (each: string) =>
    annotation.type.is === 'boolean' ? (each === 'true' ? t('on') : t('off')) : each
  const unset = initial === '' ? t('notSet') : t('byDefault', { value: shown(initial) })
  return (
    <SelectInput
      {...common}
      value={value}
      placeholder={unset}
      onChange={(next) => set(next === '' ? undefined : next)}
      options={[{ value: '', label: unset }, ...choices.map((each) => ({ value: each, label: shown(each) }))]}
    />
  )
}

function choicesOf(type: ValueType, software: Software | null): readonly string[] | null {
  if (type.is === 'boolean') return ['true', 'false']
  return type.is === 'enum' ? valuesOf(type, software) : null
}

function FieldHelp({ control, isRefused }: { control: Control; isRefused: boolean }) {
  const { t } = useTranslation('annotations')
  const { name, alb } = control.annotation
  if (isRefused) return alb === 'partly' ? t(`instead.${name}`) : t('albNo', { name })
  return (
    <>
      {t(`meaning.${name}`)}{' '}
      <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
        <Mono>{control.key.slice(control.key.indexOf('/') + 1)}</Mono>
      </Box>
    </>
  )
}
