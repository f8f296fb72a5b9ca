/** The overview of one IPPool: where it lies, how full it is, who has its addresses and who asks for them. */
import { Box, Typography } from '@mui/material'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { valueAt } from '../../k8s/fieldpath.ts'
import { formatRange } from '../../net/range.ts'
import { common, countOf, formatRanges, merged, without } from '../../net/rangeset.ts'
import { countText } from '../../ui/count-text.ts'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { CopyableLines, Mono } from '../../ui/mono.tsx'
import { RangeMap, type RangePart } from '../../ui/range-map.tsx'
import { useRecount } from '../../ui/recount.ts'
import { dependantOf, type ObjectProps } from '../kind.ts'
import { named } from '../lookups.ts'
import { ipAddresses, subnets } from '../related.ts'
import { type Card, cardObjectsOf, spacesOf } from '../subnet/space.ts'
import { viewOf as subnetOf } from '../subnet/spec.ts'
import { UsedAddresses } from '../subnet/used-addresses.tsx'
import { UsageTable } from '../usage-table.tsx'
import type { World } from '../world.ts'
import { SubnetCell, V4Cell, V6Cell } from './cells.tsx'
import { addressSetPath, type IpPoolView, poolAnnotation, viewOf } from './spec.ts'
import { beginCards, workloadsOf } from './usage.ts'

export default function IpPoolOverview(props: ObjectProps) {
  const { t } = useTranslation('ippool')
  const { object, world } = props
  const view = useMemo(() => viewOf(object), [object])
  const cards = useCards(view, world)
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <FactsPanel {...props} />
      <UsePanel {...props} cards={cards ?? none} />
      <Panel title={t('usedAddresses')}>
        <UsedAddresses cards={cards} availability={world.availability(ipAddresses)} />
      </Panel>
      <Panel title={t('asking')}>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5, maxWidth: '72ch' }}>
          {t('askingHelp')} <Mono>{`${poolAnnotation}: ${view.name}`}</Mono>
        </Typography>
        <UsageTable
          label={t('asking')}
          empty={t('askingNone')}
          uses={workloadsOf(view.name, world).map(dependantOf)}
        />
      </Panel>
    </Box>
  )
}

const none: readonly Card[] = []

/** `null` until those of its subnet are there and gone through. */
function useCards({ subnet, ranges }: IpPoolView, world: World): readonly Card[] | null {
  const text = formatRanges(ranges)
  const begin = useCallback(() => beginCards(text), [text])
  const isLoading = world.availability(ipAddresses) === 'loading'
  const { result, isCurrent } = useRecount(isLoading ? null : cardObjectsOf(subnet, world), begin)
  return isCurrent ? result : null
}

function FactsPanel({ object, world }: ObjectProps) {
  const { t } = useTranslation('ippool')
  const { texts, namespaces } = viewOf(object)
  return (
    <Panel title={t('facts')}>
      <Facts>
        <Fact term={t('column.subnet')}>
          <SubnetCell object={object} world={world} />
        </Fact>
        <Fact term={t('ips')}>
          <CopyableLines items={texts} />
        </Fact>
        <Fact term={t('column.v4')}>
          <V4Cell object={object} world={world} />
        </Fact>
        <Fact term={t('column.v6')}>
          <V6Cell object={object} world={world} />
        </Fact>
        <Fact term={t('namespaces')}>
          {namespaces.length === 0
            ? t('byName')
            : namespaces.map((name) => (
                <div key={name}>
                  <ObjectLink reference={{ group: '', kind: 'Namespace', name }} />
                </div>
              ))}
        </Fact>
        <Fact term={t('addressSet')}>{t(valueAt(object, addressSetPath) === true ? 'on' : 'off')}</Fact>
      </Facts>
    </Panel>
  )
}

function UsePanel({ object, world, cards }: ObjectProps & { cards: readonly Card[] }) {
  const { t, i18n } = useTranslation('ippool')
  const view = viewOf(object)
  const found = named(world, subnets, '', view.subnet)
  const runs = merged(view.ranges)
  const spaces = useMemo(() => (found === undefined ? [] : spacesOf(subnetOf(found), cards)), [found, cards])
  return (
    <Panel title={t('utilisation')}>
      <Box sx={{ display: 'grid', gap: 2.5 }}>
        {runs.length === 0 && (
          <Typography variant="body2" color="textSecondary">
            {t('noRanges')}
          </Typography>
        )}
        {runs.map((run) => {
          const label = formatRange(run, ' – ')
          const used = spaces.flatMap((space) => common([run], space.used))
          const reserved = spaces.flatMap((space) => common([run], space.reserved))
          const free = spaces.flatMap((space) => common([run], space.free))
          const outside = without([run], [...used, ...reserved, ...free])
          const parts = Object.entries({ used, reserved, outside, free })
            .filter(([id, part]) => id !== 'outside' || part.length > 0)
            .map(
              ([id, part]): RangePart => ({
                id,
                label: t(`part.${id}`),
                count: countText(countOf(part), i18n.language),
                runs: part,
                ...(id !== 'free' && { colour: colours[id] ?? 'warning.main' }),
              }),
            )
          return (
            <Box key={label}>
              <Typography variant="body2" sx={{ mb: 0.75 }}>
                <Mono>{label}</Mono>
              </Typography>
              <RangeMap label={label} whole={run} parts={parts} />
            </Box>
          )
        })}
      </Box>
    </Panel>
  )
}

const colours: Readonly<Record<string, string>> = {
  used: 'primary.main',
  reserved: 'warning.main',
  outside: 'text.disabled',
}
