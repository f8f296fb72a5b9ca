/** Numbers of addresses as people read them: exact as long as they can be counted, powers of two beyond. */

const readable = 10n ** 9n

/** `≈ 2^64` for what nobody reads digit by digit. */
export function countText(count: bigint, language: string): string {
  if (count <= readable) return count.toLocaleString(language)
  const bits = count.toString(2)
  // What is nearer to the next power is called so.
  const power = bits.length - 1 + (bits[1] === '1' ? 1 : 0)
  const exact = count === 1n << BigInt(bits.length - 1)
  return exact ? `2^${bits.length - 1}` : `≈ 2^${power}`
}
