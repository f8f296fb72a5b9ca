/** The way of a request: which port, route and services answer, and why every other route does not. */
import { evaluateMatch, type MatchVerdict } from './evaluate.ts'
import type { Doubt } from './operators.ts'
import type { RouteRequest } from './request.ts'
import { locationOf, rewritten } from './rewrite.ts'
import type { Action, Forward, HeaderChange, Listener, Route, Router } from './router.ts'
import { type Share, sharesOf } from './shares.ts'

/** Addresses of the pods behind a port of a Service, those that are ready; `null` where nobody knows. */
export type EndpointsOf = (service: {
  readonly namespace: string
  readonly name: string
  readonly port: number | string
}) => readonly EndpointFact[] | null

export interface EndpointFact {
  readonly address: string
  readonly port: number
  readonly pod: string
  readonly isReady: boolean
}

export type Ending =
  | 'forwarded'
  | 'redirected'
  /** The router answers by itself. */
  | 'answered'
  /** No route matches. */
  | 'no-route'
  /** A route matches, but there is no pod behind it. */
  | 'no-endpoint'
  | 'no-listener'
  /** HTTP on a port of TLS, or the other way round. */
  | 'wrong-scheme'
  | 'no-certificate'

export type WhyNot =
  | { readonly reason: 'not-matched'; readonly verdict: MatchVerdict }
  | { readonly reason: 'behind'; readonly first: Route }
  | { readonly reason: 'other-listener'; readonly listener: Listener }
  | { readonly reason: 'not-in-use' }
  /** It comes before the one that answers, and whether it matches is not known. */
  | { readonly reason: 'not-known'; readonly verdict: MatchVerdict }

export interface OtherRoute {
  readonly route: Route
  readonly why: WhyNot
}

export interface TracedShare extends Share {
  readonly endpoints: readonly EndpointFact[] | null
}

export interface Trace {
  readonly ending: Ending
  /** What the client is answered by the router itself; `null` where a backend answers. */
  readonly code: number | null
  /** What the router gives as reason, if it does: `X-ALB-ERR-REASON`. */
  readonly codeReason: string
  readonly listener: Listener | null
  readonly certificate: string | null
  readonly route: Route | null
  readonly shares: readonly TracedShare[]
  /** What the backend sees, with the query; `null` where no backend does or a pattern was not evaluated. */
  readonly backendUrl: string | null
  readonly upstreamHost: string
  /** The new address; `null` where there is none or it is not known. */
  readonly location: string | null
  readonly requestHeaders: readonly HeaderChange[]
  readonly responseHeaders: readonly HeaderChange[]
  readonly others: readonly OtherRoute[]
  /** Whether no route in front of the answering one is undecided, and the listener is certain. */
  readonly isCertain: boolean
  readonly doubts: readonly Doubt[]
}

export function trace(router: Router, request: RouteRequest, endpointsOf: EndpointsOf = () => null): Trace {
  const listener = router.listeners.find(({ port, protocol }) => port === request.port && protocol !== 'udp')
  const elsewhere = router.listeners
    .filter((each) => each !== listener)
    .flatMap((each) => each.routes.map((route) => other(route, { reason: 'other-listener', listener: each })))
  const nothing: Trace = {
    ending: 'no-listener',
    code: null,
    codeReason: '',
    listener: listener ?? null,
    certificate: null,
    route: null,
    shares: [],
    backendUrl: null,
    upstreamHost: '',
    location: null,
    requestHeaders: [],
    responseHeaders: [],
    others: elsewhere,
    isCertain: true,
    doubts: [],
  }
  if (listener === undefined) return nothing
  const isTls = request.scheme === 'https'
  const certificate = listener.isTls && isTls ? certificateFor(listener, request.sni) : null
  const start = { ...nothing, certificate }
  if (listener.protocol === 'tcp') return { ...start, ...streamed(listener, endpointsOf) }
  if (listener.isTls !== isTls) return { ...start, ending: 'wrong-scheme', code: isTls ? null : 400 }
  if (isTls && certificate === null) return { ...start, ending: 'no-certificate' }
  return { ...start, ...routed(listener, request, endpointsOf, elsewhere) }
}

