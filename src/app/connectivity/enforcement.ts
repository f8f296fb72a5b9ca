/** Whether the network of a cluster does what policies say. */
import type { ClusterFacts } from '../../k8s/cluster/facts.ts'
import { isObjectSign } from '../../k8s/cluster/parts.ts'

/** Networks that take policies and do nothing about them, unless another one beside them does. */
const without = ['flannel']

/** The networks that were found if none of them enforces policies; `unknown` where none was found. */
export function enforcementOf({ cni, parts }: Pick<ClusterFacts, 'cni' | 'parts'>): {
  readonly enforces: 'yes' | 'no' | 'unknown'
  readonly names: string
} {
  const names = cni.found.map(({ name }) => name).join(', ')
  if (cni.found.length === 0) return { enforces: 'unknown', names }
  // Canal is Flannel's network with Calico's policies.
  const isCanal = parts.some(({ evidence }) =>
    evidence.some(({ sign, answer }) => answer === 'yes' && isObjectSign(sign) && sign.name === 'canal'),
  )
  const enforces = isCanal || cni.found.some(({ id }) => !without.includes(id))
  return { enforces: enforces ? 'yes' : 'no', names }
}
