/** As much of an object as its evaluation reads: what goes to the worker is copied, and pods are many. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asList } from '../../k8s/shape.ts'
import type { PolicyRef } from '../../net/policy/index.ts'

/** Which of the lists an object belongs to. */
export const sorts = ['namespaces', 'pods', 'nodes', 'policies'] as const
export type Sort = (typeof sorts)[number]

export function slimmed(sort: Sort, object: KubeObject): KubeObject {
  if (sort === 'pods') return slimPod(object)
  if (sort === 'policies') return object
  const { apiVersion, kind, metadata } = object
  const { name, labels } = metadata
  const { addresses } = asFields(asFields(object).status)
  const slim = { apiVersion, kind, metadata: { name, ...(labels && { labels }) } }
  return sort === 'nodes' ? ({ ...slim, status: { addresses } } as KubeObject) : slim
}

function slimPod({ apiVersion, kind, metadata, ...rest }: KubeObject): KubeObject {
  const { name, namespace, labels, ownerReferences } = metadata
  const { spec, status } = asFields(rest)
  const { nodeName, hostNetwork, containers, initContainers } = asFields(spec)
  const { phase, podIP, podIPs, hostIP, hostIPs } = asFields(status)
  const pod = {
    apiVersion,
    kind,
    metadata: { name, namespace, labels, ownerReferences },
    spec: { nodeName, hostNetwork, containers: portsOf(containers), initContainers: portsOf(initContainers) },
    status: { phase, podIP, podIPs, hostIP, hostIPs },
  }
  return pod as KubeObject
}

/** Of containers only what says which ports they name. */
function portsOf(containers: unknown): readonly unknown[] {
  return asList(containers)
    .map(asFields)
    .filter(({ ports }) => asList(ports).length > 0)
    .map(({ ports, restartPolicy }) => ({ ports, restartPolicy }))
}

/** The key of a policy among all kinds of them. */
export function policyKey({ kind, namespace = '', name }: Omit<PolicyRef, 'apiVersion'>): string {
  return `${kind}/${namespace}/${name}`
}
