/** Whether the network of a cluster does what policies say. */
import type { ClusterFacts } from '../../k8s/cluster/facts.ts'

/** Networks that take policies and do nothing about them, unless another one beside them does. */
const without = ['flannel']

/** The networks that were found if none of them enforces policies; `unknown` where none was found. */
export function enforcementOf({ cni }: Pick<ClusterFacts, 'cni'>): {
  readonly enforces: 'yes' | 'no' | 'unknown'
  readonly names: string
} {
  const names = cni.found.map(({ name }) => name).join(', ')
  if (cni.found.length === 0) return { enforces: 'unknown', names }
  return { enforces: cni.found.some(({ id }) => !without.includes(id)) ? 'yes' : 'no', names }
}
