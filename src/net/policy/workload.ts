/** Which workload a pod belongs to. */
import { asFields, asList, asString, type Fields } from '../../k8s/shape.ts'

/** The controller of a pod; a pod without one is its own workload, of kind Pod. */
export interface Workload {
  readonly namespace: string
  readonly kind: string
  readonly name: string
}

export function workloadKey({ namespace, kind, name }: Workload): string {
  return `${namespace}/${kind}/${name}`
}

/**
 * By the pod's metadata alone: a ReplicaSet whose name ends in the pod's template hash stands for the Deployment
 * that names its ReplicaSets so.
 */
export function workloadOf(metadata: Fields, namespace: string): Workload {
  const controller = asList(metadata.ownerReferences)
    .map(asFields)
    .find((each) => each.controller === true && asString(each.name) !== '')
  if (controller === undefined) return { namespace, kind: 'Pod', name: asString(metadata.name) }
  const kind = asString(controller.kind)
  const name = asString(controller.name)
  const suffix = `-${asString(asFields(metadata.labels)['pod-template-hash'])}`
  if (kind === 'ReplicaSet' && suffix !== '-' && name.endsWith(suffix) && name !== suffix) {
    return { namespace, kind: 'Deployment', name: name.slice(0, -suffix.length) }
  }
  return { namespace, kind, name }
}
