/**
 * Which rules no request can reach, because an earlier one takes all of theirs. Only what is proved is said: rules
 * that are covered by several others together, or in ways that are not looked for, are called overlapped.
 */
import { areDisjoint, covers } from './cover.ts'
import type { Match } from './match.ts'
import type { Fate } from './read-match.ts'
import { ShadowIndex } from './shadow-index.ts'

export type Shadow =
  | { readonly state: 'reachable' }
  /** Its requests all go to the route of that place, which comes before it. */
  | { readonly state: 'unreachable'; readonly by: number }
  /** Some of them may go to others; the first few of these are named, none where there were too many to look at. */
  | { readonly state: 'overlapped'; readonly by: readonly number[] }
  /** It takes no part anyway. */
  | { readonly state: 'unused' }

export interface Ordered {
  readonly match: Match
  readonly fate: Fate
  readonly takenBy?: unknown
}

/** How many earlier rules are compared with one, and how many are named. */
const mostCompared = 400
const mostNamed = 3

/** In the order of the routes. */
export function shadowsOf(routes: readonly Ordered[]): readonly Shadow[] {
  const used = routes.map(({ fate, takenBy }) => fate === 'used' && (takenBy ?? null) === null)
  const index = new ShadowIndex(routes.map(({ match }, at) => (used[at] === true ? match : null)))
  return routes.map((route, at): Shadow => {
    if (used[at] !== true) return { state: 'unused' }
    const by = coverOf(route.match, at, routes, index)
    if (by !== null) return { state: 'unreachable', by }
    return overlapsOf(route.match, at, routes, index)
  })
}

function coverOf(match: Match, at: number, routes: readonly Ordered[], index: ShadowIndex): number | null {
  let first: number | null = null
  let compared = 0
  for (const other of index.mayCover(match)) {
    if (other >= at || (first !== null && other > first)) continue
    const earlier = routes[other]
    compared += 1
    if (compared > mostCompared) break
    if (earlier !== undefined && covers(earlier.match, match)) first = other
  }
  return first
}

function overlapsOf(match: Match, at: number, routes: readonly Ordered[], index: ShadowIndex): Shadow {
  const by = new Set<number>()
  let compared = 0
  for (const other of index.mayOverlap(match)) {
    if (other >= at) continue
    const earlier = routes[other]
    compared += 1
    if (compared > mostCompared) return { state: 'overlapped', by: sorted(by) }
    if (earlier !== undefined && !areDisjoint(earlier.match, match)) by.add(other)
    if (by.size === mostNamed) break
  }
  return by.size === 0 ? { state: 'reachable' } : { state: 'overlapped', by: sorted(by) }
}

const sorted = (places: ReadonlySet<number>) => [...places].sort((a, b) => a - b)
