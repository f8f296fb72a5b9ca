/** Live collections in React. */
import { createContext, useContext, useMemo, useRef, useSyncExternalStore } from 'react'
import type { KubeObject } from '../../k8s/objects.ts'
import type { WatchTarget } from '../../wire.ts'
import type { Collection, CollectionView } from './collection.ts'
import type { ConnectionState } from './connection.ts'
import type { LiveStore } from './store.ts'

export const LiveContext = createContext<LiveStore | null>(null)

export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext)
  if (store === null) throw new Error('There is no LiveContext above this component.')
  return store
}

/** The views of any number of targets, in their order. The array is new only when one of them is. */
export function useViews(targets: readonly WatchTarget[]): readonly CollectionView[] {
  const store = useLiveStore()
  const key = JSON.stringify(targets)
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
      const ends = collections.map((collection) => collection.subscribe(listener))
      return () => {
        for (const end of ends) end()
      }
    },
    [collections],
  )
  return useSyncExternalStore(subscribe, read)
}

export function useConnectionState(): ConnectionState {
  const { connection } = useLiveStore()
  return useSyncExternalStore(connection.observe, connection.state)
}

const merged = new WeakMap<
  CollectionView,
  { views: readonly CollectionView[]; items: readonly KubeObject[] }
>()

/** The items of several views as one list, the same list as long as the views are the same. */
export function mergedItems(views: readonly CollectionView[]): readonly KubeObject[] {
  const [first] = views
  if (first === undefined) return none
  if (views.length === 1) return first.items
  const known = merged.get(first)
  if (
    known !== undefined &&
    known.views.length === views.length &&
    known.views.every((view, at) => view === views[at])
  ) {
    return known.items
  }
  const items = views.flatMap((view) => view.items)
  merged.set(first, { views, items })
  return items
}

const none: readonly KubeObject[] = []
