/** The form of the BaselineAdminNetworkPolicy. */
import type { FormProps } from '../kind.ts'
import { ClusterPolicyForm } from '../policy/cluster-form.tsx'
import { baselineDialect } from '../policy/dialects.ts'

export default function BaselineAdminNetworkPolicyForm({ world }: FormProps) {
  return <ClusterPolicyForm world={world} dialect={baselineDialect} />
}
