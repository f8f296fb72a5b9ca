/** Address blocks: an address and the length of its prefix (RFC 4632, RFC 4291). */
import { type Address, bitsOf, parseAddress } from './address.ts'

/** `address` may have bits set beyond the prefix; `networkOf` clears them. */
export interface Cidr {
  readonly address: Address
  readonly length: number
}

/** A block, or `null` where the text is none. */
export function parseCidr(text: string): Cidr | null {
  const slash = text.lastIndexOf('/')
  if (slash < 0 || !/^\d{1,3}$/.test(text.slice(slash + 1))) return null
  const address = parseAddress(text.slice(0, slash))
  const length = Number(text.slice(slash + 1))
  return address === null || length > bitsOf(address) ? null : { address, length }
}

/** The address with the bits beyond the prefix cleared. */
export function networkOf({ address, length }: Cidr): Address {
  const rest = BigInt(bitsOf(address) - length)
  return { ...address, value: (address.value >> rest) << rest }
}

/** Whether the block holds the address; never, where the text of the block was none. */
export function contains(cidr: Cidr | null, address: Address): boolean {
  if (cidr === null || cidr.address.family !== address.family) return false
  return networkOf(cidr).value === networkOf({ address, length: cidr.length }).value
}
