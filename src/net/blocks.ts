/** Runs of addresses written as the fewest blocks that hold them and nothing else. */
import { bitsOf, formatAddress } from './address.ts'
import type { AddressRange } from './range.ts'

/** `10.0.0.0-10.0.0.5` is `10.0.0.0/30` and `10.0.0.4/31`. */
export function blocksOf({ first, last }: AddressRange): readonly string[] {
  const blocks: string[] = []
  let { value } = first
  while (value <= last.value) {
    let free = 0
    while (free < bitsOf(first) && fits(value, free + 1, last.value)) free += 1
    blocks.push(`${formatAddress({ ...first, value })}/${bitsOf(first) - free}`)
    value += 1n << BigInt(free)
  }
  return blocks
}

/** Whether a block with so many free bits may begin at the value and ends by the limit. */
function fits(value: bigint, free: number, limit: bigint): boolean {
  const size = 1n << BigInt(free)
  return value % size === 0n && value + size - 1n <= limit
}
