/** The form of an AdminNetworkPolicy. */
import type { FormProps } from '../kind.ts'
import { ClusterPolicyForm } from '../policy/cluster-form.tsx'
import { adminDialect } from '../policy/dialects.ts'

export default function AdminNetworkPolicyForm({ world }: FormProps) {
  return <ClusterPolicyForm world={world} dialect={adminDialect} />
}
