/**
 * What every page needs before it can show anything: asked for at once, while the rest of the code still comes. So
 * nothing heavy is imported here.
 */
import { QueryClient } from '@tanstack/react-query'
import { StatusError } from '../k8s/status.ts'
import type { WatchTarget } from '../wire.ts'
import { discoveryQuery, sessionQuery } from './api/queries.ts'
import { LiveStore } from './live/store.ts'
import { namespacesOf } from './live/targets.ts'
import { keepPage } from './session/page-keeper.ts'

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      // What the server refused it will refuse again; only what did not get through is worth another try.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof StatusError && error.code >= 400 && error.code < 500),
    },
  },
})

export const keeping = keepPage({ queries, live: () => live })
export const live: LiveStore = new LiveStore(`${location.origin.replace(/^http/, 'ws')}/watch`, {
  refused: keeping.keeper.connectionRefused,
  unauthorized: keeping.keeper.clusterRefused,
})

const heldMilliseconds = 10_000

/** Whatever of it fails is asked for again, and told, where it is used. */
export async function askAhead(): Promise<void> {
  await queries.prefetchQuery(sessionQuery)
  // Where nobody is signed in there is nobody to ask for.
  if (queries.getQueryData(sessionQuery.queryKey)?.user == null) return
  live.connection.open()
  const { cluster } = placeShown()
  if (cluster === undefined) return
  follow(namespacesOf(cluster))
  await queries.prefetchQuery(discoveryQuery(cluster))
}

/** The cluster that the address is about, and what of the Administrator view it shows. */
export function placeShown(): { readonly cluster: string | undefined; readonly segment: string | undefined } {
  const [view, cluster, segment] = location.pathname.split('/').slice(1)
  const isPlace = view === 'admin' || view === 'projects'
  return {
    cluster: isPlace ? decoded(cluster) : undefined,
    segment: view === 'admin' ? decoded(segment) : undefined,
  }
}

/** Addresses are typed by hand, too. */
function decoded(part: string | undefined): string | undefined {
  try {
    return part === undefined || part === '' ? undefined : decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** Keeps it for as long as the page may take to follow it itself. */
export function follow(target: WatchTarget): void {
  setTimeout(live.collection(target).subscribe(nobody), heldMilliseconds)
}

function nobody() {}
