/** A LabelSelector: labels that must be there, rules beyond that, and what all of it matches now. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import { useLens } from './context.ts'
import { Field, type FieldProps } from './field.tsx'
import { MapInput } from './map-input.tsx'
import { RowTable } from './row-table.tsx'
import { type Selected, SelectorMatches } from './selector-matches.tsx'
import { SelectorRule } from './selector-rule.tsx'

export interface LabelSelectorProps extends FieldProps, Selected {
  readonly path: Path
}

export function LabelSelector(props: LabelSelectorProps) {
  const { t } = useTranslation('ui')
  const { path, objects } = props
  const { value } = useLens(path)
  const rules = [...path, 'matchExpressions']
  return (
    <Field of={props} named="group" holds="map">
      {() => (
        <Box sx={{ display: 'grid', gap: 1.5, borderLeft: 2, borderColor: 'divider', pl: 1.5 }}>
          <MapInput
            path={[...path, 'matchLabels']}
            label={t('selector.labels')}
            help={null}
            addLabel={t('selector.addLabel')}
            keepDepth={path.length}
          />
          <RowTable
            path={rules}
            label={t('selector.rules')}
            help={null}
            addLabel={t('selector.addRule')}
            newRow={() => ({ key: '', operator: 'In', values: [] })}
            rowLabel={(index) => t('selector.rule', { number: index + 1 })}
            keepDepth={path.length}
          >
            {({ path: at, index }) => <SelectorRule path={at} number={index + 1} objects={objects} />}
          </RowTable>
          <SelectorMatches
            value={value}
            objects={objects}
            availability={props.availability}
            what={props.what}
            absent={props.absent}
            {...(props.show !== undefined && { show: props.show })}
          />
        </Box>
      )}
    </Field>
  )
}
