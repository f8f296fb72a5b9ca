/** The Services that a form offers, and how those of a service group are found. */
import type { Service, ServicePort } from '../../k8s/core.ts'
import { inNamespace, named } from '../lookups.ts'
import { namespaces, projectServices } from '../related.ts'
import type { World } from '../world.ts'
import type { Member } from './group.ts'

export const servicesIn = (namespace: string, world: World): readonly Service[] =>
  inNamespace<Service>(world, projectServices, namespace)

export const serviceOf = ({ namespace, name }: Member, world: World): Service | undefined =>
  named<Service>(world, projectServices, namespace, name)

export function portsOf(service: Service | undefined): readonly ServicePort[] {
  return service?.spec?.ports ?? []
}

/** The project of a namespace; `null` where that is not known, `''` where it has none. */
export function projectOfNamespace(namespace: string, world: World): string | null {
  const found = named(world, namespaces, '', namespace)
  return found === undefined ? null : (found.metadata.labels?.[world.projectLabel] ?? '')
}
