/** Where a resource lives in the API: group, version, plural, and the paths made of them. */

export interface Resource {
  /** `''` for the core group. */
  readonly group: string
  readonly version: string
  readonly plural: string
}

/** Where objects of all projects lie side by side: what finds those of one, for who may not list them all. */
export interface Share {
  readonly namespace: string
  /** Label selectors. Together they find all, and nothing twice. */
  readonly selectors: readonly string[]
}

export interface ResourceType extends Resource {
  readonly kind: string
  readonly namespaced: boolean
  readonly share?: Share
}

/** A type as a cluster serves it. */
export interface ServedType extends ResourceType {
  /** What its API can do, whoever asks: `list`, `watch`, `create`... */
  readonly verbs: readonly string[]
  /** `cm` for ConfigMaps. */
  readonly shortNames: readonly string[]
}

/** `v1` for the core group, `group/version` for the others. */
export function apiVersionOf(resource: Pick<Resource, 'group' | 'version'>): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`
}

/** The group and version in an `apiVersion`; the group of `v1` is `''`. */
export function parseApiVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/')
  return slash < 0
    ? { group: '', version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) }
}

/**
 * The path of a collection (no `name`), an object, or a subresource of it, beginning with `/`.
 * Without `namespace` the collection spans all namespaces.
 */
export function resourcePath(
  resource: Resource,
  at: { namespace?: string | undefined; name?: string | undefined; subresource?: string | undefined } = {},
): string {
  const { group, version, plural } = resource
  const parts = group === '' ? ['api', version] : ['apis', group, version]
  if (at.namespace !== undefined) parts.push('namespaces', at.namespace)
  parts.push(plural)
  if (at.name !== undefined) parts.push(at.name)
  if (at.subresource !== undefined) parts.push(at.subresource)
  return `/${parts.map(encodeURIComponent).join('/')}`
}
