/** A list of texts, a row each. Pasting several values makes several rows. */
import type { ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import type { Text } from '../../manifest/finding.ts'
import { insertAt, setAt } from '../../manifest/manifest.ts'
import { asText, useForm } from './context.ts'
import type { FieldProps } from './field.tsx'
import { pastedValues } from './pasted-values.ts'
import { RowTable } from './row-table.tsx'
import { TextInput } from './text-input.tsx'

export interface StringListProps extends FieldProps {
  readonly path: Path
  readonly addLabel: string
  readonly placeholder?: string
  readonly reorder?: boolean
  /** Values that are pasted may have commas of their own; only line breaks part them. */
  readonly withCommas?: boolean
  /** What is wrong with a value, in words; asked for values that are not empty. */
  readonly judge?: (value: string) => Text | null
  /** How a value is written down that people write otherwise, too. */
  readonly asWritten?: (value: string) => string
}

export function StringList(props: StringListProps) {
  const { t } = useTranslation('ui')
  const { edit } = useForm()
  const { path, judge, asWritten = same } = props
  const onPaste = (index: number, event: ClipboardEvent<HTMLInputElement>) => {
    const values = pastedValues(event.clipboardData.getData('text'), props.withCommas === true).map(asWritten)
    if (values.length < 2) return
    event.preventDefault()
    const { value, selectionStart, selectionEnd } = event.currentTarget
    const replaces = selectionStart === 0 && selectionEnd === value.length
    edit((manifest) =>
      values.reduce(
        (current, each, at) =>
          at === 0 && replaces
            ? setAt(current, [...path, index], each)
            : insertAt(current, path, index + at + (replaces ? 0 : 1), each),
        manifest,
      ),
    )
  }
  const rowLabel = (index: number) => t('rowOf', { label: props.label, number: index + 1 })
  return (
    <RowTable {...props} newRow={() => ''} rowLabel={rowLabel} rowHolds="text">
      {({ path: at, index, value }) => {
        const text = asText(value)
        return (
          <TextInput
            path={at}
            label={rowLabel(index)}
            hideLabel
            help={null}
            mono
            keepEmpty
            placeholder={props.placeholder ?? ''}
            problem={text === '' ? null : (judge?.(text) ?? null)}
            onPaste={(event) => onPaste(index, event)}
            {...(props.asWritten !== undefined && {
              onText: (typed: string) => edit((manifest) => setAt(manifest, at, asWritten(typed))),
            })}
          />
        )
      }}
    </RowTable>
  )
}

const same = (value: string) => value