const other = (route: Route, why: WhyNot): OtherRoute => ({ route, why })

/** By the whole name, then by a star for its first label; names that end in a digit are taken for addresses. */
function certificateFor({ certificates, defaultCertificate }: Listener, sni: string): string | null {
  const find = (host: string) => certificates.find((each) => each.host === host)?.secret
  if (sni === '' || /\d$/.test(sni)) return defaultCertificate
  return find(sni) ?? find(`*${sni.slice(sni.indexOf('.'))}`) ?? defaultCertificate
}

function streamed(listener: Listener, endpointsOf: EndpointsOf): Partial<Trace> {
  const [route] = listener.routes
  if (route?.action.type !== 'forward') return { ending: 'no-route', codeReason: '' }
  const shares = traced(route.action, null, endpointsOf)
  return { ending: shares.some(hasPods) ? 'forwarded' : 'no-endpoint', route, shares }
}

function routed(
  listener: Listener,
  request: RouteRequest,
  endpointsOf: EndpointsOf,
  elsewhere: readonly OtherRoute[],
): Partial<Trace> {
  const others: OtherRoute[] = []
  const doubts: Doubt[] = []
  let first: Route | null = null
  for (const route of listener.routes) {
    if (route.fate !== 'used' || route.takenBy !== null) {
      // A rule that the data plane trips over spoils the requests that come as far.
      if (route.fate === 'breaks' && first === null) doubts.push({ kind: 'rule-breaks', text: route.id })
      others.push(other(route, { reason: 'not-in-use' }))
      continue
    }
    const verdict = evaluateMatch(route.match, request)
    if (verdict.outcome === 'no') others.push(other(route, { reason: 'not-matched', verdict }))
    else if (first !== null) others.push(other(route, { reason: 'behind', first }))
    else if (verdict.outcome === 'yes') first = route
    else {
      doubts.push(...verdict.doubts)
      others.push(other(route, { reason: 'not-known', verdict }))
    }
  }
  const found = { others: [...others, ...elsewhere], isCertain: doubts.length === 0, doubts }
  if (first !== null)
    return { ...found, route: first, ...acted(first.action, listener, request, endpointsOf) }
  const { code, reason } = listener.unmatched
  return { ...found, ending: 'no-route', code, codeReason: reason }
}

function acted(
  action: Action,
  { unserved }: Listener,
  request: RouteRequest,
  endpointsOf: EndpointsOf,
): Partial<Trace> {
  if (action.type === 'answer') return { ending: 'answered', code: action.code }
  if (action.type === 'redirect') {
    const { redirect } = action
    return { ending: 'redirected', code: redirect.code, location: locationOf(redirect, request) }
  }
  const { requestHeaders, responseHeaders, upstreamHost } = action
  if (action.answersPreflight && request.method === 'OPTIONS') {
    return { ending: 'answered', code: 204, responseHeaders }
  }
  const shares = traced(action, request, endpointsOf)
  const isServed = shares.length > 0 && shares.some(hasPods)
  return {
    ending: isServed ? 'forwarded' : 'no-endpoint',
    ...(isServed ? {} : { code: unserved.code, codeReason: unserved.reason }),
    shares,
    backendUrl: backendUrlOf(action, request),
    upstreamHost,
    requestHeaders,
    responseHeaders,
  }
}

/** Where nobody knows the pods there may be some. */
function hasPods({ endpoints, percent }: TracedShare): boolean {
  return percent > 0 && (endpoints === null || endpoints.some(({ isReady }) => isReady))
}

function traced(
  action: Forward,
  request: RouteRequest | null,
  endpointsOf: EndpointsOf,
): readonly TracedShare[] {
  return sharesOf(action, request).map((share) => ({ ...share, endpoints: endpointsOf(share.service) }))
}

function backendUrlOf({ rewrite }: Forward, { path, query, target }: RouteRequest): string | null {
  // What is not rewritten goes on as it came.
  if (rewrite === null) return target
  const rest = query === '' ? '' : `?${query}`
  const next = rewritten(rewrite, path)
  return next === null ? null : next === path ? target : `${next}${rest}`
}
