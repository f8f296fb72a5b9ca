/** The objects of a type: followed as the cluster changes, or read once where its API cannot be followed. */
import { useQueries } from '@tanstack/react-query'
import { resourcePath, type ServedType } from '../../k8s/resource.ts'
import { StatusError } from '../../k8s/status.ts'
import type { WatchTarget } from '../../wire.ts'
import { listObjects } from '../api/objects.ts'
import type { CollectionView } from './collection.ts'
import { mergedItems, useViews } from './hooks.ts'
import { shareTargets } from './targets.ts'

export interface Collections {
  /** One for each target. */
  readonly views: readonly CollectionView[]
  /** Reads them again; `null` where they are followed. */
  readonly readAgain: (() => void) | null
}

const none: readonly WatchTarget[] = []

/** Of what is refused as a whole, the share of the project is followed. */
export function useCollections(type: ServedType, targets: readonly WatchTarget[]): Collections {
  const whole = useWhole(type, targets)
  const shares = targets.map((target, index) => {
    const view = whole.views[index]
    return view === undefined ? none : shareTargets(target, view.state, type.share)
  })
  const parts = useWhole(type, shares.flat())
  let read = 0
  const views = whole.views.map((view, index) => {
    const count = shares[index]?.length ?? 0
    read += count
    return count === 0 ? view : together(parts.views.slice(read - count, read))
  })
  return { views, readAgain: whole.readAgain }
}

/** The views of the parts as one, in the state of the worst. */
function together(parts: readonly CollectionView[]): CollectionView {
  const worst =
    parts.find(({ state }) => state.phase === 'loading') ?? parts.find(({ state }) => state.phase !== 'live')
  return { items: mergedItems(parts), state: (worst ?? parts[0] ?? loading).state }
}

function useWhole(type: ServedType, targets: readonly WatchTarget[]): Collections {
  const isFollowed = type.verbs.includes('watch')
  const live = useViews(isFollowed ? targets : none)
  const read = useQueries({ queries: (isFollowed ? none : targets).map(onceQuery), combine: combined })
  return isFollowed ? { views: live, readAgain: null } : read
}

function onceQuery(target: WatchTarget) {
  const { cluster, namespace, labelSelector, fieldSelector } = target
  const path = resourcePath(target, { namespace })
  const selectors = {
    ...(labelSelector !== undefined && { labelSelector }),
    ...(fieldSelector !== undefined && { fieldSelector }),
  }
  return {
    queryKey: ['once', target],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<CollectionView> => ({
      items: await listObjects(cluster, path, selectors, signal),
      state: { phase: 'live', since: Date.now() },
    }),
    gcTime: 0,
  }
}

interface Read {
  readonly data: CollectionView | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
}

function combined(results: readonly Read[]): Collections {
  return {
    views: results.map(({ data, error }) => (error === null ? (data ?? loading) : failed(data, error))),
    readAgain: () => {
      for (const { refetch } of results) refetch()
    },
  }
}

const loading: CollectionView = { items: [], state: { phase: 'loading', since: 0 } }

/** What was read before stays, and is said to be old. */
function failed(data: CollectionView | undefined, error: Error): CollectionView {
  const code = error instanceof StatusError ? error.code : undefined
  const since = data?.state.since ?? Date.now()
  const reason = { message: error.message, ...(code !== undefined && { code }) }
  return { items: data?.items ?? [], state: { phase: 'stopped', since, reason } }
}
