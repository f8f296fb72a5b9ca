/** The objects of a list as they are now, and how complete and fresh that is. */
import { useMemo } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import type { ServedType } from '../../k8s/resource.ts'
import type { Availability } from '../../kinds/world.ts'
import type { WatchState } from '../../wire.ts'
import { useCollections } from '../live/collections.ts'
import { mergedItems } from '../live/hooks.ts'
import { type Reach, targetsOfType } from '../live/targets.ts'
import { availabilityOf } from '../live/world.ts'

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

/** `isReachKnown`: whether the namespaces of a project have been told. */
export function useListObjects(
  type: ServedType,
  reach: Reach,
  isReachKnown: boolean,
  fieldSelector: string | undefined,
): ListObjects {
  const targets = useMemo(() => targetsOfType(type, reach, fieldSelector), [type, reach, fieldSelector])
  const { views, readAgain } = useCollections(type, targets)
  const availability = isReachKnown ? availabilityOf(views.map(({ state }) => state)) : 'loading'
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
