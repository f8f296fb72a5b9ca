/** An underlay network in three steps: a bridge network, a VLAN on it, a subnet in that. */
import { Box, MenuItem, TextField, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { ReasonedButton } from '../../ui/reasoned.tsx'
import { State } from '../../ui/state.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { useCreationEntry } from '../creation.ts'
import { ReadyCell } from '../providernetwork/cells.tsx'
import { interfaceNote } from '../providernetwork/spec.ts'
import { providerNetworks, subnets, vlans } from '../related.ts'
import type { SetupProps } from '../setups.ts'
import { viewOf as subnetOf } from '../subnet/spec.ts'
import { ConflictCell } from '../vlan/cells.tsx'
import { tagOf } from '../vlan/spec.ts'
import type { RelatedKind } from '../world.ts'
import { Checklist } from './checklist.tsx'
import { type Choice, newSubnet, newVlan, progressOf, type StepState } from './progress.ts'
import './words.ts'

export default function UnderlaySetup({ world, chosen, onChoose, place }: SetupProps) {
  const { t } = useTranslation('underlay')
  const { network, vlan, subnet } = progressOf(world, chosen)
  const networkName = network.chosen?.metadata.name ?? ''
  const vlanName = vlan.chosen?.metadata.name ?? ''
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Typography variant="body2" color="textSecondary" sx={{ maxWidth: '72ch' }}>
        {t('text')}
      </Typography>
      <Checklist place={place} />
      <Step
        number={1}
        kind={providerNetworks}
        label={t('providernetwork:one')}
        help={t('networkHelp')}
        choice={network}
        noteOf={interfaceNote}
        begin={undefined}
        onChoose={(name) => onChoose('network', name)}
      >
        {network.chosen !== undefined && (
          <Facts>
            <Fact term={t('providernetwork:card')}>
              <Mono>{interfaceNote(network.chosen)}</Mono>
            </Fact>
            <Fact term={t('providernetwork:column.ready')}>
              <ReadyCell object={network.chosen} world={world} />
            </Fact>
          </Facts>
        )}
      </Step>
      <Step
        number={2}
        kind={vlans}
        label={t('vlan:one')}
        help={t('vlanHelp')}
        choice={vlan}
        noteOf={tagOf}
        begin={newVlan(networkName)}
        onChoose={(name) => onChoose('vlan', name)}
      >
        {vlan.chosen !== undefined && (
          <Facts>
            <Fact term={t('vlan:id')}>
              <Mono>{tagOf(vlan.chosen)}</Mono>
            </Fact>
            <Fact term={t('vlan:column.conflict')}>
              <ConflictCell object={vlan.chosen} world={world} />
            </Fact>
          </Facts>
        )}
      </Step>
      <Step
        number={3}
        kind={subnets}
        label={t('subnet:one')}
        help={t('subnetHelp')}
        choice={subnet}
        begin={newSubnet(vlanName)}
      >
        {subnet.state === 'done' && (
          <>
            <PlainTable
              label={t('subnet:many')}
              headers={[t('subnet:one'), t('subnet:column.cidr'), t('subnet:gateway')]}
              empty=""
              rows={subnet.options.map((each) => ({
                key: each.metadata.name,
                cells: [
                  <LinkTo key="name" kind={subnets} name={each.metadata.name} />,
                  <Mono key="cidr">{subnetOf(each).parts.join(', ')}</Mono>,
                  <Mono key="gateway">{subnetOf(each).gatewayParts.join(', ')}</Mono>,
                ],
              }))}
            />
            <Typography variant="body2" color="textSecondary" sx={{ maxWidth: '72ch' }}>
              {t('then')}
            </Typography>
          </>
        )}
      </Step>
    </Box>
  )
}

const LinkTo = ({ kind: { group, kind }, name }: { kind: RelatedKind; name: string }) => (
  <ObjectLink reference={{ group, kind, name }} />
)

interface StepProps {
  readonly number: number
  readonly kind: RelatedKind
  /** What the kind is called. */
  readonly label: string
  readonly help: string
  readonly choice: Choice
  /** What a new one begins from, if not as usual. */
  readonly begin: object | undefined
  /** Without it there is nothing to choose: all of them together are the step. */
  readonly onChoose?: (name: string) => void
  readonly noteOf?: (object: unknown) => string
  readonly children: ReactNode
}

function Step({ number, kind, label, help, choice, begin, onChoose, noteOf, children }: StepProps) {
  const { t } = useTranslation('underlay')
  const { options, chosen, state } = choice
  const create = useCreationEntry(kind, '', t('add', { kind: label }), onChoose ?? nothing, begin)
  return (
    <Panel title={t('step', { number, kind: label })} aside={<StepMark state={state} number={number} />}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Typography variant="body2" sx={{ maxWidth: '72ch' }}>
          {help}
        </Typography>
        {state !== 'later' && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
            {onChoose !== undefined && options.length > 0 && (
              <TextField
                select
                size="small"
                id={`setup-${number}`}
                label={label}
                value={chosen?.metadata.name ?? ''}
                onChange={(event) => onChoose(event.target.value)}
                sx={{ width: 320, maxWidth: '100%' }}
              >
                {options.map((each) => (
                  <MenuItem key={each.metadata.name} value={each.metadata.name}>
                    <Mono>{each.metadata.name}</Mono>&nbsp;<Mono quiet>{noteOf?.(each)}</Mono>
                  </MenuItem>
                ))}
              </TextField>
            )}
            {create !== undefined && (
              <ReasonedButton
                variant={state === 'next' ? 'contained' : 'outlined'}
                reason={create.lack}
                onClick={create.onCreate}
              >
                {create.label}
              </ReasonedButton>
            )}
            {onChoose !== undefined && chosen !== undefined && (
              <Typography variant="body2">
                <LinkTo kind={kind} name={chosen.metadata.name} />
              </Typography>
            )}
          </Box>
        )}
        {children}
      </Box>
    </Panel>
  )
}

const nothing = () => undefined

const tones = { done: 'good', failing: 'danger', next: 'waiting', later: 'unknown' } as const

function StepMark({ state, number }: { state: StepState; number: number }) {
  const { t } = useTranslation('underlay')
  return (
    <Typography variant="body2" component="span" sx={{ whiteSpace: 'nowrap' }}>
      <State tone={tones[state]}>{t(`state.${state}`, { before: number - 1 })}</State>
    </Typography>
  )
}
