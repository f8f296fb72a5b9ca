/** The Services that an Ingress leads to, and whether anything answers there. */
import type { Service, ServicePort } from '../../k8s/core.ts'
import { inNamespace, named } from '../lookups.ts'
import { endpointSlices, services } from '../related.ts'
import { endpointsOf, readiness } from '../service/endpoints.ts'
import type { World } from '../world.ts'
import { type Backend, backendsOf, type IngressView, portText } from './spec.ts'

export function servicesIn(namespace: string, world: World): readonly Service[] {
  return inNamespace<Service>(world, services, namespace)
}

export function findService(namespace: string, name: string, world: World): Service | undefined {
  return named<Service>(world, services, namespace, name)
}

export function findPort(service: Service, port: unknown): ServicePort | undefined {
  return service.spec?.ports?.find((each) => each.port === port || each.name === port)
}

/**
 * - `unknown`: it is not said where to, or it cannot be looked up now.
 * - `missing`, `noPort`: there is no such Service, or no such port of it.
 * - `unready`: nothing behind the Service is ready.
 */
export type BackendState = 'unknown' | 'missing' | 'noPort' | 'unready' | 'ready'

export function stateOf({ service, port }: Backend, namespace: string, world: World): BackendState {
  if (namespace === '' || service === '' || world.availability(services) !== 'live') return 'unknown'
  const found = findService(namespace, service, world)
  if (found === undefined) return 'missing'
  const isExternal = found.spec?.type === 'ExternalName'
  // A name outside has whatever ports it has.
  if (port !== undefined && findPort(found, port) === undefined && !isExternal) return 'noPort'
  if (isExternal || world.availability(endpointSlices) !== 'live') return 'unknown'
  return readiness(endpointsOf(found, world)).ready === 0 ? 'unready' : 'ready'
}

/** `web:80` */
export function backendText({ service, port }: Backend): string {
  return port === undefined ? service : `${service}:${portText(port)}`
}

/** The Services it leads to, each port once. */
export function distinctBackends(view: IngressView): readonly Backend[] {
  const all = backendsOf(view).filter(({ service }) => service !== '')
  return [...new Map(all.map((backend) => [backendText(backend), backend])).values()]
}
