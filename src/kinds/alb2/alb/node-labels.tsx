/** On which nodes a load balancer runs, by their labels; and how many those are now. */
import { Box, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Node } from '../../../k8s/core.ts'
import { useForm } from '../../../ui/fields/context.ts'
import { NamesSelect } from '../../../ui/fields/names-select.tsx'
import { ObjectLink } from '../../../ui/links.tsx'
import { State } from '../../../ui/state.tsx'
import type { FormProps } from '../../kind.ts'
import { nodes } from '../../related.ts'
import { labelText, nodeLabelsOf, withNodeLabels } from '../changes.ts'
import { nodesFor } from '../nodes.ts'
import { nodeSelectorPath, viewOf } from '../spec.ts'
import '../../alb/words.ts'

export function NodeLabelsField({ world }: FormProps) {
  const { t } = useTranslation('alb')
  const { manifest, edit } = useForm()
  const { nodeSelector, mode } = viewOf(manifest.value)
  const all = world.list<Node>(nodes)
  const options = useMemo(() => labelsOf(all), [all])
  return (
    <Box>
      <NamesSelect
        path={nodeSelectorPath}
        holds="texts"
        label={t('nodeLabels')}
        help={t('nodeLabelsHelp')}
        required={mode === 'host'}
        freeText
        placeholder={t('chooseLabels')}
        value={nodeLabelsOf(nodeSelector)}
        onChange={(texts) => edit((current) => withNodeLabels(current, texts))}
        options={[...options].map(([name, count]) => ({ name, note: t('nodesHave', { count }) }))}
      />
      <MatchingNodes world={world} />
    </Box>
  )
}

/** Every label that a node has, with the number of nodes that have it. */
function labelsOf(all: readonly Node[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { metadata } of all)
    for (const label of Object.entries(metadata.labels ?? {}).map(labelText))
      counts.set(label, (counts.get(label) ?? 0) + 1)
  return new Map([...counts].toSorted(([a], [b]) => a.localeCompare(b)))
}

const shown = 6

function MatchingNodes({ world }: FormProps) {
  const { t } = useTranslation('alb')
  const { manifest } = useForm()
  const { nodeSelector, replicas } = viewOf(manifest.value)
  if (!['live', 'stale'].includes(world.availability(nodes)))
    return (
      <Typography variant="body2" color="textSecondary">
        {t('nodesUnread')}
      </Typography>
    )
  const matching = nodesFor(nodeSelector, world)
  const isEnough = typeof replicas !== 'number' || matching.length >= replicas
  return (
    <Typography variant="body2" component="div" role="status" sx={{ mt: 0.5 }}>
      <State tone={isEnough && matching.length > 0 ? 'good' : 'warning'}>
        {t('nodesMeet', { count: matching.length })}
      </State>{' '}
      {matching.slice(0, shown).map(({ metadata: { name } }, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <ObjectLink reference={{ group: '', kind: 'Node', name }} />
        </span>
      ))}
      {matching.length > shown && ` ${t('nodesMore', { count: matching.length - shown })}`}
    </Typography>
  )
}
