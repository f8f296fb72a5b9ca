/** The objects of a list as they are now, and how complete and fresh that is. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Availability } from '../../kinds/world.ts'
import type { WatchState } from '../../wire.ts'
import { useCollections } from '../live/collections.ts'
import { mergedItems } from '../live/hooks.ts'
import { availabilityOf, type Reach, targetsOfType } from '../live/world.ts'
import { useNamespaces } from '../shell/projects.ts'
import type { KindPageProps } from './kind-page.tsx'

export interface ListObjects {
  readonly objects: readonly KubeObject[]
  readonly availability: Availability
  readonly isLoading: boolean
  /** Why nothing, or not all, can be shown. */
  readonly reason: string | undefined
  readonly stale: WatchState | undefined
  /** Of the first part: since when it is as it is. */
  readonly first: WatchState | undefined
  /** Namespaces of the reach that may not be listed. */
  readonly refused: readonly string[]
  readonly readAgain: (() => void) | null
}

export function useListObjects({ scope, type }: KindPageProps, reach: Reach): ListObjects {
  const namespaces = useNamespaces(scope.cluster)
  const { views, readAgain } = useCollections(type, targetsOfType(type, reach))
  const resolving = scope.view === 'project' && namespaces.state.phase === 'loading'
  const availability = resolving ? 'loading' : availabilityOf(views.map(({ state }) => state))
  const is = (state: WatchState | undefined, what: Availability) =>
    state !== undefined && availabilityOf([state]) === what
  return {
    objects: mergedItems(views),
    availability,
    isLoading: availability === 'loading',
    reason: views.find(({ state }) => state.reason !== undefined)?.state.reason?.message,
    stale: views.find(({ state }) => is(state, 'stale'))?.state,
    first: views[0]?.state,
    refused: (reach.namespaces ?? []).filter((_, index) => is(views[index]?.state, 'refused')),
    readAgain,
  }
}
