/** IP addresses as numbers: RFC 4291 and RFC 5952 texts to values and back. */

/** `value` is the address as an unsigned number of 32 or 128 bits. */
export interface Address {
  readonly family: 'IPv4' | 'IPv6'
  readonly value: bigint
}

/**
 * An address, or `null` where the text is none. IPv4 octets may have leading zeros, as in older Kubernetes
 * objects, and are read as decimal; `isIPv4` refuses them. Zones (`%eth0`) are no part of an address here.
 */
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

/** How many bits addresses of this one's family have. */
export function bitsOf({ family }: Pick<Address, 'family'>): 32 | 128 {
  return family === 'IPv4' ? 32 : 128
}

/** Dotted decimal without leading zeros. */
export function isIPv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
}

export function isIPv6(text: string): boolean {
  return ipv6Groups(text) !== null
}

/** The eight groups of an IPv6 address, or `null`; zones are no part of an address here. */
function ipv6Groups(text: string): readonly number[] | null {
  if (!/^[0-9a-f:.]+$/i.test(text) || !text.includes(':')) return null
  const halves = text.split('::')
  if (halves.length > 2) return null
  const parsed = halves.map((half, at) => groupsOf(half, at === halves.length - 1))
  const [head, tail] = parsed
  if (head === null || head === undefined || tail === null) return null
  if (tail === undefined) return head.length === 8 ? head : null
  const missing = 8 - head.length - tail.length
  return missing < 1 ? null : [...head, ...Array<number>(missing).fill(0), ...tail]
}

function groupsOf(text: string, mayEndInIPv4: boolean): number[] | null {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [at, part] of parts.entries()) {
    if (part.includes('.')) {
      if (!mayEndInIPv4 || at !== parts.length - 1 || !isIPv4(part)) return null
      const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number)
      groups.push(a * 256 + b, c * 256 + d)
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16))
    } else return null
  }
  return groups
}
