/** One indicator of a match: what of the request it looks at, by which name, and the rows of which one must hold. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../../k8s/fieldpath.ts'
import { asList, asString, type Fields } from '../../../k8s/shape.ts'
import { type Indicator, needsKey } from '../../../net/route/index.ts'
import { SelectInput } from '../../../ui/fields/choice.tsx'
import { useForm } from '../../../ui/fields/context.ts'
import { RowTable } from '../../../ui/fields/row-table.tsx'
import { Row } from '../../../ui/fields/section.tsx'
import { TextInput } from '../../../ui/fields/text-input.tsx'
import { MatchRow } from './match-row.tsx'
import { Unknown } from './match-unknown.tsx'
import { indicatorOf, newRow, offeredTypes, withType } from './terms.ts'

const style = {
  display: 'grid',
  gap: 1.5,
  pl: 1.5,
  pb: 0.5,
  borderLeft: 2,
  borderColor: 'divider',
} as const

export function IndicatorFields({ path, term }: { path: Path; term: Fields }) {
  const { t } = useTranslation('match')
  const { edit } = useForm()
  const type = asString(term.type)
  const indicator = indicatorOf(type)
  if (indicator === undefined && type !== '')
    return <Unknown path={path} value={term} text={t('unknownType', { type })} />
  const hasKey = (indicator !== undefined && needsKey(indicator)) || asString(term.key) !== ''
  return (
    <Box sx={style}>
      <Row>
        <SelectInput
          path={[...path, 'type']}
          label={t('type')}
          help={null}
          required
          value={type}
          placeholder={t('chooseType')}
          onChange={(next) => {
            const chosen = indicatorOf(next)
            if (chosen !== undefined) edit((manifest) => withType(manifest, path, chosen))
          }}
          options={offeredTypes.map((value) => ({
            value,
            label: t(`type_.${value}`),
            help: t(`typeHelp.${value}`),
          }))}
        />
        {hasKey && indicator !== undefined && (
          <TextInput
            path={[...path, 'key']}
            label={needsKey(indicator) ? t(`key.${indicator}`) : t('keyOdd')}
            help={null}
            required={needsKey(indicator)}
            mono
            keepEmpty
            placeholder={indicator === 'HEADER' ? 'location' : indicator === 'COOKIE' ? 'uid' : 'group'}
          />
        )}
      </Row>
      {indicator !== undefined && <Rows path={path} indicator={indicator} values={asList(term.values)} />}
    </Box>
  )
}

function Rows({ path, indicator, values }: { path: Path; indicator: Indicator; values: readonly unknown[] }) {
  const { t } = useTranslation('match')
  return (
    <RowTable
      path={[...path, 'values']}
      label={t('parameters')}
      hideLabel
      help={null}
      addLabel={t('add')}
      rowLabel={(index) => t('rowNumber', { number: index + 1 })}
      newRow={() => newRow(indicator)}
      rowHolds="list"
      keepDepth={path.length}
    >
      {({ path: at, index }) => (
        <Box sx={{ display: 'grid', gap: 1 }}>
          {index > 0 && (
            <Typography variant="caption" component="div" color="textSecondary">
              {t('sentence.or')}
            </Typography>
          )}
          <MatchRow path={at} indicator={indicator} row={values[index]} isAlone={values.length === 1} />
        </Box>
      )}
    </RowTable>
  )
}
