/** The objects of a type: followed as the cluster changes, or read once where its API cannot be followed. */
import { useQueries } from '@tanstack/react-query'
import { resourcePath, type ServedType } from '../../k8s/resource.ts'
import { StatusError } from '../../k8s/status.ts'
import type { WatchTarget } from '../../wire.ts'
import { listObjects } from '../api/objects.ts'
import type { CollectionView } from './collection.ts'
import { useViews } from './hooks.ts'

export interface Collections {
  /** One for each target. */
  readonly views: readonly CollectionView[]
  /** Reads them again; `null` where they are followed. */
  readonly readAgain: (() => void) | null
}

const none: readonly WatchTarget[] = []

export function useCollections(type: ServedType, targets: readonly WatchTarget[]): Collections {
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
