/** The form of a ClusterNetworkPolicy. */
import type { FormProps } from '../kind.ts'
import { ClusterPolicyForm } from '../policy/cluster-form.tsx'
import { clusterDialect } from '../policy/dialects.ts'

export default function ClusterNetworkPolicyForm({ world }: FormProps) {
  return <ClusterPolicyForm world={world} dialect={clusterDialect} />
}
