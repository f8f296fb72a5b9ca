/** The objects of some kinds in the namespaces of a project, however many those are. */
import { useMemo } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import type { Availability, ServedKind } from '../../kinds/world.ts'
import { useDiscovery } from '../api/queries.ts'
import type { CollectionView } from '../live/collection.ts'
import { mergedItems, useViews } from '../live/hooks.ts'
import { type Reach, targetsOf } from '../live/targets.ts'
import { availabilityOf } from '../live/world.ts'

/** Each namespace of each kind is followed by itself, and a tab may follow only so much. */
const manyNamespaces = 8

/** Where more namespaces than that are looked at, all of the cluster instead. */
export function nearReach(reach: Reach): Reach {
  return isMany(reach) ? { ...reach, namespaces: null } : reach
}

const none: readonly never[] = []

const isMany = ({ namespaces }: Reach) => (namespaces?.length ?? 0) > manyNamespaces

export interface ReachObjects<K extends ServedKind> {
  readonly kind: K
  readonly availability: Availability
  readonly items: readonly KubeObject[]
}

/** Of those that the cluster serves. What may not be read across the cluster is read in each namespace after all. */
export function useReachObjects<K extends ServedKind>(
  kinds: readonly K[],
  reach: Reach,
): readonly ReachObjects<K>[] {
  const { data: discovery } = useDiscovery(reach.cluster)
  const near = useKindViews(kinds, nearReach(reach))
  const refused = isMany(reach)
    ? kinds.filter((_, index) => availabilityOf(near[index]?.map(({ state }) => state) ?? []) === 'refused')
    : (none as readonly K[])
  const each = useKindViews(refused, reach)
  return useMemo(() => {
    const names = isMany(reach) ? new Set(reach.namespaces) : null
    return kinds.flatMap((kind, index) => {
      if (discovery?.find(kind.group, kind.kind, kind.versions) === null) return []
      const views = each[refused.indexOf(kind)] ?? near[index] ?? []
      const all = mergedItems(views)
      const items = names === null ? all : all.filter(({ metadata }) => names.has(metadata.namespace ?? ''))
      return [{ kind, items, availability: availabilityOf(views.map(({ state }) => state)) }]
    })
  }, [kinds, reach, discovery, near, each, refused])
}

/** For each kind the views of its targets. */
function useKindViews(kinds: readonly ServedKind[], reach: Reach): readonly (readonly CollectionView[])[] {
  const { data: discovery } = useDiscovery(reach.cluster)
  const targets = kinds.map((kind) => targetsOf(kind, reach, discovery))
  const views = useViews(targets.flat())
  const counts = targets.map(({ length }) => length).join()
  return useMemo(() => {
    let end = 0
    return (counts === '' ? [] : counts.split(',')).map((count) => {
      const begin = end
      end += Number(count)
      return views.slice(begin, end)
    })
  }, [counts, views])
}
