/** What the server serves: legacy discovery documents and the aggregated ones. */
import { createHash } from 'node:crypto'
import { apiVersionOf } from '../../k8s/resource.ts'
import type { JsonMap, KindInfo } from '../types.ts'
import type { GroupVersions, KindRegistry } from './kinds.ts'

const subresourceVerbs = ['get', 'patch', 'update']

/** `/api`. */
export function apiVersions(address: string): JsonMap {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
  }
}

/** `/apis`. */
export function groupList(kinds: KindRegistry): JsonMap {
  const groups = [...builtinFirst(kinds.groups().filter(({ group }) => group !== ''))]
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(groupEntry) }
}

/** Groups of definitions follow the built-in ones, by the names of their API services: version, then group. */
function builtinFirst(groups: readonly GroupVersions[]): readonly GroupVersions[] {
  const service = ({ group, versions }: GroupVersions) =>
    versions.some(({ kinds }) => kinds.some(({ custom }) => custom))
      ? versions.map(({ version }) => `${version}.${group}`).sort()[0]
      : undefined
  return groups.toSorted((a, b) => {
    const [one = '', other = ''] = [service(a), service(b)]
    return one < other ? -1 : one > other ? 1 : 0
  })
}

/** `/apis/<group>`, or `null` for a group that is not served. */
export function groupDocument(kinds: KindRegistry, group: string): JsonMap | null {
  const found = kinds.groups().find((each) => each.group === group && group !== '')
  return found === undefined ? null : { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(found) }
}

function groupEntry({ group, versions }: GroupVersions): JsonMap {
  const entries = versions.map(({ version }) => ({ groupVersion: `${group}/${version}`, version }))
  return { name: group, versions: entries, preferredVersion: entries[0] ?? {} }
}

/** `/api/v1` and `/apis/<group>/<version>`, or `null` for a version that is not served. */
export function resourceList(kinds: KindRegistry, group: string, version: string): JsonMap | null {
  const found = kinds
    .groups()
    .find((each) => each.group === group)
    ?.versions.find((each) => each.version === version)
  if (found === undefined) return null
  return {
    kind: 'APIResourceList',
    // The core group's list is older than the field.
    ...(group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: apiVersionOf({ group, version }),
    resources: found.kinds.flatMap(resourceEntries),
  }
}

function resourceEntries(kind: KindInfo): JsonMap[] {
  const entry: JsonMap = {
    name: kind.plural,
    singularName: kind.singular,
    namespaced: kind.namespaced,
    kind: kind.kind,
    verbs: kind.verbs,
    ...(kind.shortNames.length === 0 ? {} : { shortNames: kind.shortNames }),
    ...(kind.categories.length === 0 ? {} : { categories: kind.categories }),
    ...(kind.verbs.includes('list') ? { storageVersionHash: storageHash(kind) } : {}),
  }
  const subresources = subresourcesOf(kind).map((name) => ({
    name: `${kind.plural}/${name}`,
    singularName: '',
    namespaced: kind.namespaced,
    ...(name === 'scale' ? { group: 'autoscaling', version: 'v1', kind: 'Scale' } : { kind: kind.kind }),
    verbs: subresourceVerbs,
  }))
  return [entry, ...subresources]
}

/** In the order of the discovery documents. */
export function subresourcesOf({ subresources }: KindInfo): readonly ('scale' | 'status')[] {
  return [
    ...(subresources.scale === null ? [] : (['scale'] as const)),
    ...(subresources.status ? (['status'] as const) : []),
  ]
}

/** As the API server hashes the kind and version in which objects are kept. */
function storageHash({ group, storageVersion, kind }: KindInfo): string {
  return createHash('sha256')
    .update(`${group}/${storageVersion}/${kind}`)
    .digest()
    .subarray(0, 8)
    .toString('base64')
}

/** The aggregated document of `/api` (core group) or `/apis` (all others). */
export function aggregated(kinds: KindRegistry, core: boolean): JsonMap {
  const groups = kinds.groups().filter(({ group }) => (group === '') === core)
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map(({ group, versions }) => ({
      metadata: group === '' ? {} : { name: group },
      versions: versions.map(({ version, kinds: served }) => ({
        version,
        resources: served.map(aggregatedResource),
        freshness: 'Current',
      })),
    })),
  }
}

function aggregatedResource(kind: KindInfo): JsonMap {
  // Built-in kinds leave out what the list around them says.
  const own = kind.custom
    ? { group: kind.group, version: kind.version, kind: kind.kind }
    : { group: '', version: '', kind: kind.kind }
  const names = subresourcesOf(kind)
  const subresources = (kind.custom ? names.toReversed() : names).map((subresource) => ({
    subresource,
    responseKind: subresource === 'scale' ? { group: 'autoscaling', version: 'v1', kind: 'Scale' } : own,
    verbs: subresourceVerbs,
  }))
  return {
    resource: kind.plural,
    responseKind: own,
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs: kind.verbs,
    ...(kind.shortNames.length === 0 ? {} : { shortNames: kind.shortNames }),
    ...(kind.categories.length === 0 ? {} : { categories: kind.categories }),
    ...(subresources.length === 0 ? {} : { subresources }),
  }
}

export const aggregatedType = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

/** Whether an Accept header asks for the aggregated documents. */
export function wantsAggregated(accept: string | undefined): boolean {
  return (accept ?? '')
    .split(',')
    .some(
      (part) =>
        /application\/json/.test(part) && /g=apidiscovery\.k8s\.io/.test(part) && /v=v2(?!beta)/.test(part),
    )
}

/** `/version`. */
export const version: JsonMap = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.3',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: 'portolan-sandbox',
  platform: 'sandbox',
}
