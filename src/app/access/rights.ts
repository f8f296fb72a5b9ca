/** What the cluster says of the user's rights: the rules of a namespace, or the answer to one question. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { type AccessQuestion, type AccessRules, accessRulesOf } from '../../k8s/access.ts'
import { asFields } from '../../k8s/shape.ts'
import { request } from '../api/request.ts'
import { Slots } from '../api/slots.ts'

/** Something one may want to do: in a namespace, or (`null`) in the whole cluster. */
export interface Wish extends AccessQuestion {
  readonly namespace: string | null
  /** Of a list: what is asked for of it. Roles know nothing of that, other authorizers may. */
  readonly labelSelector?: string | undefined
}

/** Rights change seldom, and the server tells when they do; this is for when it cannot. */
const freshMilliseconds = 30_000
const slots = new Slots(4)

async function review(cluster: string, kind: string, spec: object, signal: AbortSignal) {
  const path = `/apis/authorization.k8s.io/v1/${kind.toLowerCase()}s`
  const body = { apiVersion: 'authorization.k8s.io/v1', kind, spec }
  const ask = () => request<unknown>(cluster, path, { method: 'POST', body, signal })
  const { body: answer } = await slots.run(ask, signal)
  return asFields(asFields(answer).status)
}

const ofCluster = (cluster: string) => ['rights', cluster] as const

/** All that one may do in a namespace; at `nowhere`, what one may do everywhere. */
export function rulesQuery(cluster: string, namespace: string) {
  return queryOptions({
    queryKey: [...ofCluster(cluster), 'rules', namespace],
    queryFn: async ({ signal }): Promise<AccessRules> =>
      accessRulesOf(await review(cluster, 'SelfSubjectRulesReview', { namespace }, signal)),
    staleTime: freshMilliseconds,
    refetchOnWindowFocus: true,
  })
}

/** The answer to one question, where the rules are not all there is. */
export function answerQuery(cluster: string, wish: Wish) {
  const { verb, group, resource, subresource = '', name = '', namespace, labelSelector } = wish
  const resourceAttributes = {
    verb,
    group,
    resource,
    ...(subresource !== '' && { subresource }),
    ...(name !== '' && { name }),
    ...(namespace !== null && { namespace }),
    ...(labelSelector !== undefined && { labelSelector: { rawSelector: labelSelector } }),
  }
  return queryOptions({
    queryKey: [...ofCluster(cluster), 'answer', resourceAttributes],
    queryFn: async ({ signal }): Promise<boolean> =>
      (await review(cluster, 'SelfSubjectAccessReview', { resourceAttributes }, signal)).allowed === true,
    staleTime: freshMilliseconds,
    refetchOnWindowFocus: true,
  })
}

/** They may be others now: what is looked at is asked again, what is not when it is looked at. */
export function forgetRights(queries: QueryClient, cluster: string): void {
  void queries.invalidateQueries({ queryKey: ofCluster(cluster) })
}
