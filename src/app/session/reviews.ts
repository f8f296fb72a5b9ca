/** What a cluster says of who one is there, and whom one may look as. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { request } from '../api/request.ts'

const freshMilliseconds = 60_000

export interface Who {
  readonly name: string
  readonly groups: readonly string[]
}

/** As the cluster itself knows one; a cluster older than 1.28 does not say. */
function whoQuery(cluster: string) {
  return queryOptions({
    queryKey: ['who', cluster],
    queryFn: async ({ signal }): Promise<Who> => {
      const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
      const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
      const answer = await request<unknown>(cluster, path, { method: 'POST', body, signal })
      const { userInfo } = asFields(asFields(answer.body).status)
      const { username, groups } = asFields(userInfo)
      return { name: asString(username), groups: asList(groups).map(asString) }
    },
    staleTime: freshMilliseconds,
    retry: false,
  })
}

export interface MayViewAs {
  readonly users: boolean
  readonly groups: boolean
}

/** Whether one may take on anybody's name, and any group. */
function mayViewAsQuery(cluster: string) {
  return queryOptions({
    queryKey: ['may-view-as', cluster],
    queryFn: async ({ signal }): Promise<MayViewAs> => {
      const [users, groups] = await Promise.all(
        (['users', 'groups'] as const).map((resource) => mayImpersonate(cluster, resource, signal)),
      )
      return { users: users === true, groups: groups === true }
    },
    staleTime: freshMilliseconds,
    retry: false,
  })
}

export function useWho(cluster: string) {
  return useQuery(whoQuery(cluster))
}

export function useMayViewAs(cluster: string) {
  return useQuery(mayViewAsQuery(cluster))
}

/** Asks for both before they are shown, so that nothing moves once they are. */
export function useReviewsAhead(cluster: string): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.prefetchQuery(whoQuery(cluster))
    void queries.prefetchQuery(mayViewAsQuery(cluster))
  }
}

async function mayImpersonate(cluster: string, resource: string, signal: AbortSignal): Promise<boolean> {
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { verb: 'impersonate', group: '', resource } },
  }
  const answer = await request<unknown>(cluster, path, { method: 'POST', body, signal })
  return asFields(asFields(answer.body).status).allowed === true
}
