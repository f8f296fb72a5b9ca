/** What every page needs before it can show anything, asked for at once instead of one after the other. */
import { QueryClient } from '@tanstack/react-query'
import { matchPath } from 'react-router'
import { StatusError } from '../k8s/status.ts'
import type { WatchTarget } from '../wire.ts'
import { discoveryQuery, sessionQuery } from './api/queries.ts'
import { LiveStore } from './live/store.ts'
import { targetsOfType } from './live/world.ts'
import { kindAt } from './resources/kind-at.ts'
import { keepPage } from './session/page-keeper.ts'
import { namespacesOf } from './shell/projects.ts'

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

/** How long a page may take to ask for it itself. */
const heldMilliseconds = 10_000

/** Whatever of it fails is asked for again, and told, where it is used. */
export async function askAhead(): Promise<void> {
  await queries.prefetchQuery(sessionQuery)
  // Where nobody is signed in there is nobody to ask for.
  if (queries.getQueryData(sessionQuery.queryKey)?.user == null) return
  live.connection.open()
  const { pathname } = location
  const place = matchPath('/admin/:cluster/*', pathname) ?? matchPath('/projects/:cluster/*', pathname)
  const cluster = place?.params.cluster
  if (cluster === undefined) return
  follow(namespacesOf(cluster))
  void queries.prefetchQuery(discoveryQuery(cluster)).then(() => {
    const discovery = queries.getQueryData(discoveryQuery(cluster).queryKey)
    const segment = matchPath('/admin/:cluster/:segment', pathname)?.params.segment ?? ''
    const kind = kindAt(segment, 'admin', discovery)
    const type = kind === null ? null : discovery?.find(kind.group, kind.kind, kind.versions)
    if (type?.verbs.includes('watch')) targetsOfType(type, { cluster, namespaces: null }).forEach(follow)
  })
}

function follow(target: WatchTarget): void {
  setTimeout(live.collection(target).subscribe(nobody), heldMilliseconds)
}

function nobody() {}
