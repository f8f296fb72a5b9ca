/** Runs of consecutive addresses, as pools and subnets write them: one address, a block, `first-last`, `first..last`. */
import { type Address, bitsOf, parseAddress } from './address.ts'
import { networkOf, parseCidr } from './cidr.ts'

/** Both ends belong to it; they are of one family, and `last` is not below `first`. */
export interface AddressRange {
  readonly first: Address
  readonly last: Address
}

/** A range, or `null` where the text is none. Spaces around the separator are passed over. */
export function parseRange(text: string): AddressRange | null {
  if (text.includes('/')) {
    const cidr = parseCidr(text.trim())
    if (cidr === null) return null
    const first = networkOf(cidr)
    const size = 1n << BigInt(bitsOf(first) - cidr.length)
    return { first, last: { ...first, value: first.value + size - 1n } }
  }
  const [from = '', to = from, more] = text.split(/\.\.|-/)
  const first = parseAddress(from.trim())
  const last = parseAddress(to.trim())
  if (first === null || last === null || more !== undefined) return null
  return first.family === last.family && first.value <= last.value ? { first, last } : null
}

/** How many addresses it has. */
export function sizeOf({ first, last }: AddressRange): bigint {
  return last.value - first.value + 1n
}

export function holds({ first, last }: AddressRange, { family, value }: Address): boolean {
  return family === first.family && value >= first.value && value <= last.value
}
