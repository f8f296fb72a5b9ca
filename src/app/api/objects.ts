/** One-off reads and writes of objects. Lists and pages follow the cluster by watch instead. */
import type { KubeList, KubeObject } from '../../k8s/objects.ts'
import { type ResourceType, resourcePath } from '../../k8s/resource.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { StatusError } from '../../k8s/status.ts'
import { type Answer, request } from './request.ts'

/** Who the API server records as the manager of the fields the console writes. */
export const fieldManager = 'portolan'

/** How a write is meant: for real, or to see what would become of it. */
export interface WriteOptions {
  /** The server does everything but store it. */
  readonly dryRun?: boolean
}

const writeQuery = ({ dryRun = false }: WriteOptions) => ({
  fieldManager,
  fieldValidation: 'Strict',
  ...(dryRun && { dryRun: 'All' }),
})

export interface ObjectAddress {
  readonly cluster: string
  readonly type: ResourceType
  readonly namespace?: string | undefined
  readonly name: string
}

const pathOf = ({ type, namespace, name }: ObjectAddress) => resourcePath(type, { namespace, name })

/** Where single objects are refused, one of the project's share is taken from the list of it. */
export async function getObject(address: ObjectAddress, signal?: AbortSignal): Promise<Answer<KubeObject>> {
  try {
    return await request(address.cluster, pathOf(address), signal === undefined ? {} : { signal })
  } catch (error) {
    const found =
      error instanceof StatusError && error.code === 403 ? await inShare(address, signal) : undefined
    if (found === undefined) throw error
    return { body: found, warnings: [] }
  }
}

async function inShare({ cluster, type, namespace, name }: ObjectAddress, signal: AbortSignal | undefined) {
  const { share } = type
  if (share === undefined || share.namespace !== namespace) return undefined
  const path = resourcePath(type, { namespace })
  const lists = share.selectors.map((labelSelector) =>
    listObjects(cluster, path, { labelSelector, fieldSelector: `metadata.name=${name}` }, signal),
  )
  const read = await Promise.all(lists).catch(() => [])
  return read.flat().find(({ metadata }) => metadata.name === name)
}

/** The objects at a path as they are now, page by page. Items of built-in kinds do not say what they are; the list does. */
export async function listObjects(
  cluster: string,
  path: string,
  selectors: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<readonly KubeObject[]> {
  const items: KubeObject[] = []
  let token = ''
  do {
    const query = { ...selectors, limit: '500', ...(token !== '' && { continue: token }) }
    const { body } = await request<KubeList>(cluster, path, { query, ...(signal && { signal }) })
    const { apiVersion, kind, metadata } = body
    items.push(...body.items.map((item) => ({ ...item, apiVersion, kind: kind.replace(/List$/, '') })))
    token = metadata.continue ?? ''
  } while (token !== '')
  return items
}

/** Creates what `object` says, in the namespace it says. */
export function createObject(
  cluster: string,
  type: ResourceType,
  object: unknown,
  options: WriteOptions = {},
): Promise<Answer<KubeObject>> {
  const { namespace } = asFields(asFields(object).metadata)
  const path = resourcePath(type, type.namespaced ? { namespace: asString(namespace) } : {})
  return request(cluster, path, { method: 'POST', body: object, query: writeQuery(options) })
}

/** Replaces an object; its resourceVersion makes the server answer 409 if somebody else was faster. */
export function replaceObject(
  address: ObjectAddress,
  object: unknown,
  options: WriteOptions = {},
): Promise<Answer<KubeObject>> {
  const query = writeQuery(options)
  return request(address.cluster, pathOf(address), { method: 'PUT', body: object, query })
}

/** Changes what a merge patch (RFC 7386) names; a resourceVersion or uid in it has to be that of the object. */
export function patchObject(address: ObjectAddress, patch: object): Promise<Answer<KubeObject>> {
  return request(address.cluster, pathOf(address), {
    method: 'PATCH',
    body: patch,
    contentType: 'application/merge-patch+json',
    query: writeQuery({}),
  })
}

/** Deletes this very object: with another uid under the same name, or in another version, the server answers 409. */
export function deleteObject(
  address: ObjectAddress,
  uid: string | undefined,
  resourceVersion?: string,
): Promise<Answer<unknown>> {
  const preconditions = {
    ...(uid !== undefined && { uid }),
    ...(resourceVersion !== undefined && { resourceVersion }),
  }
  return request<unknown>(address.cluster, pathOf(address), {
    method: 'DELETE',
    body: {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      propagationPolicy: 'Background',
      ...(Object.keys(preconditions).length > 0 && { preconditions }),
    },
  })
}
