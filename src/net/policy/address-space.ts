/** The address space cut along every block that is mentioned: addresses of one class no policy can tell apart. */
import type { Address } from '../address.ts'
import type { AddressRange } from '../range.ts'
import { merged } from '../rangeset.ts'

export interface AddressClass {
  readonly family: Address['family']
  readonly ranges: readonly AddressRange[]
  /** Which of the sets hold these addresses, by their places in the list that the space was cut with. */
  readonly sets: readonly number[]
}

export interface AddressSpace {
  readonly classes: readonly AddressClass[]
  /** The place of the address's class in `classes`. */
  classOf(address: Address): number
}

interface Cut {
  readonly family: Address['family']
  /** Where segments begin, in rising order, 0 first. */
  readonly starts: readonly bigint[]
  /** The class of each segment. */
  readonly classes: readonly number[]
}

export function splitAddresses(sets: readonly (readonly AddressRange[])[]): AddressSpace {
  const classes: { family: Address['family']; ranges: AddressRange[]; sets: readonly number[] }[] = []
  const cut = (family: Address['family'], size: bigint): Cut => {
    const starts = startsOf(family, size, sets)
    const known = new Map<string, number>()
    const numbers = setsOfSegments(family, starts, sets).map((held, at) => {
      const key = held.join()
      const number = known.get(key) ?? classes.push({ family, ranges: [], sets: held }) - 1
      known.set(key, number)
      const range = {
        first: { family, value: starts[at] ?? 0n },
        last: { family, value: (starts[at + 1] ?? size) - 1n },
      }
      classes[number]?.ranges.push(range)
      return number
    })
    return { family, starts, classes: numbers }
  }
  const cuts = { IPv4: cut('IPv4', 1n << 32n), IPv6: cut('IPv6', 1n << 128n) }
  return {
    classes: classes.map((each) => ({ ...each, ranges: merged(each.ranges) })),
    classOf: ({ family, value }) => cuts[family].classes[segmentAt(cuts[family].starts, value)] ?? 0,
  }
}

function startsOf(
  family: Address['family'],
  size: bigint,
  sets: readonly (readonly AddressRange[])[],
): readonly bigint[] {
  const starts = new Set([0n])
  for (const { first, last } of sets.flat()) {
    if (first.family !== family) continue
    starts.add(first.value)
    if (last.value + 1n < size) starts.add(last.value + 1n)
  }
  return [...starts].sort((a, b) => (a < b ? -1 : 1))
}

function setsOfSegments(
  family: Address['family'],
  starts: readonly bigint[],
  sets: readonly (readonly AddressRange[])[],
): readonly (readonly number[])[] {
  const held = starts.map((): number[] => [])
  for (const [number, ranges] of sets.entries()) {
    for (const { first, last } of merged(ranges)) {
      if (first.family !== family) continue
      const end = segmentAt(starts, last.value)
      for (let at = segmentAt(starts, first.value); at <= end; at += 1) held[at]?.push(number)
    }
  }
  return held
}

/** The last segment that begins at or before the value. */
function segmentAt(starts: readonly bigint[], value: bigint): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0n) <= value) low = middle
    else high = middle - 1
  }
  return low
}
