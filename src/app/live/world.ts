/** The world of a page: the related objects its kind asked for, resolved by discovery and followed live. */
import { useMemo } from 'react'
import type { Discovery } from '../../k8s/discovery.ts'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ResourceType } from '../../k8s/resource.ts'
import type { Availability, RelatedKind, World } from '../../kinds/world.ts'
import type { WatchState, WatchTarget } from '../../wire.ts'
import type { CollectionView } from './collection.ts'
import { mergedItems, useViews } from './hooks.ts'

/** Where related objects are read: these namespaces, or (`null`) all of them. */
export interface Reach {
  readonly cluster: string
  readonly namespaces: readonly string[] | null
}

/** What to watch for a kind within a reach; nothing where the cluster does not serve it. */
export function targetsOf(
  kind: RelatedKind,
  reach: Reach,
  discovery: Discovery | undefined,
): readonly WatchTarget[] {
  const type = discovery?.find(kind.group, kind.kind, kind.versions)
  if (!type) return []
  const { fieldSelector } = kind
  return targetsOfType(type, kind.everywhere === true ? { ...reach, namespaces: null } : reach).map(
    (target) => (fieldSelector === undefined ? target : { ...target, fieldSelector }),
  )
}

/** The same for a type that is known to be served. */
export function targetsOfType(type: ResourceType, reach: Reach): readonly WatchTarget[] {
  const { group, version, plural } = type
  const target = { cluster: reach.cluster, group, version, plural }
  if (!type.namespaced || reach.namespaces === null) return [target]
  return reach.namespaces.map((namespace) => ({ ...target, namespace }))
}

/** One word for the states of all the parts of a list: the worst of them. */
export function availabilityOf(states: readonly WatchState[]): Availability {
  const all = states.map(({ phase, reason }): Availability => {
    if (phase === 'loading' || phase === 'live') return phase
    if (phase === 'reconnecting') return 'stale'
    if (reason?.code === 403 || reason?.code === 401) return 'refused'
    return reason?.code === 404 ? 'absent' : 'stale'
  })
  // Parts that are refused do not hide the others; a page says which they are.
  const readable = all.filter((each) => each !== 'refused')
  if (readable.length === 0 && all.length > 0) return 'refused'
  const worst: readonly (typeof readable)[number][] = ['absent', 'loading', 'stale']
  return worst.find((each) => readable.includes(each)) ?? 'live'
}

export function useWorld(
  kinds: readonly RelatedKind[],
  reach: Reach,
  context: {
    readonly discovery: Discovery | undefined
    readonly labelDomain: string
    readonly project: string | null
  },
): World {
  const { discovery, labelDomain, project } = context
  const targets = kinds.map((kind) => targetsOf(kind, reach, discovery))
  const views = useViews(targets.flat())
  const counts = targets.map(({ length }) => length).join()
  return useMemo(() => {
    const parts = new Map<string, readonly CollectionView[]>()
    let offset = 0
    for (const [index, count] of counts.split(',').map(Number).entries()) {
      const kind = kinds[index]
      if (kind === undefined) continue
      parts.set(keyOf(kind), views.slice(offset, offset + count))
      offset += count
    }
    return {
      labelDomain,
      project,
      list: <T extends KubeObject>(kind: RelatedKind) =>
        mergedItems(parts.get(keyOf(kind)) ?? []) as readonly T[],
      availability: (kind) => {
        if (discovery === undefined) return 'loading'
        if (discovery.find(kind.group, kind.kind, kind.versions) === null) return 'absent'
        // A reach of no namespaces is complete without a single object.
        return availabilityOf((parts.get(keyOf(kind)) ?? []).map(({ state }) => state))
      },
    }
  }, [views, counts, kinds, discovery, labelDomain, project])
}

function keyOf({ group, kind, fieldSelector = '', everywhere }: RelatedKind): string {
  return `${group}/${kind}/${fieldSelector}/${everywhere === true}`
}
