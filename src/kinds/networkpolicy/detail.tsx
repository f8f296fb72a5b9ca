/** The overview of a NetworkPolicy. */
import { asFields } from '../../k8s/shape.ts'
import type { ObjectProps } from '../kind.ts'
import { networkDialect } from '../policy/dialects.ts'
import { PolicyOverview } from '../policy/overview.tsx'
import { restrictionOf } from './restriction.ts'

export default function NetworkPolicyOverview({ object, world }: ObjectProps) {
  const { spec } = asFields(object)
  return (
    <PolicyOverview
      object={object}
      world={world}
      dialect={networkDialect}
      restrictions={{ ingress: restrictionOf(spec, 'ingress'), egress: restrictionOf(spec, 'egress') }}
    />
  )
}
