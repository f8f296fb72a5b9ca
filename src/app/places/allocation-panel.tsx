/** What an administrator has allocated to a project, as far as the cluster serves such things. */
import { Box, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Allocated, type Allocation, allocations, type ProjectPlace } from '../../kinds/allocations.ts'
import type { Availability } from '../../kinds/world.ts'
import { Fact, Facts, Panel } from '../../ui/facts.tsx'
import { ObjectLink } from '../../ui/links.tsx'
import { Mono } from '../../ui/mono.tsx'
import { naturalOrder } from '../../ui/table/sort.ts'
import { useDiscovery, useSession } from '../api/queries.ts'
import { useViews } from '../live/hooks.ts'
import { targetsOf } from '../live/targets.ts'
import { availabilityOf } from '../live/world.ts'
import { referenceTo } from '../resources/reference.ts'
import { useNamespaces } from '../shell/projects.ts'
import { globalClusterOf } from './global-cluster.ts'
import type { ProjectScope } from './project-page.tsx'

interface AllocatedKind {
  readonly allocation: Allocation
  readonly availability: Availability
  readonly all: readonly Allocated[]
}

export function AllocationPanel({ scope }: { scope: ProjectScope }) {
  const { t } = useTranslation()
  const served = useAllocated(scope)
  return (
    <Panel title={t('places:allocated.title')}>
      {served.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('places:allocated.nothing')}
        </Typography>
      ) : (
        <Box sx={{ '& dl': { gridTemplateColumns: '1fr' } }}>
          <Facts>
            {served.map(({ allocation, availability, all }) => (
              <Fact key={allocation.id} term={t(`kinds:allocation.${allocation.id}`)}>
                <AllocatedList availability={availability} all={all} />
              </Fact>
            ))}
          </Facts>
        </Box>
      )}
    </Panel>
  )
}

function AllocatedList({ availability, all }: Pick<AllocatedKind, 'availability' | 'all'>) {
  const { t } = useTranslation('places')
  if (availability === 'refused') return <Quiet>{t('allocated.refused')}</Quiet>
  if (availability === 'loading') return <>…</>
  if (all.length === 0) return <Quiet>{t('allocated.none')}</Quiet>
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.25 }}>
      {all.map((each) => (
        <li key={`${each.object.metadata.uid ?? each.object.metadata.name} ${each.detail}`}>
          <AllocatedName of={each} /> {each.detail !== '' && <Mono quiet>{each.detail}</Mono>}{' '}
          {each.isShared && <Quiet>{t('allocated.shared')}</Quiet>}
        </li>
      ))}
    </Box>
  )
}

/** A link where it goes by the name of its object. */
function AllocatedName({ of: { object, title } }: { of: Allocated }) {
  if (title !== object.metadata.name) return <Mono>{title}</Mono>
  return <ObjectLink reference={referenceTo(object)} />
}

function Quiet({ children }: { children: string }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {children}
    </Box>
  )
}

/** Those that are served. */
function useAllocated(scope: ProjectScope): readonly AllocatedKind[] {
  const session = useSession()
  const place = useProjectPlace(scope)
  const globalCluster = globalClusterOf(session, scope.cluster)
  const { data: here } = useDiscovery(scope.cluster)
  const { data: there } = useDiscovery(globalCluster)
  const asked = allocations.flatMap((allocation) => {
    const [cluster, discovery] =
      allocation.kind.isGlobal === true ? [globalCluster, there] : [scope.cluster, here]
    const [target] = targetsOf(
      { ...allocation.kind, everywhere: true },
      { cluster, namespaces: null },
      discovery,
    )
    if (target === undefined) return []
    const labelSelector = allocation.labels?.(place)
    return [{ allocation, target: { ...target, ...(labelSelector !== undefined && { labelSelector }) } }]
  })
  const views = useViews(asked.map(({ target }) => target))
  return asked.map(({ allocation }, index) => {
    const view = views[index]
    return {
      allocation,
      availability: view === undefined ? 'loading' : availabilityOf([view.state]),
      all: (view?.items ?? []).flatMap((object) => allocation.of(object, place)).toSorted(ownFirst),
    }
  })
}

function ownFirst(a: Allocated, b: Allocated): number {
  return Number(a.isShared) - Number(b.isShared) || naturalOrder(a.title, b.title)
}

function useProjectPlace({ cluster, project }: ProjectScope): ProjectPlace {
  const { labelDomain } = useSession()
  const { all, projects } = useNamespaces(cluster)
  return useMemo(() => {
    const names = new Set(projects.get(project))
    const namespaces = all.filter(({ metadata }) => names.has(metadata.name))
    return { name: project, namespaces, labelDomain }
  }, [all, projects, project, labelDomain])
}
