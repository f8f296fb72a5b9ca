/** The overview of one Subnet: what it is, how full it is, who has its addresses. */
import { Box, Typography } from '@mui/material'
import { memo, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { blockSize, type Cidr, formatCidr, networkCidr } from '../../net/cidr.ts'
import { countText } from '../../ui/count-text.ts'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { CopyableLines, Mono } from '../../ui/mono.tsx'
import { CountedMap, mostCells, type RangePart } from '../../ui/range-map.tsx'
import { useRecount } from '../../ui/recount.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { ObjectProps } from '../kind.ts'
import { ipAddresses, vlans } from '../related.ts'
import type { World } from '../world.ts'
import { poolingOf } from './block-size.ts'
import { conditionsOf, DefaultCell, GatewayCell, NatCell, ReadyCell } from './cells.tsx'
import { encapsulationOf } from './changes.ts'
import { countsOf } from './count.ts'
import { beginInventory, countedOf, type Inventory } from './inventory.ts'
import { Lasting } from './lasting.tsx'
import { cardObjectsOf, spacesOf } from './space.ts'
import { projectsOf, type SubnetView, variantOf, viewOf } from './spec.ts'
import { UsedAddresses } from './used-addresses.tsx'

export default function SubnetOverview({ object, world }: ObjectProps) {
  const { t } = useTranslation('subnet')
  const view = useMemo(() => viewOf(object), [object])
  const inventory = useInventory(view, world)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <FactsPanel object={object} world={world} />
      {variantOf(object, world) !== 'calico' && (
        <SpacePanel object={object} view={view} inventory={inventory} />
      )}
      <Panel title={t('section.assignment')}>
        <Assignment object={object} world={world} />
      </Panel>
      <Panel title={t('usedAddresses')}>
        <UsedAddresses cards={inventory?.cards ?? null} availability={world.availability(ipAddresses)} />
      </Panel>
      <Panel title={t('reserved')}>
        {view.reserved.length === 0 ? (
          <Typography variant="body2" color="textSecondary">
            {t('reservedNone')}
          </Typography>
        ) : (
          <CopyableLines items={view.reserved} />
        )}
      </Panel>
      <ConditionsPanel object={object} />
    </Box>
  )
}

function FactsPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('subnet')
  const view = viewOf(object)
  const status = asFields(asFields(object).status)
  const variant = variantOf(object, world)
  return (
    <Panel title={t('facts')}>
      <Facts>
        <Fact term={t('type')}>{t(`variant.${variant}`)}</Fact>
        <Fact term={t('column.ready')}>
          <ReadyCell object={object} world={world} />
        </Fact>
        <Fact term={t('column.cidr')}>
          <CopyableLines items={view.parts} />
        </Fact>
        <Fact term={t('column.protocol')}>{view.protocol || '–'}</Fact>
        {variant === 'calico' ? (
          <CalicoFacts object={object} world={world} />
        ) : (
          <>
            <Fact term={t('gateway')}>
              <CopyableLines items={view.gatewayParts} />
            </Fact>
            <Fact term={t('gatewayTypeLabel')}>
              <GatewayCell object={object} world={world} />
            </Fact>
          </>
        )}
        {variant === 'overlay' && view.gatewayNodes.length > 0 && (
          <Fact term={t('gatewayNodes')}>
            <Mono>{view.gatewayNodes.join(', ')}</Mono>
          </Fact>
        )}
        {asString(status.activateGateway) !== '' && (
          <Fact term={t('activeGateway')}>
            <ObjectLink reference={{ group: '', kind: 'Node', name: asString(status.activateGateway) }} />
          </Fact>
        )}
        {variant === 'underlay' && (
          <Fact term={t('column.vlan')}>
            <ObjectLink reference={{ group: vlans.group, kind: vlans.kind, name: view.vlan }} />
          </Fact>
        )}
        {variant === 'underlay' && (
          <Fact term={t('interconnection')}>
            {view.spec.u2oInterconnection === true
              ? asString(status.u2oInterconnectionIP) || t('on')
              : t('off')}
          </Fact>
        )}
        <Fact term={t('nat')}>
          <NatCell object={object} world={world} />
        </Fact>
        <Fact term={t('column.default')}>
          <DefaultCell object={object} world={world} />
        </Fact>
        {variant !== 'calico' && (
          <Fact term={t('column.vpc')}>
            <ObjectLink reference={{ group: 'kubeovn.io', kind: 'Vpc', name: view.vpc }} />
          </Fact>
        )}
        {variant !== 'calico' && (
          <Fact term={t('column.provider')}>
            <Mono>{view.provider}</Mono>
          </Fact>
        )}
      </Facts>
    </Panel>
  )
}

