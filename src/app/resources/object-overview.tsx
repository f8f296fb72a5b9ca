/** The overview of an object of any kind: what its metadata says, and the conditions of its status. */
import { Box } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { Age } from '../../ui/age.tsx'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { CopyableLines, Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { OwnerLink } from './generic-columns.tsx'
import { conditionsOf, type ReadCondition, stateOf, toneOf } from './object-state.ts'

export function ObjectOverview({ object }: { object: KubeObject }) {
  const conditions = conditionsOf(object)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <MetadataPanel object={object} />
      {conditions.length > 0 && <ConditionsPanel conditions={conditions} />}
      <NotesPanel object={object} />
    </Box>
  )
}

function MetadataPanel({ object }: { object: KubeObject }) {
  const { t, i18n } = useTranslation('app')
  const { metadata } = object
  const state = stateOf(object)
  const owners = metadata.ownerReferences ?? []
  return (
    <Panel title={t('resources.metadata')}>
      <Facts>
        {state !== null && (
          <Fact term={t('resources.state')}>
            <State tone={state.tone}>{[state.word, state.reason].filter(Boolean).join(': ')}</State>
          </Fact>
        )}
        <Fact term={t('resources.created')}>
          {metadata.creationTimestamp === undefined
            ? '–'
            : new Date(metadata.creationTimestamp).toLocaleString(i18n.language)}
        </Fact>
        <Fact term={t('resources.owners')}>
          {owners.length === 0
            ? '–'
            : owners.map((owner) => (
                <div key={owner.uid}>
                  {owner.kind} <OwnerLink owner={owner} namespace={metadata.namespace} />
                </div>
              ))}
        </Fact>
        <Fact term={t('resources.finalizers')}>
          <CopyableLines items={metadata.finalizers ?? []} />
        </Fact>
        <Fact term={t('resources.uid')}>
          <CopyableLines items={metadata.uid === undefined ? [] : [metadata.uid]} />
        </Fact>
        <Fact term={t('resources.generation')}>
          <Mono>{metadata.generation ?? '–'}</Mono>
        </Fact>
      </Facts>
    </Panel>
  )
}

/** What people and tools have written on it: often much, so it comes last. */
function NotesPanel({ object }: { object: KubeObject }) {
  const { t } = useTranslation('app')
  const { metadata } = object
  return (
    <Panel title={t('resources.labelsAndAnnotations')}>
      <Facts>
        <Fact term={t('resources.labels')}>
          <CopyableLines
            items={Object.entries(metadata.labels ?? {}).map(([key, value]) => `${key}=${value}`)}
          />
        </Fact>
        <Fact term={t('resources.annotations')}>
          <Annotations annotations={metadata.annotations ?? {}} />
        </Fact>
      </Facts>
    </Panel>
  )
}

/** Some hold whole documents, so each scrolls for itself. */
function Annotations({ annotations }: { annotations: Readonly<Record<string, string>> }) {
  const entries = Object.entries(annotations)
  if (entries.length === 0) return '–'
  return (
    <Box sx={{ display: 'grid', gap: 0.5 }}>
      {entries.map(([key, value]) => (
        <div key={key}>
          <Mono quiet>{key}</Mono>
          <Box
            // What scrolls has to be reachable by keyboard.
            {...(value.length > longText && { tabIndex: 0, role: 'group', 'aria-label': key })}
            sx={{ maxHeight: 120, overflow: 'auto', whiteSpace: 'pre-wrap' }}
          >
            <Mono>{value}</Mono>
          </Box>
        </div>
      ))}
    </Box>
  )
}

const longText = 200

function ConditionsPanel({ conditions }: { conditions: readonly ReadCondition[] }) {
  const { t } = useTranslation('app')
  return (
    <Panel title={t('resources.conditions')}>
      <PlainTable
        label={t('resources.conditions')}
        headers={[
          t('resources.condition'),
          t('resources.status'),
          t('resources.reason'),
          t('resources.message'),
          t('resources.since'),
        ]}
        empty=""
        rows={conditions.map((condition) => ({
          key: condition.type,
          cells: [
            condition.type,
            <ConditionStatus key="status" condition={condition} />,
            condition.reason || '–',
            <Box key="message" sx={{ whiteSpace: 'normal', minWidth: 200, overflowWrap: 'anywhere' }}>
              {condition.message || '–'}
            </Box>,
            <Age key="since" since={condition.since} />,
          ],
        }))}
      />
    </Panel>
  )
}

function ConditionStatus({ condition }: { condition: ReadCondition }) {
  const tone = toneOf(condition)
  return tone === null ? condition.status : <State tone={tone}>{condition.status}</State>
}
