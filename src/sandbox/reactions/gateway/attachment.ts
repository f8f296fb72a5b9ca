/** Which listeners of a Gateway a route attaches to. */

import type { KubeObject } from '../../../k8s/objects.ts'
import { matchesSelector } from '../../../k8s/selector.ts'
import { namespaces } from '../collections.ts'
import type { Index, World } from '../reaction.ts'
import { hostsOf } from './hostnames.ts'
import {
  type Gateway,
  gatewayGroup,
  type Listener,
  type ParentReference,
  type Route,
  type RouteGroupKind,
  type RouteKind,
  routeKinds,
} from './objects.ts'

/** A listener and the kinds of routes that it takes. */
export interface Opening {
  readonly listener: Listener
  readonly supportedKinds: readonly RouteGroupKind[]
}

export interface Attachment {
  /** Empty where `fault` says why. */
  readonly listeners: readonly Listener[]
  readonly fault: { readonly reason: string; readonly message: string } | null
}

/** By the Gateways that routes name as parents, as `namespace/name`; one index a kind of route. */
export const routesByParent: ReadonlyMap<string, Index<Route>> = new Map(
  routeKinds.map(({ kind, of }) => [kind, { of, keys: gatewaysOf }]),
)

export const routesByNamespace: ReadonlyMap<string, Index<Route>> = new Map(
  routeKinds.map(({ kind, of }) => [kind, { of, keys: ({ metadata }) => [metadata.namespace ?? ''] }]),
)

/** The Gateways that a route names, as `namespace/name`. */
export function gatewaysOf(route: Route): readonly string[] {
  const refs = (route.spec.parentRefs ?? []).filter(isToGateway)
  return [...new Set(refs.map((ref) => `${ref.namespace ?? route.metadata.namespace}/${ref.name}`))]
}

export function isToGateway({ group = gatewayGroup, kind = 'Gateway' }: ParentReference): boolean {
  return group === gatewayGroup && kind === 'Gateway'
}

export function attachmentOf(
  route: Route,
  { kind }: RouteKind,
  ref: ParentReference,
  gateway: Gateway,
  openings: readonly Opening[],
  world: World,
): Attachment {
  const fault = (reason: string, message: string) => ({ listeners: [], fault: { reason, message } })
  const selected = openings.filter(
    ({ listener }) =>
      (ref.sectionName ?? listener.name) === listener.name && (ref.port ?? listener.port) === listener.port,
  )
  if (selected.length === 0) return fault('NoMatchingParent', 'No listeners match this parent ref')
  const open = selected.filter(
    ({ listener, supportedKinds }) =>
      supportedKinds.some((each) => each.kind === kind) && isOpenTo(listener, gateway, route, world),
  )
  if (open.length === 0) {
    const message = 'No listeners included by this parent ref allowed this attachment.'
    return fault('NotAllowedByListeners', message)
  }
  const siblings = openings.map(({ listener }) => listener)
  const hasNames = kind !== 'TCPRoute' && kind !== 'UDPRoute'
  const listeners = open
    .map(({ listener }) => listener)
    .filter((each) => !hasNames || hostsOf(route.spec.hostnames ?? [], each, siblings).length > 0)
  if (listeners.length > 0) return { listeners, fault: null }
  const message = `There were no hostname intersections between the ${kind} and this parent ref's Listener(s).`
  return fault('NoMatchingListenerHostname', message)
}

function isOpenTo({ allowedRoutes }: Listener, gateway: Gateway, route: Route, world: World): boolean {
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {}
  const name = route.metadata.namespace ?? ''
  if (from === 'All') return true
  if (from !== 'Selector') return name === gateway.metadata.namespace
  const namespace = world.get<KubeObject>(namespaces, { namespace: '', name })
  return namespace !== null && selector !== undefined && matchesSelector(selector, namespace.metadata.labels)
}