function CalicoFacts({ object }: ObjectProps) {
  const { t } = useTranslation('subnet')
  const { protocol, mode } = encapsulationOf(object)
  const { blocks, spec } = viewOf(object)
  const own = blocks.find(({ address }) => address.family === 'IPv4')
  const pooling = own === undefined ? null : poolingOf(own.length)
  return (
    <>
      <Fact term={t('encapsulation')}>
        {t(`encapsulations.${protocol}`)} {protocol !== 'none' && <Mono quiet>{mode}</Mono>}
      </Fact>
      <Fact term={t('blockSize')}>
        <Mono>{typeof spec.v4blockSize === 'number' ? spec.v4blockSize : (pooling?.blockSize ?? '–')}</Mono>
      </Fact>
    </>
  )
}

/** `null` until all cards are there and counted. */
function useInventory(view: SubnetView, world: World): Inventory | null {
  const counted = countedOf(view)
  const begin = useCallback(() => beginInventory(counted, mostCells), [counted])
  const isLoading = world.availability(ipAddresses) === 'loading'
  const { result, isCurrent } = useRecount(isLoading ? null : cardObjectsOf(view.name, world), begin)
  return isCurrent ? result : null
}

interface SpaceProps {
  readonly object: KubeObject
  readonly view: SubnetView
  readonly inventory: Inventory | null
}

const SpacePanel = memo(function SpacePanel(props: SpaceProps) {
  const { t } = useTranslation('subnet')
  const { blocks } = props.view
  return (
    <Panel title={t('utilisation')}>
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        {blocks.map((block, index) => (
          <SpaceMap key={formatCidr(block)} {...props} block={block} index={index} />
        ))}
        {blocks.length === 0 && (
          <Typography variant="body2" color="textSecondary">
            {t('noBlock')}
          </Typography>
        )}
      </Box>
    </Panel>
  )
})

const partColours = { used: 'primary.main', reserved: 'warning.main' } as const

function SpaceMap({ object, view, inventory, block, index }: SpaceProps & { block: Cidr; index: number }) {
  const { t, i18n } = useTranslation('subnet')
  const reported = countsOf(object, block.address.family === 'IPv4' ? 'v4' : 'v6')
  const { language } = i18n
  const label = formatCidr(networkCidr(block))
  const tally = inventory?.tallies[index]
  const size = blockSize(block)
  const part = (id: 'used' | 'reserved' | 'free') => ({
    id,
    label: t(`part.${id}`),
    count: tally === undefined ? '…' : countText(tally[id], language),
  })
  const runs = (): readonly RangePart[] => {
    const space = spacesOf(view, inventory?.cards ?? [])[index]
    return (['used', 'reserved', 'free'] as const).map((id) => ({ ...part(id), runs: space?.[id] ?? [] }))
  }
  return (
    <Box>
      <Typography variant="body2" sx={{ mb: 0.75 }}>
        <Mono>{label}</Mono>
        {reported.used !== null && reported.available !== null && (
          <Typography component="span" variant="caption" color="textSecondary" sx={{ ml: 1.5 }}>
            {t('reported', {
              used: countText(reported.used, language),
              available: countText(reported.available, language),
            })}
          </Typography>
        )}
      </Typography>
      <CountedMap
        label={label}
        cells={size < BigInt(mostCells) ? Number(size) : mostCells}
        layers={(['used', 'reserved'] as const).map((id) => ({
          ...part(id),
          colour: partColours[id],
          shares: tally?.[`${id}Shares`] ?? [],
        }))}
        rest={part('free')}
        parts={runs}
      />
      {tally !== undefined && (
        <Lasting object={object} tally={tally} left={reported.available ?? tally.free} />
      )}
    </Box>
  )
}

function Assignment({ object, world }: ObjectProps) {
  const { t } = useTranslation('subnet')
  const projects = projectsOf(object, world.projectLabel)
  const { namespaces, isDefault } = viewOf(object)
  const linked = (group: string, kind: string, names: readonly string[]) =>
    names.length === 0
      ? '–'
      : names.map((name) => (
          <div key={name}>
            <ObjectLink reference={{ group, kind, name }} />
          </div>
        ))
  return (
    <>
      <Facts>
        <Fact term={t('projects')}>{linked('auth.alauda.io', 'Project', projects)}</Fact>
        <Fact term={t('namespaces')}>{linked('', 'Namespace', namespaces)}</Fact>
      </Facts>
      <Typography variant="caption" component="p" color="textSecondary" sx={{ pt: 2, maxWidth: '72ch' }}>
        {t(isDefault ? 'allocationDefault' : 'allocation')}
      </Typography>
    </>
  )
}

const ConditionsPanel = memo(function ConditionsPanel({ object }: { object: unknown }) {
  const { t } = useTranslation('subnet')
  const conditions = conditionsOf(object)
  return (
    <Panel title={t('conditions')}>
      <PlainTable
        label={t('conditions')}
        headers={[t('condition'), t('conditionStatus'), t('reason'), t('message')]}
        empty={t('conditionsNone')}
        rows={conditions.map(({ type, status, reason, message }) => ({
          key: asString(type),
          cells: [asString(type), asString(status), asString(reason), asString(message)],
        }))}
      />
    </Panel>
  )
})
