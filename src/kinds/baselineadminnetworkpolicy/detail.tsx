/** The overview of the BaselineAdminNetworkPolicy. */
import type { ObjectProps } from '../kind.ts'
import { baselineDialect } from '../policy/dialects.ts'
import { PolicyOverview } from '../policy/overview.tsx'

export default function BaselineAdminNetworkPolicyOverview({ object, world }: ObjectProps) {
  return <PolicyOverview object={object} world={world} dialect={baselineDialect} />
}
