/** Which requests change nothing, and so are let through while somebody only looks. */
import { isSafe } from '../../wire.ts'

/** Questions about oneself, which Kubernetes asks to be created. */
const selfReviews =
  /^\/apis\/(authorization\.k8s\.io|authentication\.k8s\.io)\/[^/]+\/selfsubject(access|rules)?reviews$/

/** Gives away a credential, whether it is a dry run or not. */
const issuesToken = /\/serviceaccounts\/[^/]+\/token$/

/** `path` is the raw path and query of an admitted request. */
export function changesNothing(method: string, path: string, hasBody: boolean): boolean {
  if (isSafe(method)) return true
  const at = path.indexOf('?')
  // As the cluster reads it: encoded steps, and a slash at the end, make no other path.
  const bare = decodeURIComponent(at < 0 ? path : path.slice(0, at)).replace(/\/$/, '')
  if (method === 'POST' && selfReviews.test(bare)) return true
  // The options in the body of a deletion replace those of the query.
  if ((method === 'DELETE' && hasBody) || issuesToken.test(bare)) return false
  const query = at < 0 ? '' : path.slice(at + 1)
  // A second question mark belongs to the first name, which `URLSearchParams` would take away.
  const dryRun = query.startsWith('?') ? [] : new URLSearchParams(query).getAll('dryRun')
  return dryRun.length > 0 && dryRun.every((each) => each === 'All')
}
