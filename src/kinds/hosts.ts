/** Hosts as kinds name them: DNS names, of which the first label may be `*`. */
import { isDns1123Subdomain } from '../k8s/names.ts'
import { parseAddress } from '../net/address.ts'

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

/** The host in something pasted from an address bar, as DNS has it; `undefined` where there is none. */
export function hostIn(text: string): string | undefined {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d*$/, '')
    .replace(/\.$/, '')
  const host = asciiOf(bare)
  return host !== text && isHostName(host) ? host : undefined
}

/** A name in letters of the world as DNS has it (UTS 46): `xn--…`. */
function asciiOf(host: string): string {
  if (/^[ -~]*$/.test(host)) return host
  const [, wildcard = '', rest = ''] = /^(\*\.)?(.*)$/.exec(host) ?? []
  try {
    return wildcard + new URL(`http://${rest}`).hostname
  } catch {
    return host
  }
}

/** A host and each wildcard above it: `*.example.com` and `*.com` for `shop.example.com`. */
export function hostAndAbove(host: string): readonly string[] {
  const lower = host.toLowerCase()
  const labels = lower.replace(/^\*\./, '').split('.')
  return [lower, ...labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join('.')}`)]
}
