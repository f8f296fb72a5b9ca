/** Whether clusters answer: asked as the user, a few at a time, and never waited for by a page. */
import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { asFields, asString } from '../../k8s/shape.ts'
import { StatusError } from '../../k8s/status.ts'
import { useSession } from '../api/queries.ts'
import { request } from '../api/request.ts'
import { Slots } from '../api/slots.ts'
import { within } from '../api/within.ts'

export interface Health {
  readonly answers: boolean
  /** Since when it is so, as far as this tab knows; milliseconds since the epoch. */
  readonly since: number
  /** How long the answer took, through Portolan. */
  readonly milliseconds: number | null
  /** Of Kubernetes; `null` where it was not told. */
  readonly version: string | null
  /** Why it does not answer. */
  readonly reason: string | null
}

const patienceMilliseconds = 5_000
const againMilliseconds = 30_000
const slots = new Slots(3)

export function healthQuery(cluster: string) {
  const queryKey = ['health', cluster]
  return queryOptions({
    queryKey,
    queryFn: async ({ signal, client }): Promise<Health> => {
      const before = client.getQueryData<Health>(queryKey)
      const now = await slots.run(() => probe(cluster, signal), signal)
      return before?.answers === now.answers ? { ...now, since: before.since } : now
    },
    retry: false,
    staleTime: againMilliseconds / 2,
    refetchInterval: againMilliseconds,
    gcTime: 10 * 60_000,
  })
}

async function probe(cluster: string, signal: AbortSignal): Promise<Health> {
  const begin = performance.now()
  const ask = (ended: AbortSignal) => request<unknown>(cluster, '/version', { signal: ended })
  const answered = (body: unknown): Health => ({
    answers: true,
    since: Date.now(),
    milliseconds: Math.round(performance.now() - begin),
    version: asString(asFields(body).gitVersion) || null,
    reason: null,
  })
  try {
    return answered((await within(patienceMilliseconds, cluster, ask, signal)).body)
  } catch (error) {
    // Nothing is known of the cluster where Portolan itself is gone, or nobody asks any more.
    if (!(error instanceof StatusError) || error.code === 0) throw error
    // Who refuses is there.
    if (error.code < 500) return answered(null)
    return { answers: false, since: Date.now(), milliseconds: null, version: null, reason: error.message }
  }
}

/** Undefined as long as nothing is known. */
export function useHealth(cluster: string, isAsked = true): Health | undefined {
  const isSignedIn = useSignedIn()
  return useQuery({ ...healthQuery(cluster), enabled: isAsked && isSignedIn(cluster) }).data
}

/** Of each cluster, in their order. */
export function useHealthOf(clusters: readonly string[], isAsked = true): readonly (Health | undefined)[] {
  const isSignedIn = useSignedIn()
  return useQueries({
    queries: clusters.map((cluster) => ({
      ...healthQuery(cluster),
      enabled: isAsked && isSignedIn(cluster),
    })),
    combine: dataOf,
  })
}

/** A cluster that one is nobody in has nothing to say. */
function useSignedIn(): (cluster: string) => boolean {
  const { clusters } = useSession()
  return (cluster) => clusters.some(({ name, user }) => name === cluster && user !== '')
}

const dataOf = (results: readonly { readonly data: Health | undefined }[]) => results.map(({ data }) => data)
