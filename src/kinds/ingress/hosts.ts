/** The hosts that an Ingress can have: DNS names, of which the first label may be `*`. */
import { isDns1123Subdomain } from '../../k8s/names.ts'
import { parseAddress } from '../../net/address.ts'

export function isHostName(text: string): boolean {
  return parseAddress(text) === null && isDns1123Subdomain(text.startsWith('*.') ? text.slice(2) : text)
}

export type HostFault = 'address' | 'wildcard' | 'invalid'

/** What is wrong with a host; an empty one stands for all. */
export function hostFault(text: string): HostFault | null {
  if (text === '' || isHostName(text)) return null
  if (parseAddress(text.replace(/^\[|\]$/g, '')) !== null) return 'address'
  return text.includes('*') && isDns1123Subdomain(text.replaceAll('*', 'x')) ? 'wildcard' : 'invalid'
}

/** The host in something pasted from an address bar, in lower case; `undefined` where there is none. */
export function hostIn(text: string): string | undefined {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d*$/, '')
    .replace(/\.$/, '')
  return bare !== text && isHostName(bare) ? bare : undefined
}
