/** Pods by the workload that made them. */
import type { OwnerReference } from '../../k8s/objects.ts'
import { pods } from './collections.ts'
import type { Pod } from './pods/pod.ts'
import { type Change, type Collection, type Index, isIn, objectOf, type Place } from './reaction.ts'

export const podsByOwner: Index<Pod> = {
  of: pods,
  keys: (pod) => controllersOf(pod).map(({ uid }) => uid),
}

export function controllersOf({ metadata }: Pod): readonly OwnerReference[] {
  return (metadata.ownerReferences ?? []).filter(({ controller }) => controller === true)
}

/** The workload that changed, or the ones that have or had the pod that did. */
export function workloadsOf(change: Change, collection: Collection, kind: string): readonly Place[] {
  const object = objectOf(change)
  if (object === null) return []
  const { namespace = '', name } = object.metadata
  if (isIn(change, collection)) return change.current === null ? [] : [{ namespace, name }]
  if (!isIn(change, pods)) return []
  const owners = [change.previous, change.current].flatMap((pod) => (pod === null ? [] : controllersOf(pod)))
  const names = owners.filter((owner) => owner.kind === kind).map((owner) => owner.name)
  return [...new Set(names)].map((owner) => ({ namespace, name: owner }))
}
