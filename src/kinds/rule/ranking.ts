/** In which order the rules of a listening port are asked, and which of them no request can reach. */
import type { KubeObject } from '../../k8s/objects.ts'
import {
  albRouter,
  areDisjoint,
  compareKeys,
  covers,
  decidingFact,
  type OrderFact,
  type Route,
  type Shadow,
  shadowsOf,
  writeDsl,
} from '../../net/route/index.ts'
import { albLabel, frontendLabel } from '../alb/spec.ts'
import { balancerNamed } from '../frontend/lending.ts'
import { labelled, named } from '../lookups.ts'
import { albPorts, albRules } from '../related.ts'
import type { World } from '../world.ts'
import { type RuleView, viewOf } from './spec.ts'

export interface Standing {
  /** From 1. */
  readonly place: number
  readonly of: number
  readonly route: Route
  /** What comes to pass with its requests; the routes it names are others of the same port. */
  readonly state: Shadow['state']
  /** The one that takes all of its requests, or some that may take a part of them. */
  readonly by: readonly Route[]
  /** Why that one comes first, where one takes all. */
  readonly because: OrderFact | null
  /** The first of those with the very same match, where that is another. */
  readonly twin: Route | null
  /** The other priorities that rules for one of its hosts have. */
  readonly otherPriorities: readonly number[]
}

export interface Ranking {
  readonly routes: readonly Route[]
  /** By the name of the rule; those that a port of streams leaves out have none. */
  readonly standings: ReadonlyMap<string, Standing>
}

interface Known {
  readonly alb: KubeObject
  readonly port: KubeObject
  readonly ranking: Ranking
}

/** By the list of rules, which is the same for as long as none of them changes. */
const known = new WeakMap<readonly KubeObject[], Known>()

/** `null` where the port is not there, or may not be read. */
export function rankingOn(namespace: string, frontend: string, world: World): Ranking | null {
  const port = named<KubeObject>(world, albPorts, namespace, frontend)
  if (frontend === '' || port === undefined) return null
  const rules = labelled<KubeObject>(world, albRules, namespace, { [frontendLabel]: frontend })
  const name = port.metadata.labels?.[albLabel] ?? ''
  const alb = balancerNamed(namespace, name, world)
  const before = known.get(rules)
  if (before !== undefined && before.port === port && before.alb === (alb ?? before.alb))
    return before.ranking
  const of = alb ?? { apiVersion: 'crd.alauda.io/v2beta1', kind: 'ALB2', metadata: { name, namespace } }
  const ranking = rankingOf(of, port, rules)
  known.set(rules, { alb: of, port, ranking })
  return ranking
}

export function rankingOf(alb: KubeObject, port: KubeObject, rules: readonly KubeObject[]): Ranking {
  const routes = albRouter({ alb, frontends: [port], rules }).listeners[0]?.routes ?? []
  const shadows = shadowsOf(routes)
  const firsts = firstByMatch(routes)
  const priorities = prioritiesByHost(routes)
  const standings = new Map<string, Standing>()
  for (const [at, route] of routes.entries()) {
    const shadow = shadows[at]
    if (shadow === undefined || route.source.kind !== 'Rule') continue
    const places =
      shadow.state === 'unreachable' ? [shadow.by] : shadow.state === 'overlapped' ? shadow.by : []
    const by = places.flatMap((each) => routes[each] ?? [])
    const [first] = by
    const twin = firsts.get(writeDsl(route.match)) ?? null
    standings.set(route.source.name, {
      place: at + 1,
      of: routes.length,
      route,
      state: shadow.state,
      by,
      because: shadow.state === 'unreachable' && first !== undefined ? why(first, route) : null,
      twin: twin === route || shadow.state === 'unused' ? null : twin,
      otherPriorities: otherPriorities(route, priorities),
    })
  }
  return { routes, standings }
}

const why = (first: Route, second: Route) =>
  first.order === null || second.order === null ? null : decidingFact(first.order, second.order)

const isUsed = ({ fate, source }: Route) => fate === 'used' && source.kind === 'Rule'

function firstByMatch(routes: readonly Route[]): ReadonlyMap<string, Route> {
  const found = new Map<string, Route>()
  for (const route of routes.filter(isUsed)) {
    const text = writeDsl(route.match)
    if (!found.has(text)) found.set(text, route)
  }
  return found
}

