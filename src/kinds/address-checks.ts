/** Checks for lists of addresses, in any kind. */
import { type Path, valueAt } from '../k8s/fieldpath.ts'
import { asList } from '../k8s/shape.ts'
import type { Finding } from '../manifest/finding.ts'
import { type AddressForm, addressProblem, type Family } from '../ui/fields/address-problem.ts'
import type { Check } from './kind.ts'

/** Each row of the list at `path` is judged; one that is still empty is asked for when one saves. */
export function addressesAt(path: Path, form: AddressForm, family?: Family): Check {
  return (object) =>
    asList(valueAt(object, path)).flatMap((row, index): readonly Finding[] => {
      const at = { severity: 'error' as const, path: [...path, index] }
      if (row === '')
        return [{ ...at, id: 'address/missing', text: { key: 'ui:address.missing' }, missing: true }]
      const text = typeof row === 'string' ? addressProblem(row, form, family) : null
      return text === null ? [] : [{ ...at, id: 'address/invalid', text }]
    })
}
