/** The rules of one direction: each with what it means in a sentence, its peers and its ports. */
import { Box, Typography } from '@mui/material'
import { useTranslation } from 'react-i18next'
import type { Manifest } from '../../manifest/manifest.ts'
import { Choice } from '../../ui/fields/choice.tsx'
import { useForm, useLens } from '../../ui/fields/context.ts'
import { RowTable } from '../../ui/fields/row-table.tsx'
import { TextInput } from '../../ui/fields/text-input.tsx'
import type { World } from '../world.ts'
import { type Dialect, type Direction, peersKey } from './dialects.ts'
import { PeersField } from './peer-fields.tsx'
import { peerAs } from './peers.ts'
import { PortsField } from './port-fields.tsx'
import { ruleSentence } from './sentence.ts'
import { type PolicyRule, policyOf } from './view.ts'
import './words.ts'

export function RulesField(props: {
  world: World
  dialect: Dialect
  direction: Direction
  insert?: (manifest: Manifest, row: unknown) => Manifest
}) {
  const { t } = useTranslation('policy')
  const { world, dialect, direction, insert } = props
  const { manifest } = useForm()
  const { rules, namespace } = policyOf(manifest.value, dialect)
  const [action] = dialect.actions
  const [form = 'here'] = dialect.peers[direction]
  return (
    <RowTable
      path={['spec', direction]}
      label={t(`rules.${direction}`)}
      hideLabel
      help={action === undefined ? null : t('orderHelp')}
      addLabel={t(`addRule.${direction}`)}
      rowLabel={(index) => t(`rule.${direction}`, { number: index + 1 })}
      newRow={() => ({ ...(action !== undefined && { action }), [peersKey(direction)]: [peerAs(form, {})] })}
      {...(insert !== undefined && { insert })}
      reorder
    >
      {({ index }) => {
        const rule = rules[direction][index]
        return rule === undefined ? null : (
          <RuleFields
            world={world}
            dialect={dialect}
            rule={rule}
            title={t(`rule.${direction}`, { number: index + 1 })}
            own={namespace}
          />
        )
      }}
    </RowTable>
  )
}

interface RuleProps {
  readonly world: World
  readonly dialect: Dialect
  readonly rule: PolicyRule
  readonly title: string
  readonly own: string
}

function RuleFields({ world, dialect, rule, title, own }: RuleProps) {
  const { t } = useTranslation('policy')
  return (
    <Box sx={ruleStyle}>
      <Box>
        <Typography variant="body2" component="h3" sx={{ fontWeight: 600, lineHeight: '30px' }}>
          {title}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          {ruleSentence(rule, { t, projectLabel: world.projectLabel })}
        </Typography>
      </Box>
      {dialect.actions.length > 0 && <ActionFields dialect={dialect} rule={rule} />}
      <PeersField world={world} dialect={dialect} rule={rule} own={own} />
      <PortsField dialect={dialect} path={rule.portsAt} />
    </Box>
  )
}

const ruleStyle = { display: 'grid', gap: 2, pl: 1.5, pb: 1, borderLeft: 2, borderColor: 'divider' } as const

function ActionFields({ dialect, rule }: { dialect: Dialect; rule: PolicyRule }) {
  const { t } = useTranslation('policy')
  const path = [...rule.at, 'action']
  const { set } = useLens(path)
  return (
    <>
      <TextInput path={[...rule.at, 'name']} label={t('ruleName')} help={t('ruleNameHelp')} />
      <Choice
        path={path}
        label={t('action')}
        help={null}
        required
        value={rule.action}
        onChange={set}
        options={dialect.actions.map((value) => ({ value, label: value, help: t(`actionHelp.${value}`) }))}
      />
    </>
  )
}
