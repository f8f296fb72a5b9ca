/** Live collections in React. */
import { createContext, useContext, useMemo, useRef, useSyncExternalStore } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import type { WatchTarget, WatchUrgency } from '../../wire.ts'
import type { Collection, CollectionView } from './collection.ts'
import type { ConnectionState } from './connection.ts'
import { joined } from './joined.ts'
import type { LiveStore } from './store.ts'

export const LiveContext = createContext<LiveStore | null>(null)

export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext)
  if (store === null) throw new Error('There is no LiveContext above this component.')
  return store
}

/** The views of any number of targets, in their order. The array is new only when one of them is. */
export function useViews(targets: readonly WatchTarget[]): readonly CollectionView[] {
  return useLive(targets, 'page').views
}

export interface Live {
  readonly collections: readonly Collection[]
  readonly views: readonly CollectionView[]
}

export function useLive(targets: readonly WatchTarget[], urgency: WatchUrgency): Live {
  const store = useLiveStore()
  const key = useMemo(() => JSON.stringify(targets), [targets])
  // Read back from the key, because targets are compared by what they say and not by identity.
  const collections = useMemo<readonly Collection[]>(
    () => (JSON.parse(key) as WatchTarget[]).map((target) => store.collection(target)),
    [store, key],
  )
  const last = useRef<readonly CollectionView[]>([])
  const read = () => {
    const views = collections.map((collection) => collection.view())
    const same =
      views.length === last.current.length && views.every((view, index) => view === last.current[index])
    if (!same) last.current = views
    return last.current
  }
  const subscribe = useMemo(
    () => (listener: () => void) => {
      const ends = collections.map((collection) => collection.subscribe(listener, urgency))
      return () => {
        for (const end of ends) end()
      }
    },
    [collections, urgency],
  )
  return { collections, views: useSyncExternalStore(subscribe, read) }
}

export function useConnectionState(): ConnectionState {
  const { connection } = useLiveStore()
  return useSyncExternalStore(connection.observe, connection.state)
}

/** The items of several views as one list, the same list as long as the items are the same. */
export function mergedItems(views: readonly CollectionView[]): readonly KubeObject[] {
  return joined(views.map(({ items }) => items))
}
