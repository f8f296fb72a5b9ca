/** The overview of a ClusterNetworkPolicy. */
import type { ObjectProps } from '../kind.ts'
import { clusterDialect } from '../policy/dialects.ts'
import { PolicyOverview } from '../policy/overview.tsx'

export default function ClusterNetworkPolicyOverview({ object, world }: ObjectProps) {
  return <PolicyOverview object={object} world={world} dialect={clusterDialect} />
}
