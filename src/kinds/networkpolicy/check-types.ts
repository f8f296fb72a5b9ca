/** What `policyTypes` says of rules that stand there, or does not. */
import { asFields, asList } from '../../k8s/shape.ts'
import type { Check } from '../kind.ts'
import { directions } from '../policy/dialects.ts'
import { finding, fix } from '../policy/finding.ts'
import { named, restrictionOf } from './restriction.ts'

const types = ['Ingress', 'Egress']

export const typesCheck: Check = (object) => {
  const spec = asFields(asFields(object).spec)
  const unknown = asList(spec.policyTypes).flatMap((type, index) =>
    types.some((each) => each === type)
      ? []
      : [finding('error', 'type-unknown', ['spec', 'policyTypes', index], { type: String(type) })],
  )
  const ignored = directions
    .filter((direction) => restrictionOf(spec, direction) === 'ignored')
    .map((direction) => {
      const value = named(spec, direction).policyTypes
      const mend = fix(`name-${direction}`, [{ path: ['spec', 'policyTypes'], value }])
      return finding('warning', `ignored-${direction}`, ['spec', direction], undefined, mend)
    })
  return [...unknown, ...ignored]
}
