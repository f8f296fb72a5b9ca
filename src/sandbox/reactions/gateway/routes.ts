/** Routes: for each Gateway that one names, whether it is attached there and what it sends to exists. */
import { namespaces, services } from '../collections.ts'
import { withTimes } from '../conditions.ts'
import { type Change, isIn, objectOf, type Place, placeOf, type Reaction, type World } from '../reaction.ts'
import { ensureStatus, isBeyondStatus, same } from '../wanted.ts'
import { attachmentOf, isToGateway, routesByNamespace, routesByParent } from './attachment.ts'
import { type BackendFault, backendFault, routesByBackend } from './backends.ts'
import { openingsOf } from './listeners.ts'
import {
  backends,
  condition,
  controllerName,
  envoyProxies,
  type Gateway,
  gatewayClasses,
  gateways,
  gatewaysByClass,
  generationOf,
  type ParentReference,
  type ParentStatus,
  type Route,
  type RouteKind,
  referenceGrants,
  routeKinds,
} from './objects.ts'
import { classesByProxy, isOurs } from './parameters.ts'

/** One reaction a kind of route. */
export function routeStatuses(): readonly Reaction[] {
  return routeKinds.map(routeStatus)
}

function routeStatus(routeKind: RouteKind): Reaction {
  const { kind, of } = routeKind
  const byParent = routesByParent.get(kind) ?? { of, keys: () => [] }
  const byNamespace = routesByNamespace.get(kind) ?? { of, keys: () => [] }
  const byBackend = routesByBackend.get(kind) ?? { of, keys: () => [] }
  const routesOf = ({ metadata }: Gateway, world: World) =>
    world.by(byParent, `${metadata.namespace}/${metadata.name}`)

  function subjects(change: Change, world: World): readonly Place[] {
    const object = objectOf(change)
    if (object === null || !isBeyondStatus(change)) return []
    const { namespace, name } = placeOf(object)
    const key = `${namespace}/${name}`
    if (isIn(change, of)) return [placeOf(object)]
    if (isIn(change, gateways)) return world.by(byParent, key).map(placeOf)
    if (isIn(change, services)) return world.by(byBackend, `Service ${key}`).map(placeOf)
    if (isIn(change, backends)) return world.by(byBackend, `Backend ${key}`).map(placeOf)
    if (isIn(change, referenceGrants)) return world.by(byBackend, `* ${namespace}`).map(placeOf)
    if (isIn(change, namespaces)) return world.by(byNamespace, name).map(placeOf)
    const classes = isIn(change, gatewayClasses)
      ? [name]
      : world.by(classesByProxy, key).map(({ metadata }) => metadata.name)
    const touched = classes.flatMap((each) => world.by(gatewaysByClass, each))
    return touched.flatMap((gateway) => routesOf(gateway, world)).map(placeOf)
  }

  return {
    name: `envoy-gateway-${of.plural}`,
    watches: [of, gateways, gatewayClasses, envoyProxies, services, backends, referenceGrants, namespaces],
    subjects,
    react(place, world) {
      const route = world.get<Route>(of, place)
      if (route === null || route.metadata.deletionTimestamp !== undefined) return []
      const before = route.status?.parents ?? []
      const others = before.filter((each) => each.controllerName !== controllerName)
      const fault = backendFault(route, kind, world)
      const own = (route.spec.parentRefs ?? []).flatMap((ref) => {
        const status = parentStatus(route, routeKind, ref, fault, world)
        return status === null ? [] : [status]
      })
      const parents = [...others, ...own]
      return same(before, parents) ? [] : ensureStatus(route, { parents })
    },
  }
}

/** `null` for a parent that somebody else answers for, or nobody. */
function parentStatus(
  route: Route,
  routeKind: RouteKind,
  ref: ParentReference,
  fault: BackendFault | null,
  world: World,
): ParentStatus | null {
  if (!isToGateway(ref)) return null
  const namespace = ref.namespace ?? route.metadata.namespace ?? ''
  const gateway = world.get<Gateway>(gateways, { namespace, name: ref.name })
  if (gateway === null || !isOurs(gateway, world)) return null
  const attachment = attachmentOf(route, routeKind, ref, gateway, openingsOf(gateway), world)
  const generation = generationOf(route)
  const refusal = attachment.fault ?? ruleFault(route, routeKind)
  const wanted = [
    refusal === null
      ? condition('Accepted', true, 'Accepted', 'Route is accepted', generation)
      : condition('Accepted', false, refusal.reason, refusal.message, generation),
    fault === null
      ? condition('ResolvedRefs', true, 'ResolvedRefs', allResolved, generation)
      : condition('ResolvedRefs', false, fault.reason, fault.message, generation),
  ]
  const before = route.status?.parents?.find(
    (each) => each.controllerName === controllerName && same(each.parentRef, ref),
  )
  return { parentRef: ref, controllerName, conditions: withTimes(wanted, before?.conditions, world.now) }
}

const allResolved = 'Resolved all the Object references for the Route'

function ruleFault({ spec }: Route, { kind }: RouteKind): BackendFault | null {
  const isTransport = kind === 'TCPRoute' || kind === 'UDPRoute'
  if (!isTransport || spec.rules?.length === 1) return null
  return { reason: 'InvalidRule', message: 'One and only one rule is supported' }
}
