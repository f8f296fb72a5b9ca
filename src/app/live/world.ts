/** The world of a page: the related objects its kind asked for, resolved by discovery and followed live. */
import { useMemo } from 'react'
import type { Discovery } from '../../k8s/discovery.ts'
import type { ResourceType } from '../../k8s/resource.ts'
import type { RelatedKind, World } from '../../kinds/world.ts'
import type { WatchTarget } from '../../wire.ts'
import { useSession } from '../api/queries.ts'
import { useClusterFacts } from '../places/facts.ts'
import type { Collection } from './collection.ts'
import { useLive } from './hooks.ts'
import { LiveWorld, type Surroundings, type WorldContext } from './live-world.ts'

export { availabilityOf } from './live-world.ts'

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

/** What of its surroundings a world answers with: nothing of it changes because objects do. */
export function useSurroundings(cluster: string, context: WorldContext): Surroundings {
  const { discovery, labelDomain, project } = context
  const { projectLabel } = useSession()
  // Whoever needs more than discovery tells has it read; others see it then as well.
  const { facts } = useClusterFacts(cluster, false)
  return useMemo(
    () => ({ discovery, labelDomain, projectLabel, project, facts }),
    [discovery, labelDomain, projectLabel, project, facts],
  )
}

export function useWorld(kinds: readonly RelatedKind[], reach: Reach, context: WorldContext): World {
  return useWorldIn(useSurroundings(reach.cluster, context), kinds, reach)
}

/** The same for those who already have its surroundings: this much is done again with every change. */
export function useWorldIn(surroundings: Surroundings, kinds: readonly RelatedKind[], reach: Reach): World {
  const targets = useMemo(
    () => kinds.map((kind) => targetsOf(kind, reach, surroundings.discovery)),
    [kinds, reach, surroundings.discovery],
  )
  const all = useMemo(() => targets.flat(), [targets])
  const { collections, views } = useLive(all, 'related')
  const counts = targets.map(({ length }) => length).join()
  const parts = useMemo(() => {
    let offset = 0
    return kinds.map((kind, index): [RelatedKind, readonly Collection[]] => {
      const count = Number(counts.split(',')[index])
      offset += count
      return [kind, collections.slice(offset - count, offset)]
    })
  }, [kinds, counts, collections])
  return useMemo(() => {
    // A world is a new one when anything in it is: whoever keeps what it read compares the views.
    void views
    return new LiveWorld(parts, surroundings)
  }, [views, parts, surroundings])
}
