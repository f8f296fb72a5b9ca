/** Addresses and CIDRs as the API server's older fields take them: any spelling that is not ambiguous. */

import { ipv6Groups, isIPv4 } from '../schema/format.ts'
import { type FieldError, invalid } from '../schema/messages.ts'

export interface Address {
  readonly family: 'IPv4' | 'IPv6'
  readonly value: bigint
}

/** Also reads IPv4 octets with leading zeros, which `addressErrors` then names. */
export function parseAddress(text: string): Address | null {
  const plain = /^\d{1,3}(\.\d{1,3}){3}$/.test(text) ? text.split('.').map(Number).join('.') : text
  if (isIPv4(plain)) {
    const value = plain.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n)
    return { family: 'IPv4', value }
  }
  const groups = ipv6Groups(text)
  if (groups === null) return null
  return { family: 'IPv6', value: groups.reduce((sum, group) => sum * 65536n + BigInt(group), 0n) }
}

/** A text of canonical form; RFC 5952 for IPv6. */
export function formatAddress({ family, value }: Address): string {
  const width = family === 'IPv4' ? 8n : 16n
  const count = family === 'IPv4' ? 4 : 8
  const parts = Array.from(
    { length: count },
    (_, at) => (value >> (width * BigInt(count - 1 - at))) & ((1n << width) - 1n),
  )
  if (family === 'IPv4') return parts.join('.')
  const hex = parts.map((part) => part.toString(16)).join(':')
  const runs = [...`:${hex}:`.matchAll(/(?::0)+(?=:)/g)].map((match) => match[0])
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '')
  if (longest.length < 4) return hex
  const [head = '', ...tail] = `:${hex}:`.split(longest)
  return `${head.replace(/^:/, '')}::${tail.join(longest).replace(/^:|:$/g, '')}`
}

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

export interface Cidr {
  readonly address: Address
  readonly length: number
}

export function parseCidr(text: string): Cidr | null {
  const slash = text.lastIndexOf('/')
  if (slash < 0 || !/^\d{1,3}$/.test(text.slice(slash + 1))) return null
  const address = parseAddress(text.slice(0, slash))
  const length = Number(text.slice(slash + 1))
  return address === null || length > bitsOf(address) ? null : { address, length }
}

function bitsOf(address: Address): number {
  return address.family === 'IPv4' ? 32 : 128
}

/** The address with the bits beyond the prefix cleared. */
export function networkOf({ address, length }: Cidr): Address {
  const rest = BigInt(bitsOf(address) - length)
  return { ...address, value: (address.value >> rest) << rest }
}

export function contains(cidr: Cidr | null, address: Address): boolean {
  if (cidr === null || cidr.address.family !== address.family) return false
  return networkOf(cidr).value === networkOf({ address, length: cidr.length }).value
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
