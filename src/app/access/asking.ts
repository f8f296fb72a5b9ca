/** Asks for a right at the moment something is about to be written. */
import type { QueryClient } from '@tanstack/react-query'
import { nowhere } from '../../k8s/access.ts'
import { verdictOf } from './judging.ts'
import { answerQuery, rulesQuery, type Wish } from './rights.ts'

/** `null` where the cluster does not say; whoever writes then learns it from the cluster itself. */
export async function mayNow(queries: QueryClient, cluster: string, wish: Wish): Promise<boolean | null> {
  const known = await ask(queries, cluster, wish, {})
  // What was refused a moment ago may have been given since.
  return known === false ? ask(queries, cluster, wish, { staleTime: 0 }) : known
}

async function ask(
  queries: QueryClient,
  cluster: string,
  wish: Wish,
  freshness: { staleTime?: number },
): Promise<boolean | null> {
  const scope = wish.namespace ?? nowhere
  try {
    const rules = await queries.fetchQuery({ ...rulesQuery(cluster, scope), ...freshness })
    const verdict = verdictOf(wish, new Map([[scope, rules]]))
    if (verdict === 'yes' || verdict === 'no') return verdict === 'yes'
  } catch {
    // The question itself may still be answered.
  }
  return queries.fetchQuery({ ...answerQuery(cluster, wish), ...freshness }).catch(() => null)
}
