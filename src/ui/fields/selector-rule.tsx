/** One rule of a label selector: a key, how it is compared, and with which values. */
import { Autocomplete, Box, MenuItem, TextField } from '@mui/material'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { mono } from '../theme.ts'
import { useFindings, useForm, useLens } from './context.ts'
import { Findings } from './field.tsx'
import { misfitAt } from './fit.ts'
import { MisfitNotice } from './misfit-notice.tsx'
import { hasValues, knownKeys, knownValues, operators, withOperator } from './selector-rows.ts'

interface RuleProps {
  readonly path: Path
  readonly number: number
  readonly objects: readonly KubeObject[]
}

export function SelectorRule(props: RuleProps) {
  const { path } = props
  const { manifest } = useForm()
  const findings = useFindings(path, true).filter((each) => each.path.length > path.length)
  const odd =
    misfitAt(manifest, [...path, 'key'], 'text') ??
    misfitAt(manifest, [...path, 'operator'], 'text') ??
    misfitAt(manifest, [...path, 'values'], 'list')
  if (odd !== null) return <MisfitNotice at={odd} />
  return (
    <>
      <RuleFields {...props} />
      <Findings findings={findings} />
    </>
  )
}

function RuleFields({ path, number, objects }: RuleProps) {
  const { t } = useTranslation('ui')
  const id = useId()
  const { value, set } = useLens(path)
  const row = asFields(value)
  const key = asString(row.key)
  const operator = asString(row.operator)
  // Values come back when one goes on to an operator without them, and thinks better of it.
  const values = useRef<readonly unknown[]>([])
  if (hasValues(operator)) values.current = asList(row.values)
  const name = (label: string) => t('selector.ruleField', { label, number })
  const operatorNames: readonly string[] = operators
  const { frozen, focus } = useForm()
  const lit = (field: string) => ({ onFocus: () => focus([...path, field]), onBlur: () => focus(null) })
  return (
    <Box sx={ruleStyle}>
      <Autocomplete
        freeSolo
        size="small"
        disableClearable
        options={[...knownKeys(objects)]}
        value={key}
        inputValue={key}
        disabled={frozen}
        onInputChange={(_, text, reason) => reason !== 'reset' && set({ ...row, key: text.trim() })}
        onChange={(_, text) => set({ ...row, key: text })}
        renderInput={(params) => (
          <TextField
            {...params}
            {...lit('key')}
            label={t('key')}
            slotProps={{
              ...params.slotProps,
              htmlInput: { ...params.slotProps.htmlInput, 'aria-label': name(t('key')), style: textStyle },
            }}
          />
        )}
      />
      <TextField
        select
        id={`${id}-operator`}
        label={t('selector.operator')}
        value={operatorNames.includes(operator) ? operator : ''}
        disabled={frozen}
        {...lit('operator')}
        onChange={(event) => set(withOperator(row, event.target.value, values.current))}
      >
        {operators.map((each) => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </TextField>
      {hasValues(operator) && (
        <Autocomplete
          multiple
          freeSolo
          size="small"
          autoSelect
          options={[...knownValues(objects, key)]}
          value={asList(row.values).map(String)}
          disabled={frozen}
          onChange={(_, next) => set({ ...row, values: next.flatMap(partsOf) })}
          renderInput={(params) => (
            <TextField
              {...params}
              {...lit('values')}
              label={t('selector.values')}
              slotProps={{
                ...params.slotProps,
                htmlInput: {
                  ...params.slotProps.htmlInput,
                  'aria-label': name(t('selector.values')),
                  style: textStyle,
                },
              }}
            />
          )}
        />
      )}
    </Box>
  )
}

/** Label values have neither commas nor spaces, so these part what is typed or pasted. */
const partsOf = (text: string) => text.split(/[\s,]+/).filter(Boolean)

const textStyle = { fontFamily: mono, fontSize: 13 }

const ruleStyle = {
  display: 'grid',
  gap: 1,
  rowGap: 1.5,
  pt: 0.75,
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container (min-width: 420px)': {
    gridTemplateColumns: 'minmax(0, 3fr) minmax(130px, 2fr) minmax(0, 4fr)',
  },
} as const
