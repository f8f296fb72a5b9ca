/** The whole address space of a cluster: what is given away, what is free, what collides. */
import './words.ts'
import MapIcon from '@mui/icons-material/MapOutlined'
import { Alert, Box, Link as MuiLink, ToggleButton, ToggleButtonGroup } from '@mui/material'
import { memo, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { ofFamily, type PlanRange } from '../../kinds/address-plan.ts'
import { type Address, parseAddress } from '../../net/address.ts'
import { type AddressRange, overlap, sizeOf } from '../../net/range.ts'
import { merged } from '../../net/rangeset.ts'
import { Panel } from '../../ui/facts.tsx'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Marked } from '../../ui/marked.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useDiscovery } from '../api/queries.ts'
import { ClusterUnreachable } from '../pages/error-pages.tsx'
import { PageHead } from '../pages/kind-page.tsx'
import { useTitle } from '../pages/title.ts'
import { ClusterWaiting } from '../places/cluster-waiting.tsx'
import { useScope } from '../scope.ts'
import { Collisions } from './collisions.tsx'
import { Crumbs } from './crumbs.tsx'
import { FreeRanges } from './free-ranges.tsx'
import { closerTo, rowsOf, type View, viewOf } from './layout.ts'
import { Legend } from './legend.tsx'
import { rangeText } from './page-state.ts'
import { RangeList } from './range-list.tsx'
import { Strip } from './strip.tsx'
import { type Plan, usePlan } from './use-plan.ts'
import { type StateOfPage, useStateOfPage } from './use-state.ts'
import { useUses } from './use-uses.ts'
import { UsesPanel } from './uses-panel.tsx'
import { WhoHas } from './who-has.tsx'

export function AddressPlanPage() {
  const { t } = useTranslation('app')
  const { cluster } = useScope()
  const { data: discovery, error } = useDiscovery(cluster)
  useTitle(t('app:addressPlan'))
  if (discovery === undefined)
    return error === null ? (
      <ClusterWaiting cluster={cluster} />
    ) : (
      <ClusterUnreachable cluster={cluster} error={error} />
    )
  return <OfCluster key={cluster} cluster={cluster} />
}

function OfCluster({ cluster }: { cluster: string }) {
  const { t } = useTranslation('app')
  const page = useStateOfPage()
  const { state } = page
  const plan = usePlan(cluster, state.at, parseAddress(state.who.trim()) !== null)
  const families = familiesOf(plan.ranges)
  const family = state.family ?? families[0] ?? 'IPv4'
  return (
    <>
      <PageHead
        title={t('app:addressPlan')}
        aside={<Mono quiet>{cluster}</Mono>}
        actions={families.length > 1 && <FamilyChoice family={family} page={page} />}
      />
      <Box sx={{ px: 3, pb: 3, overflow: 'auto', flex: 1, minHeight: 0 }}>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <Incomplete plan={plan} />
          {plan.isLoading ? (
            <LoadingRows label={t('loading')} />
          ) : plan.ranges.length === 0 ? (
            <Empty />
          ) : (
            <Content plan={plan} family={family} page={page} />
          )}
        </Box>
      </Box>
    </>
  )
}

function familiesOf(ranges: readonly PlanRange[]): readonly Address['family'][] {
  return (['IPv4', 'IPv6'] as const).filter((family) =>
    ranges.some(({ range }) => range.first.family === family),
  )
}

