/** What the API server says about addresses and CIDRs in the older fields, which take any unambiguous spelling. */
import { type Address, formatAddress, isIPv4, parseAddress } from '../../../net/address.ts'
import { contains, networkOf, parseCidr } from '../../../net/cidr.ts'
import { type FieldError, invalid } from '../schema/messages.ts'
import type { TextCheck } from './text.ts'

function isMapped({ family, value }: Address): boolean {
  return family === 'IPv6' && value >> 32n === 0xffffn
}

/** `known` are values of the stored object, which stay as they are whatever they are. */
export function addressErrors(
  field: string,
  text: string,
  known: readonly string[] = [],
): readonly FieldError[] {
  if (known.includes(text)) return []
  const address = parseAddress(text)
  if (address === null) {
    return [invalid(field, text, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')]
  }
  if (address.family === 'IPv4' && !isIPv4(text)) return [invalid(field, text, 'must not have leading 0s')]
  return isMapped(address) ? [invalid(field, text, 'must not be an IPv4-mapped IPv6 address')] : []
}

/** Addresses that no endpoint can have. */
export function endpointAddressErrors(field: string, text: string): readonly FieldError[] {
  const address = parseAddress(text)
  if (address === null) return [invalid(field, text, 'must be a valid IP address')]
  const within = (cidr: string) => contains(parseCidr(cidr), address)
  const errors: string[] = []
  if (address.value === 0n) errors.push(`may not be unspecified (${text})`)
  if (within('127.0.0.0/8') || within('::1/128'))
    errors.push('may not be in the loopback range (127.0.0.0/8, ::1/128)')
  if (within('169.254.0.0/16') || within('fe80::/10')) {
    errors.push('may not be in the link-local range (169.254.0.0/16, fe80::/10)')
  }
  if (within('224.0.0.0/24') || within('ff02::/16')) {
    errors.push('may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)')
  }
  return errors.map((each) => invalid(field, text, each))
}

export function cidrErrors(
  field: string,
  text: string,
  known: readonly string[] = [],
): readonly FieldError[] {
  if (known.includes(text)) return []
  const cidr = parseCidr(text)
  if (cidr === null) {
    return [invalid(field, text, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')]
  }
  const [spelled = '', length = ''] = text.split('/')
  if ((cidr.address.family === 'IPv4' && !isIPv4(spelled)) || /^0\d/.test(length)) {
    return [invalid(field, text, 'must not have leading 0s in IP or prefix length')]
  }
  if (isMapped(cidr.address)) return [invalid(field, text, 'must not have an IPv4-mapped IPv6 address')]
  return networkOf(cidr).value === cidr.address.value
    ? []
    : [invalid(field, text, 'must not have bits set beyond the prefix length')]
}

/** The warning for an address that is right but not in the one spelling that everyone compares. */
export function addressWarnings(field: string, text: string): readonly string[] {
  const address = parseAddress(text)
  if (address === null || address.family === 'IPv4') return []
  const canonical = formatAddress(address)
  return canonical === text
    ? []
    : [`${field}: IPv6 address "${text}" should be in RFC 5952 canonical format ("${canonical}")`]
}

export function cidrWarnings(field: string, text: string): readonly string[] {
  const cidr = parseCidr(text.trim())
  if (cidr === null || cidr.address.family === 'IPv4') return []
  const canonical = `${formatAddress(cidr.address)}/${cidr.length}`
  return canonical === text
    ? []
    : [`${field}: IPv6 CIDR value "${text}" should be in RFC 5952 canonical format ("${canonical}")`]
}

/** The name of an IPAddress object is the address in its one spelling. */
export const canonicalAddress: TextCheck = (text) => {
  const address = parseAddress(text)
  return address !== null && formatAddress(address) === text ? [] : ['must be a canonical form IP address']
}
