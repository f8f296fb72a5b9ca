/** Which of two Ingresses keeps what both ask for. */
import type { KubeObject } from '../../k8s/objects.ts'

/**
 * The older first. Times are whole seconds; of two in the same second the one whose `namespace/name` is later in the
 * alphabet comes first. Source: `sortIngressSlice` of ingress-nginx. One that is not made yet comes last.
 */
export function compareAges({ metadata: a }: KubeObject, { metadata: b }: KubeObject): number {
  const [one, other] = [a.creationTimestamp ?? '~', b.creationTimestamp ?? '~']
  if (one !== other) return one < other ? -1 : 1
  const [name, next] = [a, b].map(({ namespace = '', name }) => `${namespace}/${name}`)
  return name === next || name === undefined || next === undefined ? 0 : name > next ? -1 : 1
}
