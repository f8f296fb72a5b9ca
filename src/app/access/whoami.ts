/** Whom the cluster sees. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { useSession } from '../api/queries.ts'
import { request } from '../api/request.ts'

export interface Who {
  readonly name: string
  /** Without those that everybody is in. */
  readonly groups: readonly string[]
}

function whoQuery(cluster: string) {
  return queryOptions({
    queryKey: ['who', cluster],
    queryFn: async ({ signal }): Promise<Who> => {
      const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
      const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
      const answer = await request<unknown>(cluster, path, { method: 'POST', body, signal })
      const { username, groups } = asFields(asFields(asFields(answer.body).status).userInfo)
      const own = asList(groups)
        .map(asString)
        .filter((group) => group !== 'system:authenticated')
      return { name: asString(username), groups: own }
    },
    staleTime: 60_000,
  })
}

/** As the cluster says it; until it does, and where it does not, as the session knows it. */
export function useWho(cluster: string): Who {
  const { clusters } = useSession()
  const { data } = useQuery(whoQuery(cluster))
  return data ?? { name: clusters.find(({ name }) => name === cluster)?.user ?? '', groups: [] }
}
