/** What a cluster says of whom one may look as. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { answerQuery } from '../access/rights.ts'
import { whoQuery } from '../access/whoami.ts'

export interface MayViewAs {
  readonly users: boolean
  readonly groups: boolean
}

/** Whether one may take on anybody's name, and any group. */
function mayViewAsQuery(cluster: string) {
  return queryOptions({
    queryKey: ['may-view-as', cluster],
    queryFn: async ({ client }): Promise<MayViewAs> => {
      const [users = false, groups = false] = await Promise.all(
        ['users', 'groups'].map((resource) =>
          client.fetchQuery(
            answerQuery(cluster, { verb: 'impersonate', group: '', resource, namespace: null }),
          ),
        ),
      )
      return { users, groups }
    },
    staleTime: 60_000,
    retry: false,
  })
}

export function useMayViewAs(cluster: string) {
  return useQuery(mayViewAsQuery(cluster))
}

/** Asks who one is and whom one may look as before it is shown, so that nothing moves once it is. */
export function useReviewsAhead(cluster: string): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.prefetchQuery(whoQuery(cluster))
    void queries.prefetchQuery(mayViewAsQuery(cluster))
  }
}
