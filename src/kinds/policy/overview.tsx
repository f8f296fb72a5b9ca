/** The overview of a policy: whom it is for, now, and each rule as a sentence with where it stands. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Pod } from '../../k8s/core.ts'
import { formatFieldPath } from '../../k8s/fieldpath.ts'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { ObjectProps } from '../kind.ts'
import type { World } from '../world.ts'
import { type Dialect, type Direction, directions } from './dialects.ts'
import { GeneratedNotice } from './generated-notice.tsx'
import { selectedPods } from './selected.ts'
import { capital, podSetText, ruleSentence } from './sentence.ts'
import { type Policy, type PolicyRule, policyOf } from './view.ts'
import './words.ts'

type Restrictions = Readonly<Record<Direction, 'open' | 'blocked' | 'rules' | 'ignored'>>

export function PolicyOverview(props: ObjectProps & { dialect: Dialect; restrictions?: Restrictions }) {
  const { object, world, dialect, restrictions } = props
  const policy = policyOf(object, dialect)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <GeneratedNotice object={object} labelDomain={world.labelDomain} />
      <FactsPanel policy={policy} world={world} />
      {directions.map((direction) => (
        <RulesPanel
          key={direction}
          direction={direction}
          rules={policy.rules[direction]}
          restriction={restrictions?.[direction] ?? 'rules'}
          world={world}
        />
      ))}
      <PodsPanel policy={policy} world={world} />
    </Box>
  )
}

interface PanelProps {
  readonly policy: Policy
  readonly world: World
}

function FactsPanel({ policy, world }: PanelProps) {
  const { t } = useTranslation('policy')
  const { dialect, subject, tier, priority, namespace } = policy
  const pods = subject && selectedPods(subject, namespace, world)
  return (
    <Panel title={t('facts')}>
      <Facts>
        <Fact term={t('selects')}>
          {subject === null ? '–' : capital(podSetText(subject, { t, projectLabel: world.projectLabel }))}
        </Fact>
        <Fact term={t('targetPods')}>
          {pods?.length === 0 ? (
            <State tone="warning">{t('check.selects-nothing')}</State>
          ) : (
            (pods?.length ?? t('podsUnknown'))
          )}
        </Fact>
        {dialect.hasTier && <Fact term={t('tier')}>{String(tier ?? '–')}</Fact>}
        {dialect.hasPriority && (
          <Fact term={t('priority')}>
            {String(priority ?? '–')} {t('priorityNote')}
          </Fact>
        )}
      </Facts>
    </Panel>
  )
}

function RulesPanel(props: {
  direction: Direction
  rules: readonly PolicyRule[]
  restriction: Restrictions[Direction]
  world: World
}) {
  const { t } = useTranslation('policy')
  const { direction, rules, restriction, world } = props
  return (
    <Panel title={t(`section.${direction}`)}>
      {restriction === 'ignored' && <State tone="warning">{t(`check.ignored-${direction}`)}</State>}
      {restriction === 'open' && <Typography variant="body2">{t(`open.${direction}`)}</Typography>}
      {restriction === 'blocked' && <Typography variant="body2">{t(`blocked.${direction}`)}</Typography>}
      {restriction === 'rules' && rules.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('noRules')}
        </Typography>
      )}
      <Box component="ol" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 1.5 }}>
        {rules.map((rule) => (
          <Box component="li" key={formatFieldPath(rule.at)} sx={{ pl: 0.5 }}>
            <Typography variant="body2" sx={{ overflowWrap: 'anywhere', maxWidth: '72ch' }}>
              {ruleSentence(rule, { t, projectLabel: world.projectLabel })}
            </Typography>
            <Typography variant="caption" color="textSecondary" component="div">
              <Mono quiet>{formatFieldPath(rule.at)}</Mono>
              {rule.name !== '' && <> · {rule.name}</>}
            </Typography>
          </Box>
        ))}
      </Box>
    </Panel>
  )
}

const shown = 50

function PodsPanel({ policy, world }: PanelProps) {
  const { t } = useTranslation('policy')
  const { subject, namespace } = policy
  const pods = subject === null ? [] : selectedPods(subject, namespace, world)
  const isOne = subject?.namespaces === null
  return (
    <Panel title={t('targetPods')}>
      <PlainTable
        label={t('targetPods')}
        headers={[t('pod'), ...(isOne ? [] : [t('namespace')]), t('address'), t('node')]}
        empty={t(pods === null ? 'podsUnknown' : 'noPods')}
        rows={(pods ?? []).slice(0, shown).map((pod) => ({
          key: pod.metadata.uid ?? `${pod.metadata.namespace}/${pod.metadata.name}`,
          cells: podCells(pod, isOne, t('hostNetwork')),
        }))}
      />
      {pods !== null && pods.length > shown && (
        <Typography variant="caption" color="textSecondary">
          {t('morePods', { count: pods.length - shown })}
        </Typography>
      )}
    </Panel>
  )
}

function podCells({ metadata: { name, namespace }, spec, status }: Pod, isOne: boolean, hostNetwork: string) {
  return [
    <ObjectLink key="name" reference={{ group: '', kind: 'Pod', namespace, name }} />,
    ...(isOne ? [] : [<Mono key="namespace">{namespace}</Mono>]),
    spec?.hostNetwork === true ? (
      <State key="address" tone="warning">
        {hostNetwork}
      </State>
    ) : (
      <Mono key="address">{status?.podIP ?? '–'}</Mono>
    ),
    <Mono key="node">{spec?.nodeName ?? '–'}</Mono>,
  ]
}
