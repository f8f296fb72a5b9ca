/** Fills a new cluster with believable content, in the order in which the parts need each other. */
import type { Service } from '../../src/k8s/core.ts'
import type { KubeObject } from '../../src/k8s/objects.ts'
import { resourcePath } from '../../src/k8s/resource.ts'
import { applicationsNeverReady } from '../../src/sandbox/content/applications.ts'
import { contentOf } from '../../src/sandbox/content/index.ts'
import { type ApiClient, eventually, type Manifest } from './api.ts'

interface Workload extends KubeObject {
  readonly spec?: { readonly replicas?: number }
  readonly status?: { readonly readyReplicas?: number }
}

export async function seedContent(api: ApiClient, version: string): Promise<void> {
  for (const { manifests } of contentOf({ copies: 1, now: new Date(), version })) {
    await applyAll(api, manifests.map(withoutStatus))
    await applyAll(api, manifests.flatMap(statusOnly), 'status')
  }
  await eventually('the applications to be ready', () => areReady(api))
  await eventually('the load balancers to have addresses', () => isBalanced(api))
}

/** The first Service that asks for an address has it, and with it all others that can be given one. */
async function isBalanced(api: ApiClient): Promise<boolean> {
  const place = { namespace: 'shop-prod', name: 'storefront' }
  const path = resourcePath({ group: '', version: 'v1', plural: 'services' }, place)
  return ((await api.get<Service>(path)).status?.loadBalancer?.ingress ?? []).length > 0
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
