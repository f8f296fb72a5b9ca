/** The overview of an AdminNetworkPolicy. */
import type { ObjectProps } from '../kind.ts'
import { adminDialect } from '../policy/dialects.ts'
import { PolicyOverview } from '../policy/overview.tsx'

export default function AdminNetworkPolicyOverview({ object, world }: ObjectProps) {
  return <PolicyOverview object={object} world={world} dialect={adminDialect} />
}
