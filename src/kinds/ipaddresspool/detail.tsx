/** The overview of one address pool: who announces it, how full it is, who holds its addresses. */
import { Box, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Node } from '../../k8s/core.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields } from '../../k8s/shape.ts'
import { formatAddress } from '../../net/address.ts'
import { formatRange } from '../../net/range.ts'
import { countOf } from '../../net/rangeset.ts'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { CopyableLines, Mono } from '../../ui/mono.tsx'
import { RangeMap, type RangePart } from '../../ui/range-map.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { ObjectProps } from '../kind.ts'
import { announcing, nodesOf } from '../metallb/advertisement.ts'
import { countsOf, familiesOf, heldIn, holdersIn, nextOf, shareOf } from '../metallb/holdings.ts'
import { NodeTable } from '../metallb/node-fields.tsx'
import { commonPools, type PoolView, poolOf } from '../metallb/pool.ts'
import { addressPools, alarmRules, loadBalancerServices } from '../related.ts'
import { PeersCell, TypeCell } from './cells.tsx'
import { Planner } from './planner.tsx'
import '../metallb/words.ts'

export default function PoolOverview(props: ObjectProps) {
  const { t } = useTranslation('metallb')
  const { object, world } = props
  const pool = poolOf(object)
  const all = announcing(pool, world)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <FactsPanel {...props} />
      <UsePanel {...props} />
      <HoldersPanel {...props} />
      <Panel title={t('advertisements')}>
        <PlainTable
          label={t('advertisements')}
          headers={[t('advertisement'), t('type'), t('nodes'), t('peers')]}
          empty={t('advertisementsNone')}
          rows={all.map(({ object: each, view }) => ({
            key: `${each.kind}/${each.metadata.name}`,
            cells: [
              <ObjectLink
                key="name"
                reference={{
                  group: 'metallb.io',
                  kind: each.kind,
                  namespace: view.namespace,
                  name: view.name,
                }}
              />,
              view.type,
              String(nodesOf([{ object: each, view }], world).length),
              view.type === 'BGP' ? <Mono key="peers">{view.peers.join(', ') || t('allPeers')}</Mono> : '–',
            ],
          }))}
        />
      </Panel>
      {all.length > 0 && (
        <Panel title={t('availableNodes')}>
          <NodeTable chosen={nodesOf(all, world) as readonly Node[]} />
        </Panel>
      )}
      <AlarmsPanel world={world} />
      <Planner />
    </Box>
  )
}

function FactsPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('metallb')
  const { texts, autoAssign, avoidsBuggy, namespaces } = poolOf(object)
  return (
    <Panel title={t('facts')}>
      <Facts>
        <Fact term={t('type')}>
          <TypeCell object={object} world={world} />
        </Fact>
        <Fact term={t('addresses')}>
          <CopyableLines items={texts} />
        </Fact>
        <Fact term={t('peers')}>
          <PeersCell object={object} world={world} />
        </Fact>
        <Fact term={t('autoAssign')}>{t(autoAssign ? 'on' : 'off')}</Fact>
        <Fact term={t('avoidBuggy')}>{t(avoidsBuggy ? 'on' : 'off')}</Fact>
        <Fact term={t('onlyNamespaces')}>
          {namespaces.length === 0 ? t('anyNamespace') : <Mono>{namespaces.join(', ')}</Mono>}
        </Fact>
      </Facts>
    </Panel>
  )
}

/** The alarms that measure MetalLB, where the cluster keeps alarms at all. */
function AlarmsPanel({ world }: Pick<ObjectProps, 'world'>) {
  const { t } = useTranslation('metallb')
  if (world.availability(alarmRules) === 'absent') return null
  const { group, kind } = alarmRules
  const rules = world
    .list<KubeObject>(alarmRules)
    .filter((each) => JSON.stringify(asFields(each).spec ?? '').includes('metallb_'))
  return (
    <Panel title={t('alarms')}>
      <PlainTable
        label={t('alarms')}
        headers={[t('alarm'), t('namespace')]}
        empty={t('alarmsNone')}
        rows={rules.map(({ metadata: { namespace, name } }) => ({
          key: `${namespace}/${name}`,
          cells: [
            <ObjectLink key="name" reference={{ group, kind, namespace, name }} />,
            <Mono key="namespace" quiet>
              {namespace}
            </Mono>,
          ],
        }))}
      />
    </Panel>
  )
}

function UsePanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('metallb')
  const pool = poolOf(object)
  const services = holdersIn(world, loadBalancerServices)
  const isKnown = world.availability(loadBalancerServices) === 'live'
  const shares = useMemo(
    () => pool.ranges.map((range) => ({ range, share: shareOf(pool, range, services) })),
    [pool, services],
  )
  const others = commonPools(world.list<KubeObject>(addressPools)).map(({ name }) => name)
  return (
    <Panel title={t('addressUse')}>
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        <PlainTable
          label={t('addressUse')}
          headers={[t('family'), t('used'), t('available'), t('next')]}
          empty={t('noRanges')}
          rows={familiesOf(pool).map((family) => {
            const { used, available } = countsOf(object, pool, family, services)
            const next = isKnown ? nextOf(pool, family, services) : null
            return {
              key: family,
              cells: [
                family,
                String(used),
                available.toLocaleString(),
                next === null ? '–' : <Mono key="next">{formatAddress(next)}</Mono>,
              ],
            }
          })}
        />
        <Typography variant="body2" color="textSecondary" sx={{ maxWidth: '72ch' }}>
          {t(whoGets(pool, others), { pools: others.join(', ') })}
        </Typography>
        {shares.map(({ range, share }) => {
          const label = formatRange(range, ' – ')
          const parts = (['used', 'avoided', 'free'] as const).map(
            (id): RangePart => ({
              id,
              label: t(`part.${id}`),
              count: countOf(share[id]).toLocaleString(),
              runs: share[id],
              ...(id !== 'free' && { colour: id === 'used' ? 'primary.main' : 'warning.main' }),
            }),
          )
          return (
            <Box key={label}>
              <Typography variant="body2" sx={{ mb: 0.75 }}>
                <Mono>{label}</Mono>
              </Typography>
              <RangeMap label={label} whole={range} parts={parts} />
            </Box>
          )
        })}
      </Box>
    </Panel>
  )
}

/** Of several pools for everybody MetalLB takes any: it has no order for them. */
function whoGets({ autoAssign, isPinned }: PoolView, common: readonly string[]) {
  if (!autoAssign) return 'nextFor.asking'
  if (isPinned) return 'nextFor.own'
  return common.length > 1 ? 'nextFor.anyOf' : 'nextFor.all'
}

function HoldersPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('metallb')
  const isRefused = world.availability(loadBalancerServices) === 'refused'
  const holders = heldIn(poolOf(object), holdersIn(world, loadBalancerServices))
  return (
    <Panel title={t('holders')}>
      <PlainTable
        label={t('holders')}
        headers={[t('address'), t('holder'), t('namespace')]}
        empty={t(isRefused ? 'holdersRefused' : 'holdersNone')}
        rows={holders.map(({ address, service: { metadata } }) => ({
          key: `${formatAddress(address)} ${metadata.namespace}/${metadata.name}`,
          cells: [
            <Mono key="address">{formatAddress(address)}</Mono>,
            <ObjectLink
              key="name"
              reference={{ group: '', kind: 'Service', namespace: metadata.namespace, name: metadata.name }}
            />,
            <Mono key="namespace" quiet>
              {metadata.namespace}
            </Mono>,
          ],
        }))}
      />
    </Panel>
  )
}
