/** Who came first: controllers rank objects that compete by their age. */
import type { KubeObject } from '../../k8s/objects.ts'

/** Oldest first; by namespace and name where they are of one age. */
export function byAge(a: KubeObject, b: KubeObject): number {
  const [first, second] = [a, b].map(({ metadata }) =>
    [metadata.creationTimestamp ?? '', metadata.namespace ?? '', metadata.name].join(' '),
  )
  return (first ?? '') < (second ?? '') ? -1 : 1
}