function FamilyChoice({ family, page }: { family: Address['family']; page: StateOfPage }) {
  const { t } = useTranslation('address-plan')
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={family}
      aria-label={t('family')}
      onChange={(_, next: Address['family'] | null) =>
        next !== null && page.change({ family: next, at: null })
      }
    >
      {(['IPv4', 'IPv6'] as const).map((each) => (
        <ToggleButton key={each} value={each} sx={{ py: 0.25, textTransform: 'none' }}>
          {each}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

function Incomplete({ plan }: { plan: Plan }) {
  const { t } = useTranslation('address-plan')
  const { refused, isStale } = plan
  return (
    <>
      {refused.length > 0 && (
        <Alert severity="info" role="note">
          <Marked text={t('refused', { types: refused.map((each) => `\`${each}\``).join(', ') })} />
        </Alert>
      )}
      {isStale && <Alert severity="warning">{t('stale')}</Alert>}
    </>
  )
}

function Empty() {
  const { t } = useTranslation('address-plan')
  return (
    <Notice icon={<MapIcon />} title={t('empty')}>
      {t('emptyText')}
    </Notice>
  )
}

function Content({ plan, family, page }: { plan: Plan; family: Address['family']; page: StateOfPage }) {
  const scope = useScope()
  const { state, change, to } = page
  const view = useMemo(() => viewOf(plan.ranges, family, state.at), [plan.ranges, family, state.at])
  // Of what one looks at: what meets elsewhere does not belong to it.
  const collisions = plan.collisions.filter(({ one, other }) =>
    view.windows.some((each) => overlap(each, one.range) && overlap(each, other.range)),
  )
  const colliding = useMemo(
    () => new Set(plan.collisions.flatMap(({ one, other }) => [one, other])),
    [plan.collisions],
  )
  const toRange = useCallback((at: AddressRange | null) => to({ at }), [to])
  const onSize = useCallback((size: string) => change({ size }), [change])
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' } }}>
        <WhoHas plan={plan} family={family} who={state.who} onAsk={(who) => change({ who })} />
        <FreeRanges
          scope={scope}
          ranges={plan.ranges}
          family={family}
          view={view}
          size={state.size}
          onSize={onSize}
        />
      </Box>
      <Drawing colliding={colliding} view={view} page={page} />
      <Collisions collisions={collisions} to={toRange} />
      <Seen plan={plan} colliding={colliding} family={family} view={view} at={state.at} to={toRange} />
    </>
  )
}

interface DrawingProps {
  readonly colliding: ReadonlySet<PlanRange>
  readonly view: View
  readonly page: StateOfPage
}

const Drawing = memo(function Drawing({ colliding, view, page }: DrawingProps) {
  const { t } = useTranslation('address-plan')
  const navigate = useNavigate()
  const { state, change, to } = page
  const onOpen = useCallback(
    (items: readonly PlanRange[], whole: AddressRange) => {
      const [only] = items
      if (only === undefined) return
      if (items.length === 1 && sizeOf(only.range) === 1n) change({ who: rangeText(only.range) })
      else void navigate(to({ at: items.length === 1 ? only.range : closerTo(items, whole) }))
    },
    [change, navigate, to],
  )
  return (
    <Panel title={t('map')}>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Crumbs at={state.at} around={view.around} to={(at) => to({ at })} />
        {view.windows.map((whole) => (
          <Box
            key={rangeText(whole)}
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '180px minmax(0, 1fr)' },
              columnGap: 2,
            }}
          >
            <Box sx={{ pt: 0.5, fontSize: 13 }}>
              {state.at === null ? (
                <WindowLink whole={whole} page={page} />
              ) : (
                <Mono quiet>{rangeText(whole, ' – ')}</Mono>
              )}
            </Box>
            <Strip whole={whole} items={view.inside} colliding={colliding} onOpen={onOpen} />
          </Box>
        ))}
        <Legend items={[...view.inside, ...view.around]} />
      </Box>
    </Panel>
  )
})

function WindowLink({ whole, page }: { whole: AddressRange; page: StateOfPage }) {
  const { t } = useTranslation('address-plan')
  return (
    <MuiLink
      component={Link}
      to={page.to({ at: whole })}
      color="textSecondary"
      aria-label={t('zoom', { range: rangeText(whole) })}
    >
      <Mono>{rangeText(whole)}</Mono>
    </MuiLink>
  )
}

function Seen(props: {
  plan: Plan
  colliding: ReadonlySet<PlanRange>
  family: Address['family']
  view: View
  at: AddressRange | null
  to: (at: AddressRange) => string
}) {
  const { plan, colliding, family, view, at, to } = props
  const { t } = useTranslation('address-plan')
  const rows = useMemo(() => rowsOf(view), [view])
  const isGiven = at !== null && view.around.length > 0
  const kept = useMemo(() => merged(ofFamily(view.kept, family).map(({ range }) => range)), [view, family])
  const uses = useUses(plan.uses, isGiven ? at : null, kept)
  return (
    <>
      {isGiven && <UsesPanel whole={at} uses={uses} kept={kept} />}
      {(rows.length > 0 || !isGiven) && (
        <Panel title={t('list')}>
          <RangeList
            // Another view begins at its start.
            key={at === null ? family : rangeText(at)}
            rows={rows}
            colliding={colliding}
            to={to}
          />
        </Panel>
      )}
    </>
  )
}
