/** Addresses, blocks and ranges, and what is said of those that are none. */
import { describe, expect, it } from 'vitest'
import { type AddressForm, addressProblem } from './address-problem.ts'

const said = (text: string, form: AddressForm) => {
  const problem = addressProblem(text, form)
  return problem === null || typeof problem === 'string' ? problem : problem.key.replace('ui:address.', '')
}

describe('addressProblem', () => {
  it.each<[AddressForm, string]>([
    ['address', '192.0.2.10'],
    ['address', ' 2001:db8::10 '],
    ['address', '::ffff:10.0.0.1'],
    ['cidr', '0.0.0.0/0'],
    ['cidr', '192.0.2.0/24'],
    ['cidr', 'fd00::/8'],
    ['range', '192.0.2.10'],
    ['range', 'fd00::/64'],
    ['range', '192.0.2.10-192.0.2.20'],
    ['range', 'fd00::1 - fd00::9'],
    ['range', '192.0.2.10..192.0.2.20'],
  ])('takes as %s %s', (form, text) => {
    expect(said(text, form)).toBeNull()
  })

  it.each<[AddressForm, string, string]>([
    ['address', 'example.com', 'noAddress'],
    ['address', '10.0.0.256', 'noAddress'],
    ['address', 'fd00::1%eth0', 'noAddress'],
    ['address', '10.0.0.01', 'leadingZeros'],
    ['address', '10.0.0.1/32', 'withPrefix'],
    ['address', '10.0.0.1-10.0.0.4', 'oneEach'],
    ['cidr', 'office', 'noBlock'],
    ['cidr', '10.0.0.0', 'noPrefix'],
    ['cidr', '10.0.0.0/33', 'prefixLength'],
    ['cidr', '10.0.0.0/', 'prefixLength'],
    ['cidr', 'fd00::/129', 'prefixLength'],
    ['cidr', '010.0.0.0/8', 'leadingZeros'],
    ['range', 'all', 'noRange'],
    ['range', '10.0.0.1-', 'noRange'],
    ['range', '10.0.0.1-2-3', 'noRange'],
    ['range', '10.0.0.9-10.0.0.1', 'backwards'],
    ['range', '10.0.0.1-fd00::1', 'mixedRange'],
    ['range', '10.0.0.01-10.0.0.9', 'leadingZeros'],
    ['range', '10.0.0.0/40', 'prefixLength'],
  ])('says of %s %s: %s', (form, text, key) => {
    expect(said(text, form)).toBe(key)
  })

  it('offers the block of one address', () => {
    expect(addressProblem('10.0.0.1', 'cidr')).toMatchObject({ values: { block: '10.0.0.1/32' } })
    expect(addressProblem('fd00::1', 'cidr')).toMatchObject({ values: { block: 'fd00::1/128' } })
  })

  it('refuses the other family where there is only one', () => {
    expect(addressProblem('fd00::/8', 'cidr', 'IPv4')).toMatchObject({ key: 'ui:address.otherFamily' })
    expect(addressProblem('10.0.0.1', 'range', 'IPv6')).toMatchObject({ key: 'ui:address.otherFamily' })
    expect(addressProblem('fd00::/8', 'cidr', 'IPv6')).toBeNull()
  })
})
