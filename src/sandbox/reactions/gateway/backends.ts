/** Where routes send to: whether each backend can be used. */

import type { Service } from '../../../k8s/core.ts'
import { services } from '../collections.ts'
import type { Index, World } from '../reaction.ts'
import { isPermitted } from './grants.ts'
import {
  type BackendReference,
  backends,
  envoyGroup,
  gatewayGroup,
  type Route,
  type Rule,
  routeKinds,
} from './objects.ts'

export interface BackendFault {
  readonly reason: string
  readonly message: string
}

const importGroup = 'multicluster.x-k8s.io'

/** All references of a route, those of mirrors too. */
export function backendsOf({ spec }: Route): readonly BackendReference[] {
  return (spec.rules ?? []).flatMap((rule) => [...(rule.backendRefs ?? []), ...mirrorsOf(rule)])
}

/** By each backend, and by each other namespace that a grant has to permit. */
export function backendKeysOf(route: Route): readonly string[] {
  const own = route.metadata.namespace ?? ''
  return backendsOf(route).flatMap(({ kind = 'Service', namespace = own, name }) => [
    `${kind} ${namespace}/${name}`,
    ...(namespace === own ? [] : [`* ${namespace}`]),
  ])
}

/** One index a kind of route, by `backendKeysOf`. */
export const routesByBackend: ReadonlyMap<string, Index<Route>> = new Map(
  routeKinds.map(({ kind, of }) => [kind, { of, keys: backendKeysOf }]),
)

/** The faults of a route's backends as one; `null` where all can be used. */
export function backendFault(route: Route, kind: string, world: World): BackendFault | null {
  const hasMatches = kind === 'HTTPRoute' || kind === 'GRPCRoute'
  const faults = (route.spec.rules ?? []).flatMap((rule, ruleAt) => {
    const direct = (rule.backendRefs ?? []).map((ref, at) => {
      const fault = faultOf(ref, route, kind, world)
      const message = `failed to process route rule ${ruleAt} backendRef ${at}: ${fault?.message}`
      return fault !== null && hasMatches ? { ...fault, message } : fault
    })
    return [...direct, ...mirrorsOf(rule).map((ref) => faultOf(ref, route, kind, world))]
  })
  const found = faults.filter((fault) => fault !== null)
  const [first] = found
  if (first === undefined) return null
  const reason = [...new Set(found.map((fault) => fault.reason))].sort().join(',')
  const isPlain = found.length === 1 && !hasMatches
  return {
    reason,
    message: isPlain ? first.message : found.map(({ message }) => sentence(message)).join('\n'),
  }
}

function mirrorsOf({ filters = [] }: Rule): readonly BackendReference[] {
  return filters.flatMap(({ requestMirror }) =>
    requestMirror === undefined ? [] : [requestMirror.backendRef],
  )
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return capital.endsWith('.') ? capital : `${capital}.`
}

function faultOf(ref: BackendReference, route: Route, kind: string, world: World): BackendFault | null {
  const { group = '', kind: target = 'Service', name } = ref
  const own = route.metadata.namespace ?? ''
  const namespace = ref.namespace || own
  const place = `${namespace}/${name}`
  if (group !== '' && group !== importGroup && group !== envoyGroup) {
    const core = 'the core API group (specified by omitting the group field or setting it to an empty string)'
    const message = `Group is invalid, only ${core}, ${importGroup} and ${envoyGroup} are supported`
    return { reason: 'InvalidKind', message }
  }
  if (!['Service', 'ServiceImport', 'Backend'].includes(target)) {
    const message = 'Kind is invalid, only Service, MCS ServiceImport and Envoy Gateway Backend are supported'
    return { reason: 'InvalidKind', message }
  }
  const from = { group: gatewayGroup, kind, namespace: own }
  if (!isPermitted(from, { group, kind: target, namespace, name }, world)) {
    const message = `Backend ref to ${target} ${place} not permitted by any ReferenceGrant.`
    return { reason: 'RefNotPermitted', message }
  }
  if (target === 'Backend') {
    const exists = world.get(backends, { namespace, name }) !== null
    return exists ? null : { reason: 'BackendNotFound', message: `Backend ${place} not found` }
  }
  if (ref.port === undefined) {
    const message = 'A valid port number corresponding to a port on the Service must be specified'
    return { reason: 'PortNotSpecified', message }
  }
  if (target === 'ServiceImport') {
    return { reason: 'BackendNotFound', message: `service import ${place} not found` }
  }
  return serviceFault(world.get<Service>(services, { namespace, name }), place, ref.port, kind)
}

function serviceFault(
  service: Service | null,
  place: string,
  port: number,
  kind: string,
): BackendFault | null {
  if (service === null) return { reason: 'BackendNotFound', message: `service ${place} not found` }
  if (service.spec?.type === 'ExternalName') {
    const advice = 'use an Envoy Gateway Backend resource with an FQDN endpoint instead'
    const message = `Service ${place} is of type ExternalName, which is not supported as a backend; ${advice}`
    return { reason: 'UnsupportedValue', message }
  }
  const protocol = kind === 'UDPRoute' ? 'UDP' : 'TCP'
  const isServed = service.spec?.ports?.some(
    (each) => each.port === port && (each.protocol ?? 'TCP') === protocol,
  )
  if (isServed === true) return null
  return { reason: 'PortNotFound', message: `${protocol} Port ${port} not found on Service ${place}` }
}
