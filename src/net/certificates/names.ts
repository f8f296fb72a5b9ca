/** Which hosts a certificate is for: RFC 9525, which takes the place of RFC 6125. */
import { formatAddress, parseAddress } from '../address.ts'
import type { CertificateInfo } from './shapes.ts'

/**
 * Whether a certificate is valid for a host: a name, an IP address, or a wildcard domain such as `*.example.com`,
 * for which only the same wildcard will do. A wildcard of the certificate stands for exactly one label, the whole
 * leftmost one, and needs two labels behind it. Names in other scripts are compared as A-labels. Addresses are
 * looked for among addresses only, and the common name does not count.
 */
export function coversHost(info: Pick<CertificateInfo, 'names' | 'addresses'>, host: string): boolean {
  const address = addressOf(host)
  if (address !== null) return info.addresses.includes(address)
  const name = asciiHost(host)
  return name !== null && info.names.some((each) => coversName(each.toLowerCase(), name))
}

function coversName(pattern: string, name: string): boolean {
  if (pattern === name) return true
  if (!pattern.startsWith('*.') || name.startsWith('*')) return false
  const rest = pattern.slice(1)
  if (rest.includes('*') || rest.slice(1).split('.').length < 2) return false
  const first = name.slice(0, -rest.length)
  return name.endsWith(rest) && /^[a-z0-9_-]+$/.test(first)
}

/** In lower case and A-labels (RFC 5891, by the mapping of UTS 46), without the dot at the end; null if it is no name. */
export function asciiHost(host: string): string | null {
  const plain = host.trim().toLowerCase().replace(/\.$/, '')
  const star = plain.startsWith('*.') ? '*.' : ''
  const rest = plain.slice(star.length)
  if (rest === '' || /[\s/:@?#\\]/.test(rest)) return null
  // Browsers and Node turn names into A-labels nowhere else.
  const ascii = /[^\x21-\x7e]/.test(rest) ? hostnameOf(rest) : rest
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(ascii) ? `${star}${ascii}` : null
}

function hostnameOf(name: string): string {
  try {
    return new URL(`http://${name}`).hostname
  } catch {
    return ''
  }
}

function addressOf(host: string): string | null {
  const address = parseAddress(host.trim().replace(/^\[(.*)\]$/, '$1'))
  return address === null ? null : formatAddress(address)
}
