/** The hosts that a project may use: the domains assigned to it, and what is typed below a wildcard one. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { clusterLabel, everyProject, projectLabel } from '../assignment.ts'
import { isHostName } from '../hosts.ts'
import { labelled, named } from '../lookups.ts'
import { domains, namespaces } from '../related.ts'
import type { World } from '../world.ts'
import { projectOf } from './classes.ts'

export interface AssignedHost {
  readonly host: string
  /** The wildcard domain that it lies below, where it is not assigned itself. */
  readonly below?: string
}

/** In natural reading order, each once; `typed` is put in front of wildcard domains as far as it can be. */
export function assignedHosts(namespace: string, typed: string, world: World): readonly AssignedHost[] {
  const names = [...new Set(domainsOf(namespace, world).map(nameOf))].filter(isHostName)
  const sorted = names.toSorted((a, b) => a.localeCompare(b))
  const [label = ''] = typed.toLowerCase().split('.')
  return sorted.flatMap((host) => {
    const below = `${label}${host.slice(1)}`
    const isPrefix = host.startsWith('*.') && label !== '' && label !== '*'
    return isPrefix && isHostName(below) && !names.includes(below)
      ? [{ host }, { host: below, below: host }]
      : [{ host }]
  })
}

/** Those of the namespace's project and of all projects; by its cluster, too, where the namespace says which it is in. */
function domainsOf(namespace: string, world: World): readonly KubeObject[] {
  const { labelDomain } = world
  const projects = [projectOf(namespace, world) ?? '', everyProject].filter((each) => each !== '')
  const all = projects.flatMap((each) => labelled(world, domains, '', { [projectLabel(labelDomain)]: each }))
  const here = named(world, namespaces, '', namespace)?.metadata.labels?.[`${labelDomain}/cluster`]
  if (here === undefined) return all
  return all.filter(({ metadata }) =>
    [here, everyProject].includes(metadata.labels?.[clusterLabel(labelDomain)] ?? ''),
  )
}

function nameOf(domain: KubeObject): string {
  const { name, kind } = asFields(asFields(domain).spec)
  const host = asString(name).toLowerCase()
  return kind === 'extensive' && host !== '' && !host.startsWith('*.') ? `*.${host}` : host
}
