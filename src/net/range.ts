/** Runs of consecutive addresses, as people and controllers write them: one address, a block, or its two ends. */
import { type Address, formatAddress, parseAddress } from './address.ts'
import { type Cidr, lastOf, networkOf, parseCidr } from './cidr.ts'

/** Both ends belong to it; they are of one family, and `last` is not below `first`. */
export interface AddressRange {
  readonly first: Address
  readonly last: Address
}

/** What stands between the two ends: MetalLB has `-`, Kube-OVN `..`, documents `~`. */
export const rangeSeparator = /\.\.|[-~]/

/**
 * A range, or `null` where the text is none: `10.0.0.7`, `10.0.0.0/24`, `10.0.0.1-10.0.0.9`, `10.0.0.1..10.0.0.9`,
 * `10.0.0.1 ~ 10.0.0.9`. Spaces around the separator are passed over; a block may have host bits.
 */
export function parseRange(text: string): AddressRange | null {
  if (text.includes('/')) {
    const cidr = parseCidr(text.trim())
    return cidr === null ? null : rangeOf(cidr)
  }
  const [from = '', to = from, more] = text.split(rangeSeparator)
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

/** The ranges of a text that joins several by commas, as dual stack does; `null` where one of them is none. */
export function parseRanges(text: string): readonly AddressRange[] | null {
  const ranges = text.split(',').map((part) => parseRange(part.trim()))
  return ranges.every((each) => each !== null) ? ranges : null
}

/** All addresses of a block. */
export function rangeOf(cidr: Cidr): AddressRange {
  return { first: networkOf(cidr), last: lastOf(cidr) }
}

/** A single address, or the two ends with the separator between them. */
export function formatRange({ first, last }: AddressRange, separator = '-'): string {
  const [from, to] = [formatAddress(first), formatAddress(last)]
  return from === to ? from : `${from}${separator}${to}`
}

/** Whether they have an address in common. */
export function overlap(a: AddressRange, b: AddressRange): boolean {
  return a.first.family === b.first.family && a.first.value <= b.last.value && b.first.value <= a.last.value
}
