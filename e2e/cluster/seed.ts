/** Fills a new cluster with believable content, in the order in which the parts need each other. */
import type { KubeObject } from '../../src/k8s/objects.ts'
import { resourcePath } from '../../src/k8s/resource.ts'
import { accessManifests } from '../../src/sandbox/content/access.ts'
import { applicationsNeverReady } from '../../src/sandbox/content/applications.ts'
import { contentOf } from '../../src/sandbox/content/index.ts'
import { namespaceManifests, nodeManifests, nodeStatuses } from '../../src/sandbox/content/platform.ts'
import { poolStatuses } from '../../src/sandbox/content/pools.ts'
import { allocationFailed, assignedStatus, pending } from '../../src/sandbox/content/services.ts'
import { type ApiClient, eventually, type Manifest } from './api.ts'

interface Workload extends KubeObject {
  readonly spec?: { readonly replicas?: number }
  readonly status?: { readonly readyReplicas?: number }
}

/** Namespaces, nodes and rights: all that a program needs before it may run. */
export async function seedPlatform(api: ApiClient, version: string): Promise<void> {
  await applyAll(api, namespaceManifests())
  await applyAll(api, [...accessManifests(), ...nodeManifests()])
  await applyAll(api, nodeStatuses(version), 'status')
}

export async function seedContent(api: ApiClient, version: string): Promise<void> {
  for (const { manifests } of contentOf({ copies: 1, now: new Date(), version })) {
    await applyAll(api, manifests.map(withoutStatus))
    await applyAll(api, manifests.flatMap(statusOnly), 'status')
  }
  await applyAll(api, [assignedStatus(), ...poolStatuses()], 'status')
  const service = await api.get(resourcePath({ group: '', version: 'v1', plural: 'services' }, pending))
  await api.create(allocationFailed(service.metadata.uid ?? ''))
  await eventually('the applications to be ready', () => areReady(api))
}

function withoutStatus({ status: _, ...manifest }: Manifest): Manifest {
  return manifest
}

function statusOnly({ apiVersion, kind, metadata: { namespace, name }, status }: Manifest): Manifest[] {
  const metadata = namespace === undefined ? { name } : { namespace, name }
  return status === undefined ? [] : [{ apiVersion, kind, metadata, status }]
}

async function areReady(api: ApiClient): Promise<boolean> {
  const paths = ['deployments', 'statefulsets'].map((plural) =>
    resourcePath({ group: 'apps', version: 'v1', plural }),
  )
  const lists = await Promise.all(paths.map((path) => api.list<Workload>(path)))
  return lists
    .flatMap(({ items }) => items)
    .filter(({ metadata }) => !applicationsNeverReady.has(`${metadata.namespace}/${metadata.name}`))
    .every(({ spec, status }) => status?.readyReplicas === spec?.replicas)
}

async function applyAll(api: ApiClient, manifests: readonly Manifest[], subresource?: string): Promise<void> {
  // Together, and each error as the server words it.
  await Promise.all(manifests.map((manifest) => api.apply(manifest, subresource)))
}
