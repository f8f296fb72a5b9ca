/** The certificates that a port or a rule can be served with: in the view of a project, those that it may use. */
import type { KubeObject } from '../../k8s/objects.ts'
import type { ObjectOption } from '../../ui/fields/object-options.ts'
import { everyProject, platformNamespace, projectLabel } from '../assignment.ts'
import { viewOf as domainOf } from '../domain/spec.ts'
import { labelled, named } from '../lookups.ts'
import { allTlsSecrets, domains, projectTlsSecrets } from '../related.ts'
import type { Availability, World } from '../world.ts'
import { projectOfNamespace } from './backends.ts'
import { type Placed, placeText } from './spec.ts'

/** `namespace/name`, with the domain that a certificate is of. */
export function certificateOptions(world: World): readonly ObjectOption[] {
  const own = world.list<KubeObject>(projectTlsSecrets).map(placeOf)
  const projects = world.project === null ? [] : [world.project, everyProject]
  const label = projectLabel(world.labelDomain)
  const assigned = projects.flatMap((each) =>
    labelled<KubeObject>(world, allTlsSecrets, platformNamespace, { [label]: each }).map(placeOf),
  )
  const options = new Map<string, ObjectOption>()
  for (const name of [...own, ...assigned]) options.set(name, { name })
  for (const { domain, secret } of domainsFor(world)) {
    const name = placeText({ namespace: platformNamespace, name: secret })
    options.set(name, { name, note: domain })
  }
  return [...options.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}

const placeOf = ({ metadata: { namespace = '', name } }: KubeObject) => placeText({ namespace, name })

/** Domains that have a certificate and that the project may use. */
function domainsFor(world: World) {
  return world
    .list<KubeObject>(domains)
    .map((each) => domainOf(each, world.labelDomain))
    .filter(({ secret }) => secret !== '')
    .filter(({ project }) => world.project === null || [world.project, everyProject].includes(project))
}

/** The Secret, where one may read it. */
export function tlsSecretAt({ namespace, name }: Placed, world: World): KubeObject | undefined {
  return named(world, projectTlsSecrets, namespace, name) ?? named(world, allTlsSecrets, namespace, name)
}

/** Whether a Secret that was not found is not there: outside of what may be read, nobody knows. */
export function isMissing({ namespace }: Placed, world: World): boolean {
  if (world.availability(allTlsSecrets) === 'live') return true
  // In the view of a project its own are read, and no others.
  const isOwn = world.project === null || projectOfNamespace(namespace, world) === world.project
  return isOwn && world.availability(projectTlsSecrets) === 'live'
}

export function certificatesAre(world: World): Availability {
  const found = world.availability(projectTlsSecrets)
  return found === 'refused' && domainsFor(world).length > 0 ? 'live' : found
}
