/** Gateways: their proxies, and what becomes of their listeners. */

import type { Node, Service } from '../../../k8s/core.ts'
import type { KubeObject } from '../../../k8s/objects.ts'
import { deployments, namespaces, nodes, secrets, services } from '../collections.ts'
import { withTimes } from '../conditions.ts'
import {
  type Change,
  type Index,
  isIn,
  objectOf,
  type Place,
  placeOf,
  type Reaction,
  type World,
} from '../reaction.ts'
import { ensureStatus, isBeyondStatus, same } from '../wanted.ts'
import { addressesOf, programmed } from './addresses.ts'
import { attachmentOf, gatewaysOf, isToGateway, routesByNamespace, routesByParent } from './attachment.ts'
import {
  deploymentsByGateway,
  gatewayKeysOf,
  homeNamespace,
  infrastructureName,
  infrastructureWrites,
  removalWrites,
  servicesByGateway,
} from './infrastructure.ts'
import { type ListenerState, listenerStates } from './listeners.ts'
import {
  condition,
  envoyProxies,
  type Gateway,
  gatewayClasses,
  gateways,
  gatewaysByClass,
  generationOf,
  type Listener,
  type Route,
  referenceGrants,
  routeKinds,
} from './objects.ts'
import { classesByProxy, gatewayFault, gatewaysByProxy, isOurs } from './parameters.ts'

/** By the Secrets of their certificates, and by the other namespaces that those lie in. */
const byCertificate: Index<Gateway> = {
  of: gateways,
  keys({ metadata, spec }) {
    const refs = (spec.listeners ?? []).flatMap(({ tls }) => tls?.certificateRefs ?? [])
    return refs.flatMap(({ namespace = metadata.namespace ?? '', name }) => [
      `${namespace}/${name}`,
      namespace,
    ])
  },
}

export function gatewayInfrastructure(): Reaction {
  return {
    name: 'envoy-gateway-gateways',
    watches: [
      ...[gateways, gatewayClasses, envoyProxies, services, deployments, secrets, referenceGrants],
      ...[namespaces, nodes],
      ...routeKinds.map(({ of }) => of),
    ],
    subjects,
    react(place, world) {
      const gateway = world.get<Gateway>(gateways, place)
      const key = `${place.namespace}/${place.name}`
      if (gateway === null || gateway.metadata.deletionTimestamp !== undefined || !isOurs(gateway, world)) {
        return removalWrites(key, world)
      }
      const fault = gatewayFault(gateway, world)
      if (fault !== '') return ensureStatus(gateway, refusedStatus(gateway, fault, world))
      const states = listenerStates(gateway, world)
      const working = states.filter(isWorking).map(({ listener }) => listener)
      // The status first: it has to be told even where the API server refuses what the Gateway asks for.
      return [
        ...ensureStatus(gateway, statusOf(gateway, states, world)),
        ...infrastructureWrites(gateway, working, world),
      ]
    },
  }
}

function subjects(change: Change, world: World): readonly Place[] {
  const object = objectOf(change)
  if (object === null) return []
  if (isIn(change, gateways)) return [placeOf(object)]
  const { namespace, name } = placeOf(object)
  if (isIn(change, services) || isIn(change, deployments)) return gatewayKeysOf(object).map(placeOfKey)
  if (isIn(change, nodes)) return haveMoved(change) ? world.list(gateways).map(placeOf) : []
  if (!isBeyondStatus(change)) return []
  if (isIn(change, gatewayClasses)) return world.by(gatewaysByClass, name).map(placeOf)
  if (isIn(change, secrets)) return world.by(byCertificate, `${namespace}/${name}`).map(placeOf)
  if (isIn(change, referenceGrants)) return world.by(byCertificate, namespace).map(placeOf)
  if (isIn(change, envoyProxies)) {
    const key = `${namespace}/${name}`
    const shared = world
      .by(classesByProxy, key)
      .flatMap(({ metadata }) => world.by(gatewaysByClass, metadata.name))
    return [...world.by(gatewaysByProxy, key), ...shared].map(placeOf)
  }
  if (isIn(change, namespaces)) {
    if (name === homeNamespace) return world.list(gateways).map(placeOf)
    const routes = [...routesByNamespace.values()].flatMap((index) => world.by(index, name))
    return [...new Set(routes.flatMap(gatewaysOf))].map(placeOfKey)
  }
  const routes = [change.previous, change.current].filter((route) => route !== null) as Route[]
  return [...new Set(routes.flatMap(gatewaysOf))].map(placeOfKey)
}