/** The whole names that a rule is for. */
export function hostsIn({ match }: Pick<Route, 'match'>): readonly string[] {
  return match.conditions
    .filter(({ indicator }) => indicator === 'HOST')
    .flatMap(({ tests }) =>
      tests.flatMap(({ operator, values }) => (operator === 'EQ' || operator === 'IN' ? values : [])),
    )
}

function prioritiesByHost(routes: readonly Route[]): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>()
  for (const route of routes.filter(isUsed)) {
    for (const host of hostsIn(route)) {
      const priorities = found.get(host) ?? new Set()
      priorities.add(route.order?.priority ?? 0)
      found.set(host, priorities)
    }
  }
  return found
}

function otherPriorities(
  route: Route,
  priorities: ReadonlyMap<string, ReadonlySet<number>>,
): readonly number[] {
  const all = new Set(hostsIn(route).flatMap((host) => [...(priorities.get(host) ?? [])]))
  all.delete(route.order?.priority ?? 0)
  return [...all].sort((a, b) => a - b)
}

export function standingOf(object: unknown, world: World): Standing | null {
  const { namespace, frontend, name } = viewOf(object)
  return rankingOn(namespace, frontend, world)?.standings.get(name) ?? null
}

export interface Draft {
  readonly route: Route
  /** Those that are asked before it and may take some of its requests, the first of them first. */
  readonly before: readonly Route[]
  /** The first that takes all of its requests, and why it comes first. */
  readonly cover: { readonly route: Route; readonly because: OrderFact | null } | null
  /** Rules that it would take all requests of, and that are reached today. */
  readonly hides: readonly Route[]
  readonly place: number
}

/** How a rule would stand among those that are there, of which it may be one in another version. */
export function draftOn(object: unknown, world: World): Draft | null {
  const view = viewOf(object)
  const ranking = rankingOn(view.namespace, view.frontend, world)
  const port = named<KubeObject>(world, albPorts, view.namespace, view.frontend)
  if (ranking === null || port === undefined) return null
  const route = routeOf(view, object, port)
  if (route === null) return null
  const others = ranking.routes.filter(({ source }) => source.kind !== 'Rule' || source.name !== view.name)
  const isBefore = (other: Route) =>
    other.order !== null && route.order !== null && compareKeys(other.order, route.order) < 0
  const earlier = others.filter((each) => isBefore(each))
  const used = earlier.filter(({ fate }) => fate === 'used')
  const cover = route.fate === 'used' ? used.find(({ match }) => covers(match, route.match)) : undefined
  const later = others.slice(earlier.length)
  const reached = (each: Route) => ranking.standings.get(each.source.name)?.state !== 'unreachable'
  return {
    route,
    before: route.fate === 'used' ? used.filter(({ match }) => !areDisjoint(match, route.match)) : [],
    cover: cover === undefined ? null : { route: cover, because: why(cover, route) },
    hides:
      route.fate === 'used' && cover === undefined
        ? later.filter((each) => isUsed(each) && covers(route.match, each.match) && reached(each))
        : [],
    place: earlier.length + 1,
  }
}

/** As the load balancer reads it; `null` on a port of streams, which asks no rules. */
function routeOf({ name, namespace, frontend }: RuleView, object: unknown, port: KubeObject): Route | null {
  const of = {
    apiVersion: '',
    kind: 'ALB2',
    metadata: { name: port.metadata.labels?.[albLabel] ?? '', namespace },
  }
  const rule: KubeObject = {
    apiVersion: 'crd.alauda.io/v1',
    kind: 'Rule',
    metadata: { name, namespace, labels: { [frontendLabel]: frontend } },
    ...{ spec: (object as { spec?: unknown }).spec },
  }
  const bare = {
    ...port,
    spec: { ...(port as { spec?: object }).spec, serviceGroup: undefined, config: undefined },
  }
  const [listener] = albRouter({ alb: of, frontends: [bare], rules: [rule] }).listeners
  if (listener === undefined || listener.protocol === 'tcp' || listener.protocol === 'udp') return null
  const [route] = listener.routes
  if (route === undefined) return null
  return route
}
