/** The hosts that a project may use: the domains assigned to it, and what is typed below a wildcard one. */
import { everyProject, platformNamespace, projectLabel } from '../assignment.ts'
import { type DomainView, viewOf } from '../domain/spec.ts'
import { hostAndAbove, isHostName } from '../hosts.ts'
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
  const names = [...new Set(domainsOf(namespace, world).map(({ host }) => host))].filter(isHostName)
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

export interface DomainCertificate {
  /** The domain it is of. */
  readonly domain: string
  readonly namespace: string
  readonly secretName: string
}

/** The certificate of the domain that a host is, or lies nearest below, among those that the project may use. */
export function domainCertificate(namespace: string, host: string, world: World): DomainCertificate | null {
  const all = domainsOf(namespace, world).flatMap(({ host: domain, secret: secretName }) =>
    secretName === '' ? [] : [{ domain, namespace: platformNamespace, secretName }],
  )
  const near = hostAndAbove(host).flatMap((name) => all.find(({ domain }) => domain === name) ?? [])
  return near[0] ?? null
}

/** Those of the namespace's project and of all projects; by its cluster, too, where the namespace says which it is in. */
function domainsOf(namespace: string, world: World): readonly DomainView[] {
  const { labelDomain } = world
  const projects = [projectOf(namespace, world) ?? '', everyProject].filter((each) => each !== '')
  const all = projects
    .flatMap((each) => labelled(world, domains, '', { [projectLabel(labelDomain)]: each }))
    .map((each) => viewOf(each, labelDomain))
  const here = named(world, namespaces, '', namespace)?.metadata.labels?.[`${labelDomain}/cluster`]
  if (here === undefined) return all
  return all.filter(({ cluster }) => [here, everyProject].includes(cluster))
}
