/** How an object is referred to, so that a link leads to the pages of its own kind. */
import type { KubeObject } from '../../k8s/objects.ts'
import { parseApiVersion } from '../../k8s/resource.ts'
import { kindOf } from '../../kinds/index.ts'
import type { ObjectReference } from '../../ui/links.tsx'

export function referenceTo(object: KubeObject): ObjectReference {
  const { apiVersion, kind, metadata } = object
  const { namespace, name } = metadata
  return {
    group: parseApiVersion(apiVersion).group,
    kind,
    namespace,
    name,
    fieldSelector: kindOf(object)?.fieldSelector,
  }
}
