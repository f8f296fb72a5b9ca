/**
 * Ingresses of one class of ingress-nginx as a router. Names: exact ones, then those with a star, then the default
 * server. Paths: exact ones, then the longest; where one Ingress of a host uses patterns, all paths of that host are
 * patterns that do not look at case, the longest text first (ingress-nginx, "Ingress Path Matching").
 */
import type { KubeObject } from '../../k8s/objects.ts'
import type { Condition, Test } from './match.ts'
import { annotationOf, locationAction } from './nginx-actions.ts'
import { compareTexts, type Location, refOf, type Server, serversOf } from './nginx-servers.ts'
import type { Action, Listener, Route, Router } from './router.ts'

export interface NginxObjects {
  /** Those of the class; which they are is for the caller to say. */
  readonly ingresses: readonly KubeObject[]
  readonly httpPort?: number
  readonly httpsPort?: number
  /** `namespace/name` of the Secret for other names; without it nginx shows one of its own. */
  readonly defaultCertificate?: string
}

/** The controller's own, made up where none is configured. */
export const madeUpCertificate = 'ingress-controller-fake-certificate'

interface Side {
  readonly isPlain: boolean
  readonly httpsPort: number
}

export function nginxRouter({
  ingresses,
  httpPort = 80,
  httpsPort = 443,
  defaultCertificate = madeUpCertificate,
}: NginxObjects): Router {
  const servers = serversOf(ingresses).toSorted(
    (a, b) => rankOf(a) - rankOf(b) || compareTexts(a.host, b.host),
  )
  const listener = (isPlain: boolean): Listener => ({
    id: isPlain ? 'http' : 'https',
    source: null,
    port: isPlain ? httpPort : httpsPort,
    protocol: isPlain ? 'http' : 'https',
    isTls: !isPlain,
    certificates: isPlain
      ? []
      : servers.flatMap(({ host, aliases, certificate }) =>
          certificate === null ? [] : [host, ...aliases].map((each) => ({ host: each, secret: certificate })),
        ),
    defaultCertificate: isPlain ? null : defaultCertificate,
    routes: servers.flatMap((server) => routesOf(server, { isPlain, httpsPort })),
    unmatched: { code: 404, reason: '' },
    unserved: { code: 503, reason: '' },
    hasConflict: false,
  })
  return { software: 'ingress-nginx', source: null, listeners: [listener(true), listener(false)] }
}

function rankOf({ host }: Server): number {
  return host === '' ? 2 : host.startsWith('*') ? 1 : 0
}

function routesOf(server: Server, side: Side): readonly Route[] {
  const paths = server.usesRegex ? patternRoutes(server, side) : plainRoutes(server, side)
  const hasRoot = server.locations.some(({ path, takenBy }) => path === '/' && takenBy === null)
  return [...appRoots(server), ...paths, ...(hasRoot ? [] : [fallbackRoute(server, side)])]
}

/** Longest first, and of equally long ones the later in the alphabet. */
function patternRoutes(server: Server, side: Side): readonly Route[] {
  return server.locations
    .toSorted((a, b) => b.path.length - a.path.length || compareTexts(b.path, a.path))
    .map((location) =>
      routeOf(server, location, [{ operator: 'REGEX_ANY_CASE', values: [`^${location.path}`] }], side),
    )
}

function plainRoutes(server: Server, side: Side): readonly Route[] {
  const exact = server.locations.filter(({ pathType }) => pathType === 'Exact')
  const prefixes = server.locations
    .filter(({ pathType }) => pathType !== 'Exact')
    .toSorted((a, b) => lengthOf(b) - lengthOf(a))
  const route = (location: Location) => routeOf(server, location, [testOf(location)], side)
  return [
    ...exact.map(route),
    ...prefixes.filter(isFolder).map((each) => slashRoute(server, each)),
    ...prefixes.map(route),
  ]
}

/** An element-wise prefix is written with a slash at its end. */
function lengthOf({ path, pathType }: Location): number {
  return path.length + (pathType === 'Prefix' && !path.endsWith('/') ? 1 : 0)
}

function isFolder({ path, takenBy }: Location): boolean {
  return path !== '/' && path.endsWith('/') && takenBy === null
}

function testOf({ path, pathType }: Location): Test {
  if (pathType === 'Exact') return { operator: 'EQ', values: [path] }
  // With a slash at its end a prefix does not hold for the path without it.
  const isElements = pathType === 'Prefix' && !path.endsWith('/')
  return { operator: isElements ? 'PREFIX' : 'STARTS_WITH', values: [path] }
}

/** nginx sends `/a` on to `/a/`, where only that is proxied. */
function slashRoute(server: Server, location: Location): Route {
  const bare = location.path.replace(/\/+$/, '')
  return {
    ...baseRoute(server, location, 'slash'),
    match: { conditions: [...hostOf(server), urlCondition({ operator: 'EQ', values: [bare] })] },
    action: {
      type: 'redirect',
      redirect: { code: 301, path: { type: 'whole', path: location.path }, keepsQuery: true },
    },
  }
}

function appRoots(server: Server): readonly Route[] {
  const location = server.locations.find(({ ingress }) => annotationOf(ingress, 'app-root').startsWith('/'))
  if (location === undefined) return []
  const path = annotationOf(location.ingress, 'app-root')
  return [
    {
      ...baseRoute(server, location, 'app-root'),
      match: { conditions: [...hostOf(server), urlCondition({ operator: 'EQ', values: ['/'] })] },
      action: { type: 'redirect', redirect: { code: 302, path: { type: 'whole', path }, keepsQuery: false } },
    },
  ]
}

function routeOf(server: Server, location: Location, tests: readonly Test[], side: Side): Route {
  return {
    ...baseRoute(server, location, location.index),
    match: { conditions: [...hostOf(server), { indicator: 'URL', key: '', tests }] },
    action: locationAction(location, side.isPlain, server.certificate !== null, side.httpsPort),
  }
}

function baseRoute(server: Server, { ingress, index, takenBy }: Location, part: string) {
  const { namespace, name } = ingress.metadata
  return {
    id: `${server.host || '*'} ${namespace}/${name} ${part === index ? index : `${index} ${part}`}`,
    source: refOf(ingress),
    index,
    origin: null,
    fate: 'used' as const,
    problems: [],
    takenBy,
    order: null,
  }
}

/** Every server answers for all its paths; another one is not asked. */
function fallbackRoute(server: Server, side: Side): Route {
  const { fallback } = server
  const source = fallback === null ? { kind: '', namespace: '', name: '' } : refOf(fallback.ingress)
  const action: Action =
    fallback === null
      ? { type: 'answer', code: 404 }
      : locationAction(
          { ingress: fallback.ingress, path: '/', group: fallback.group, canary: null },
          side.isPlain,
          server.certificate !== null,
          side.httpsPort,
        )
  return {
    id: `${server.host || '*'} default`,
    source,
    index: '',
    origin: null,
    match: { conditions: hostOf(server) },
    fate: 'used',
    problems: [],
    takenBy: null,
    order: null,
    action,
  }
}

function urlCondition(test: Test): Condition {
  return { indicator: 'URL', key: '', tests: [test] }
}

function hostOf({ host, aliases }: Server): readonly Condition[] {
  if (host === '') return []
  const tests = [host, ...aliases].map((name): Test => {
    return { operator: name.startsWith('*') ? 'WILDCARD' : 'EQ', values: [name] }
  })
  return [{ indicator: 'HOST', key: '', tests }]
}
