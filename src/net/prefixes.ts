/** Blocks within sets of addresses: what a run consists of, and where a new block of some length still fits. */
import { type Address, bitsOf } from './address.ts'
import type { Cidr } from './cidr.ts'
import type { AddressRange } from './range.ts'

/** The fewest blocks that make up the range, in order: at most two for each bit. */
export function blocksIn({ first, last }: AddressRange): readonly Cidr[] {
  const bits = bitsOf(first)
  const blocks: Cidr[] = []
  for (let value = first.value; value <= last.value; ) {
    const zeros = Math.min(trailingZeros(value, bits), lengthOf(last.value - value + 1n) - 1)
    blocks.push({ address: { ...first, value }, length: bits - zeros })
    value += 1n << BigInt(zeros)
  }
  return blocks
}

/**
 * The next block of `length` in a set without overlaps, aligned as blocks are. It is cut from the smallest piece
 * that has room, the lowest of those, so that large pieces stay whole; `null` where none has.
 */
export function nextBlock(
  free: readonly AddressRange[],
  family: Address['family'],
  length: number,
): Cidr | null {
  let found: Cidr | null = null
  for (const range of free) {
    if (range.first.family !== family) continue
    for (const block of blocksIn(range)) {
      if (block.length <= length && (found === null || block.length > found.length)) found = block
    }
  }
  return found === null ? null : { address: found.address, length }
}

/** How many blocks of `length` fit at once into a set without overlaps. */
export function countBlocks(
  free: readonly AddressRange[],
  family: Address['family'],
  length: number,
): bigint {
  const shift = BigInt(bitsOf({ family }) - length)
  return free
    .filter(({ first }) => first.family === family)
    .reduce((sum, { first, last }) => {
      const from = (first.value + (1n << shift) - 1n) >> shift
      const to = (last.value + 1n) >> shift
      return to > from ? sum + to - from : sum
    }, 0n)
}

function trailingZeros(value: bigint, most: number): number {
  if (value === 0n) return most
  return lengthOf(value & -value) - 1
}

/** In bits. */
function lengthOf(value: bigint): number {
  return value.toString(2).length
}
