/** Whom the cluster sees. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { useSession } from '../api/queries.ts'
import { request } from '../api/request.ts'

export interface Who {
  readonly name: string
  readonly groups: readonly string[]
}

/** As the cluster itself says it; one older than 1.28 does not. */
export function whoQuery(cluster: string) {
  return queryOptions({
    queryKey: ['who', cluster],
    queryFn: async ({ signal }): Promise<Who> => {
      const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
      const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
      const answer = await request<unknown>(cluster, path, { method: 'POST', body, signal })
      const { username, groups } = asFields(asFields(asFields(answer.body).status).userInfo)
      return { name: asString(username), groups: asList(groups).map(asString) }
    },
    staleTime: 60_000,
    retry: false,
  })
}

/** Without the group that everybody is in. Until the cluster says it, and where it does not, as the session knows it. */
export function useWho(cluster: string): Who {
  const { clusters } = useSession()
  const { data } = useQuery(whoQuery(cluster))
  if (data === undefined) {
    return { name: clusters.find(({ name }) => name === cluster)?.user ?? '', groups: [] }
  }
  return { ...data, groups: data.groups.filter((group) => group !== 'system:authenticated') }
}
