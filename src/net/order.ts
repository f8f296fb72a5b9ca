/** Many addresses put in order at once, by numbers where they are near enough to each other for that. */
import type { Address } from './address.ts'

/** So many bits of a number, which is exact up to 53, hold the place in the list. */
const placeBits = 18
const mostSpan = 1n << BigInt(53 - placeBits)

/** IPv4 first; what has the same address stays as it came, and what has none comes last. */
export function inAddressOrder<T>(
  items: readonly T[],
  addressOf: (item: T) => Address | undefined,
): readonly T[] {
  const all = items.map((item) => ({ item, address: addressOf(item) }))
  return near(all) ?? all.sort((a, b) => compare(a.address, b.address)).map(({ item }) => item)
}

interface Addressed<T> {
  readonly item: T
  readonly address: Address | undefined
}

/** `null` where the addresses are of two families, or too far from each other. */
function near<T>(all: readonly Addressed<T>[]): readonly T[] | null {
  const [first] = all
  if (first?.address === undefined || all.length >= 1 << placeBits) return null
  const { family } = first.address
  let [least, most] = [first.address.value, first.address.value]
  for (const { address } of all) {
    if (address?.family !== family) return null
    if (address.value < least) least = address.value
    else if (address.value > most) most = address.value
  }
  if (most - least >= mostSpan) return null
  const places = 1 << placeBits
  const keys = Float64Array.from(
    all,
    ({ address }, at) => Number((address?.value ?? least) - least) * places + at,
  )
  const ordered: T[] = []
  for (const key of keys.sort()) {
    const found = all[key % places]
    if (found !== undefined) ordered.push(found.item)
  }
  return ordered
}

function compare(a: Address | undefined, b: Address | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  if (a.family !== b.family) return a.family === 'IPv4' ? -1 : 1
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0
}
