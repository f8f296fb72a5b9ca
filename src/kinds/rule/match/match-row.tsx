/** One row of an indicator: an operator, and as many values as it takes. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../../k8s/fieldpath.ts'
import { asString } from '../../../k8s/shape.ts'
import { setAt } from '../../../manifest/manifest.ts'
import { type Indicator, type Operator, valueCount } from '../../../net/route/index.ts'
import { SelectInput } from '../../../ui/fields/choice.tsx'
import { useForm } from '../../../ui/fields/context.ts'
import { NamesSelect } from '../../../ui/fields/names-select.tsx'
import { TextInput } from '../../../ui/fields/text-input.tsx'
import { Unknown } from './match-unknown.tsx'
import { offeredOperators, operatorOf, rowOf, withOperator } from './terms.ts'

const columns = {
  display: 'grid',
  gap: 1,
  alignItems: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container (min-width: 360px)': { gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)' },
} as const

export function MatchRow(props: { path: Path; indicator: Indicator; row: unknown; isAlone: boolean }) {
  const { t } = useTranslation('match')
  const { edit } = useForm()
  const { path, indicator, isAlone } = props
  const row = rowOf(props.row)
  if (row === null) {
    const name = Array.isArray(props.row) ? asString(props.row[0]) : ''
    return <Unknown path={path} value={props.row} text={t('unknownOperator', { name: name || '–' })} />
  }
  const { operator, values } = row
  return (
    <Box sx={columns}>
      <SelectInput
        path={[...path, 0]}
        label={t('operator')}
        hideLabel
        help={null}
        value={operator}
        onChange={(next) => {
          const chosen = operatorOf(next)
          if (chosen !== undefined) edit((manifest) => withOperator(manifest, path, chosen))
        }}
        options={offeredOperators(indicator, operator, isAlone).map((value) => ({
          value,
          label: t(`operators.${value}`),
          help: helpFor(indicator, value) === null ? undefined : t(`${helpFor(indicator, value)}`),
        }))}
      />
      <Values path={path} indicator={indicator} operator={operator} values={values} />
    </Box>
  )
}

/** What is not what one would think. */
function helpFor(indicator: Indicator, operator: Operator): string | null {
  if (indicator === 'URL' && operator === 'STARTS_WITH') return 'match:operatorHelp.prefix'
  if (indicator === 'HOST' && operator === 'ENDS_WITH') return 'match:operatorHelp.suffix'
  return operator === 'REGEX' ? 'match:operatorHelp.regex' : null
}

interface ValueProps {
  readonly path: Path
  readonly indicator: Indicator
  readonly operator: Operator
  readonly values: readonly string[]
}

function Values({ path, indicator, operator, values }: ValueProps) {
  const { t } = useTranslation('match')
  const { edit } = useForm()
  const wanted = valueCount(operator)
  if (wanted === null) {
    return (
      <NamesSelect
        path={path}
        label={t('values')}
        hideLabel
        help={null}
        freeText
        value={values.filter(Boolean)}
        onChange={(next) =>
          edit((manifest) => setAt(manifest, path, [operator, ...(next.length === 0 ? [''] : next)]))
        }
        placeholder={t('valuesPlaceholder')}
        options={optionsFor(indicator)}
      />
    )
  }
  // What is too many is shown, too: a finding says so.
  const shown = Math.max(wanted, values.length)
  return (
    <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: operator === 'RANGE' ? '1fr 1fr' : '1fr' }}>
      {Array.from({ length: shown }, (_, at) => (
        <TextInput
          key={at}
          path={[...path, at + 1]}
          label={labelOf(operator, at)}
          hideLabel
          help={null}
          mono
          keepEmpty
          placeholder={placeholderOf(indicator, operator, at)}
        />
      ))}
    </Box>
  )

  function labelOf(of: Operator, at: number): string {
    return of === 'RANGE' ? t(at === 0 ? 'first' : 'last') : t('value')
  }
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

const optionsFor = (indicator: Indicator) => (indicator === 'METHOD' ? methods.map((name) => ({ name })) : [])

function placeholderOf(indicator: Indicator, operator: Operator, at: number): string {
  if (indicator === 'SRC_IP') return at === 0 ? '192.0.2.1' : '192.0.2.100'
  if (indicator === 'HOST') return operator === 'ENDS_WITH' ? '*.example.com' : 'shop.example.com'
  if (indicator === 'URL') return operator === 'REGEX' ? '^/app-(a|b)/' : '/app'
  return indicator === 'METHOD' ? 'POST' : ''
}
