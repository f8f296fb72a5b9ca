/** The hosts that a project may use: the domains assigned to it, and what is typed below a wildcard one. */
import { everyProject, platformNamespace, projectLabel } from '../assignment.ts'
import { type DomainView, viewOf } from '../domain/spec.ts'
import { hostAndAbove, isHostName } from '../hosts.ts'
import { labelled, named } from '../lookups.ts'
import { allTlsSecrets, domains, namespaces } from '../related.ts'
import type { World } from '../world.ts'
import { projectOf } from './classes.ts'
import type { Certificate } from './spec.ts'

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

export interface DomainCertificate extends Certificate {
  /** The domain it is of. */
  readonly domain: string
}

/** The certificate of the domain that a host is, or lies nearest below, among those that the project may use. */
export function domainCertificate(namespace: string, host: string, world: World): DomainCertificate | null {
  const all = domainsOf(namespace, world).flatMap(({ host: domain, secret: secretName }) =>
    secretName === '' ? [] : [{ domain, namespace: platformNamespace, secretName }],
  )
  const near = hostAndAbove(host).flatMap((name) => all.find(({ domain }) => domain === name) ?? [])
  return near[0] ?? null
}

/** Certificates that an administrator assigned to the namespace's project, as far as one may read them. */
export function assignedCertificates(namespace: string, world: World): readonly Certificate[] {
  return projectsOf(namespace, world)
    .flatMap((each) =>
      labelled(world, allTlsSecrets, platformNamespace, { [projectLabel(world.labelDomain)]: each }),
    )
    .map(({ metadata }) => ({ namespace: platformNamespace, secretName: metadata.name }))
    .toSorted((a, b) => a.secretName.localeCompare(b.secretName))
}

/** The namespace's project, and what stands for all projects. */
function projectsOf(namespace: string, world: World): readonly string[] {
  return [projectOf(namespace, world) ?? '', everyProject].filter((each) => each !== '')
}

/** Those of the namespace's project and of all projects; by its cluster, too, where the namespace says which it is in. */
function domainsOf(namespace: string, world: World): readonly DomainView[] {
  const { labelDomain } = world
  const all = projectsOf(namespace, world)
    .flatMap((each) => labelled(world, domains, '', { [projectLabel(labelDomain)]: each }))
    .map((each) => viewOf(each, labelDomain))
  const here = named(world, namespaces, '', namespace)?.metadata.labels?.[`${labelDomain}/cluster`]
  if (here === undefined) return all
  return all.filter(({ cluster }) => [here, everyProject].includes(cluster))
}
