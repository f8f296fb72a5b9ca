/** The route that answers, found without asking those of other hosts: for many requests to one port. */
import { evaluateMatch } from './evaluate.ts'
import type { Match } from './match.ts'
import type { RouteRequest } from './request.ts'
import type { Listener, Route } from './router.ts'
import { subjectOf } from './subject.ts'

export interface PreparedListener {
  readonly byHost: ReadonlyMap<string, readonly Placed[]>
  /** Those that are not bound to whole names, which every host may reach. */
  readonly loose: readonly Placed[]
}

interface Placed {
  readonly place: number
  readonly route: Route
}

export function prepareListener({ routes }: Listener): PreparedListener {
  const byHost = new Map<string, Placed[]>()
  const loose: Placed[] = []
  for (const [place, route] of routes.entries()) {
    if (route.fate !== 'used' || route.takenBy !== null) continue
    const names = wholeNames(route.match)
    if (names === null) loose.push({ place, route })
    for (const name of names ?? []) {
      const known = byHost.get(name)
      if (known === undefined) byHost.set(name, [{ place, route }])
      else known.push({ place, route })
    }
  }
  return { byHost, loose }
}

/** `null` where a condition about hosts is not a list of whole names. */
function wholeNames({ conditions }: Match): ReadonlySet<string> | null {
  const condition = conditions.find(
    ({ indicator, key, tests }) =>
      indicator === 'HOST' &&
      key === '' &&
      tests.length > 0 &&
      tests.every(({ operator }) => operator === 'EQ' || operator === 'IN'),
  )
  return condition === undefined ? null : new Set(condition.tests.flatMap(({ values }) => values))
}

/**
 * The first route that certainly matches, and those before it that may; the latter only where something is not
 * known. Says what `trace` says, faster.
 */
export function findRoute(
  { byHost, loose }: PreparedListener,
  request: RouteRequest,
): { readonly route: Route | null; readonly perhaps: readonly Route[] } {
  const host = subjectOf('HOST', '', request)
  const own = typeof host === 'string' ? (byHost.get(host) ?? []) : []
  const perhaps: Route[] = []
  let [mine, others] = [0, 0]
  for (;;) {
    const [a, b] = [own[mine], loose[others]]
    const next = a === undefined || (b !== undefined && b.place < a.place) ? b : a
    if (next === undefined) return { route: null, perhaps }
    if (next === a) mine += 1
    else others += 1
    const { outcome } = evaluateMatch(next.route.match, request)
    if (outcome === 'yes') return { route: next.route, perhaps }
    if (outcome === 'unknown') perhaps.push(next.route)
  }
}
