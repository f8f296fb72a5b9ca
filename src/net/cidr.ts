/** Address blocks: an address and the length of its prefix (RFC 4632, RFC 4291). */
import { type Address, bitsOf, formatAddress, parseAddress } from './address.ts'

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

/** The last address of the block: in IPv4 the one for broadcasts. */
export function lastOf(cidr: Cidr): Address {
  const network = networkOf(cidr)
  return { ...network, value: network.value + blockSize(cidr) - 1n }
}

/** How many addresses the block has. */
export function blockSize({ address, length }: Cidr): bigint {
  return 1n << BigInt(bitsOf(address) - length)
}

/** Whether bits are set beyond the prefix: `10.1.1.1/24` names an address of the block `10.1.1.0/24`. */
export function hasHostBits(cidr: Cidr): boolean {
  return networkOf(cidr).value !== cidr.address.value
}

/** As it was written, host bits included; `formatCidr(networkCidr(cidr))` is the block itself. */
export function formatCidr({ address, length }: Cidr): string {
  return `${formatAddress(address)}/${length}`
}

/** The same block without host bits. */
export function networkCidr(cidr: Cidr): Cidr {
  return { ...cidr, address: networkOf(cidr) }
}

/** The blocks of a text that joins those of two families by a comma; `null` where one of them is none. */
export function parseCidrs(text: string): readonly Cidr[] | null {
  const blocks = text.split(',').map((part) => parseCidr(part.trim()))
  return blocks.every((each) => each !== null) ? blocks : null
}

/** Whether every address of `inner` is in `outer`. */
export function holdsBlock(outer: Cidr, inner: Cidr): boolean {
  return inner.length >= outer.length && contains(outer, inner.address)
}

/** Two blocks have addresses in common only where one holds the other. */
export function blocksOverlap(a: Cidr, b: Cidr): boolean {
  return holdsBlock(a, b) || holdsBlock(b, a)
}
