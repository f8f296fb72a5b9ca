/** What pages ask once and keep: the session, and what a cluster serves. */
import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Discovery, discoveryAccept, legacyPaths } from '../../k8s/discovery.ts'
import type { Session } from '../../wire.ts'
import { request } from './request.ts'
import { ownHeaders } from './sign-in.ts'

/** Who is signed in now, asked of the server. */
export async function readSession(signal?: AbortSignal): Promise<Session> {
  const response = await fetch('/session', { headers: ownHeaders('GET'), ...(signal && { signal }) })
  if (!response.ok) throw new Error(`The server answered ${response.status} when asked for the session.`)
  return (await response.json()) as Session
}

/** The session that the page is made for; `session/` sees to it that it is of one person as long as the page is there. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => readSession(signal),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
})

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

export function discoveryQuery(cluster: string) {
  return queryOptions({
    queryKey: ['discovery', cluster],
    queryFn: async ({ signal }): Promise<Discovery> => {
      const ask = (path: string) => request<unknown>(cluster, path, { accept: discoveryAccept, signal })
      const roots = (await Promise.all([ask('/api'), ask('/apis')])).map(({ body }) => body)
      // One extension that does not answer must not hide all the others.
      const lists = await Promise.allSettled(roots.flatMap(legacyPaths).map(ask))
      return Discovery.fromDocuments([
        ...roots,
        ...lists.flatMap((each) => (each.status === 'fulfilled' ? [each.value.body] : [])),
      ])
    },
    // Pages are drawn anew, and what is typed begins anew, only where something is different.
    structuralSharing: (before, after) =>
      before instanceof Discovery && after instanceof Discovery && before.equals(after) ? before : after,
    staleTime: 60_000,
    // Kinds come and go seldom; a cluster that did not answer is asked again soon.
    refetchInterval: (query) => (query.state.status === 'error' ? 5000 : 5 * 60_000),
  })
}

export function useDiscovery(cluster: string) {
  return useQuery(discoveryQuery(cluster))
}

const freshMilliseconds = 10_000

/**
 * The same on a page that shows all that is served, or misses something: asked anew when it opens, and every few
 * seconds as long as it is looked at. Definitions are not watched for it: each carries its schema, megabytes in all,
 * while the answer to this is one that the browser already has.
 */
export function useFreshDiscovery(cluster: string) {
  const query = useQuery({ ...discoveryQuery(cluster), refetchInterval: freshMilliseconds })
  const { refetch } = query
  useEffect(() => void refetch({ cancelRefetch: false }), [refetch])
  return query
}
