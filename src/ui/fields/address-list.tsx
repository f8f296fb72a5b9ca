/** A list of addresses, blocks or ranges; each wrong one is said at its row. */
import { type AddressForm, addressProblem, type Family } from './address-problem.ts'
import { StringList, type StringListProps } from './string-list.tsx'

const placeholders = {
  address: '192.0.2.10',
  cidr: '192.0.2.0/24',
  range: '192.0.2.10-192.0.2.20',
} as const

export function AddressList(
  props: Omit<StringListProps, 'judge' | 'withCommas'> & { form: AddressForm; family?: Family },
) {
  const { form, family, ...list } = props
  return (
    <StringList
      {...list}
      placeholder={props.placeholder ?? placeholders[form]}
      judge={(value) => addressProblem(value, form, family)}
    />
  )
}
