/** A LabelSelector: labels that must be there, rules beyond that, and what all of it matches now. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Path } from '../../k8s/fieldpath.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { useLens } from './context.ts'
import { Field, type FieldProps } from './field.tsx'
import { MapInput } from './map-input.tsx'
import { RowTable } from './row-table.tsx'
import { SelectorMatches } from './selector-matches.tsx'
import { SelectorRule } from './selector-rule.tsx'

export interface LabelSelectorProps extends FieldProps {
  readonly path: Path
  /** What it selects from, and how well they are known; see `Availability` of the world. */
  readonly objects: readonly KubeObject[]
  readonly availability: 'loading' | 'live' | 'stale' | 'absent' | 'refused'
  /** What the objects are called: `namespaces`. */
  readonly what: string
  /** What it means that there is no selector at all. An empty one, `{}`, matches everything. */
  readonly absent: string
}

export function LabelSelector(props: LabelSelectorProps) {
  const { t } = useTranslation('ui')
  const { path, objects } = props
  const { value } = useLens(path)
  const rules = [...path, 'matchExpressions']
  return (
    <Field
      path={path}
      label={props.label}
      help={props.help}
      required={props.required}
      hideLabel={props.hideLabel}
      named="group"
      holds="map"
    >
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
          />
        </Box>
      )}
    </Field>
  )
}