function placeOfKey(key: string): Place {
  const [namespace = '', name = ''] = key.split('/')
  return { namespace, name }
}

/** Nodes change with every heartbeat; only their addresses matter here. */
function haveMoved({ previous, current }: Change): boolean {
  const addresses = (node: KubeObject | null) => (node as Node | null)?.status?.addresses
  return !same(addresses(previous), addresses(current))
}

function isWorking({ conditions }: ListenerState): boolean {
  return conditions.some(({ type, status }) => type === 'Programmed' && status === 'True')
}

function refusedStatus(gateway: Gateway, fault: string, world: World): unknown {
  const generation = generationOf(gateway)
  const wanted = [
    condition('Accepted', false, 'InvalidParameters', fault, generation),
    programmed(gateway, [], null),
  ]
  return { conditions: withTimes(wanted, gateway.status?.conditions, world.now) }
}

function statusOf(gateway: Gateway, states: readonly ListenerState[], world: World): unknown {
  const key = `${gateway.metadata.namespace}/${gateway.metadata.name}`
  const [service = null] = world.by<Service>(servicesByGateway, key)
  const name = infrastructureName(key)
  const deployment = world.by(deploymentsByGateway, key).find(({ metadata }) => metadata.name === name)
  const addresses = addressesOf(gateway, service, world)
  const wanted = [accepted(gateway, states), programmed(gateway, addresses, deployment ?? null)]
  const counts = attachedRoutes(gateway, states, world)
  const before = new Map(gateway.status?.listeners?.map((each) => [each.name, each]))
  return {
    ...(addresses.length === 0 ? {} : { addresses }),
    conditions: withTimes(wanted, gateway.status?.conditions, world.now),
    listeners: states.map(({ listener, supportedKinds, conditions }) => ({
      name: listener.name,
      supportedKinds,
      attachedRoutes: counts.get(listener) ?? 0,
      conditions: withTimes(conditions, before.get(listener.name)?.conditions, world.now),
    })),
  }
}

function accepted(gateway: Gateway, states: readonly ListenerState[]) {
  const generation = generationOf(gateway)
  const isAccepted = ({ conditions }: ListenerState) =>
    conditions.some(({ type, status }) => type === 'Accepted' && status === 'True')
  const refused = states.filter((state) => !isAccepted(state)).map(({ listener }) => listener.name)
  const names = refused.sort().join(', ')
  if (refused.length === 0) {
    const message = 'The Gateway has been scheduled by Envoy Gateway'
    return condition('Accepted', true, 'Accepted', message, generation)
  }
  const isPartial = refused.length < states.length
  const message = `${isPartial ? 'Listeners not valid' : 'No listeners are valid'}: ${names}`
  return condition('Accepted', isPartial, 'ListenersNotValid', message, generation)
}

function attachedRoutes(
  gateway: Gateway,
  states: readonly ListenerState[],
  world: World,
): ReadonlyMap<Listener, number> {
  const key = `${gateway.metadata.namespace}/${gateway.metadata.name}`
  const counts = new Map<Listener, number>()
  for (const routeKind of routeKinds) {
    const index = routesByParent.get(routeKind.kind)
    for (const route of index === undefined ? [] : world.by(index, key)) {
      const own = (route.spec.parentRefs ?? []).filter(
        (ref) =>
          isToGateway(ref) &&
          ref.name === gateway.metadata.name &&
          (ref.namespace ?? route.metadata.namespace) === gateway.metadata.namespace,
      )
      const listeners = own.flatMap(
        (ref) => attachmentOf(route, routeKind, ref, gateway, states, world).listeners,
      )
      for (const each of new Set(listeners)) counts.set(each, (counts.get(each) ?? 0) + 1)
    }
  }
  return counts
}
