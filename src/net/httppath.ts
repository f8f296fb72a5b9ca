/**
 * Which request paths a path of an Ingress matches, as Kubernetes says it (`networking.k8s.io/v1`, `HTTPIngressPath`).
 * Paths are compared as they are written: case counts, and nothing is decoded.
 */

export type PathMatch = 'Exact' | 'Prefix'

/**
 * Whether a request of that path is matched. A prefix is compared element by element: `/a/b` matches `/a/b`, `/a/b/`
 * and `/a/b/c`, and not `/a/bc`; a slash at its end does not count.
 */
export function matchesPath(match: PathMatch, path: string, request: string): boolean {
  if (match === 'Exact') return request === path
  const wanted = elements(path)
  const given = elements(request)
  return wanted.every((element, at) => element === given[at])
}

function elements(path: string): readonly string[] {
  const parts = path.split('/').slice(1)
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts
}

export interface PathExamples {
  readonly matched: readonly string[]
  readonly missed: readonly string[]
}

/** A few requests that tell what a path matches and what one might think it does; none where it is no path yet. */
export function pathExamples(match: PathMatch, path: string): PathExamples {
  if (!path.startsWith('/')) return { matched: [], missed: [] }
  const bare = path.length > 1 ? path.replace(/\/+$/, '') : path
  const below = bare === '/' ? '/any' : `${bare}/any`
  const others = [bare, `${bare}/`, below, `${below}/deeper`, bare === '/' ? '' : `${bare}thing`]
  const candidates = [...new Set([path, ...others])].filter(
    (each) => each.startsWith('/') && !each.includes('//'),
  )
  const isMatched = (request: string) => matchesPath(match, path, request)
  return { matched: candidates.filter(isMatched), missed: candidates.filter((each) => !isMatched(each)) }
}
