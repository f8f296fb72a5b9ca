/** Sets of addresses as runs in order that do not touch, for counting what is used and what is left. */
import { type Address, bitsOf } from './address.ts'
import { type AddressRange, formatRange, holds, sizeOf } from './range.ts'

/** The same addresses in order, overlapping and touching runs made one; IPv4 comes first. */
export function merged(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const result: { first: Address; last: Address }[] = []
  for (const { first, last } of [...ranges].sort(compareRanges)) {
    const before = result.at(-1)
    if (before?.first.family === first.family && first.value <= before.last.value + 1n) {
      if (last.value > before.last.value) before.last = last
    } else result.push({ first, last })
  }
  return result
}

/** What is in `ranges` and not in `taken`; both may come in any order. */
export function without(
  ranges: readonly AddressRange[],
  taken: readonly AddressRange[],
): readonly AddressRange[] {
  const holes = merged(taken)
  const result: AddressRange[] = []
  let at = 0
  for (const { first, last } of merged(ranges)) {
    let { value } = first
    for (; at < holes.length; at += 1) {
      const hole = holes[at]
      if (hole === undefined || compare(hole.first, last) > 0) break
      if (compare(hole.last, first) < 0) continue
      if (hole.first.value > value) {
        result.push({ first: { ...first, value }, last: { ...first, value: hole.first.value - 1n } })
      }
      value = hole.last.value + 1n
      // A hole may reach into the next run too.
      if (compare(hole.last, last) > 0) break
    }
    if (value <= last.value) result.push({ first: { ...first, value }, last })
  }
  return result
}

/** How many addresses runs that do not overlap have. */
export function countOf(ranges: readonly AddressRange[]): bigint {
  return ranges.reduce((sum, range) => sum + sizeOf(range), 0n)
}

/** `10.0.0.1-10.0.0.4,10.0.0.9`. */
export function formatRanges(ranges: readonly AddressRange[]): string {
  return ranges.map((each) => formatRange(each)).join(',')
}

/** What is in both; either may come in any order. */
export function common(a: readonly AddressRange[], b: readonly AddressRange[]): readonly AddressRange[] {
  return without(a, without(a, b))
}

/** Whether all of `inner` is in `outer`. */
export function covers(outer: readonly AddressRange[], inner: readonly AddressRange[]): boolean {
  return without(inner, outer).length === 0
}

/** The run of a merged set that holds the address, found by halving. */
export function runAt(set: readonly AddressRange[], address: Address): AddressRange | null {
  let [low, high] = [0, set.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const run = set[middle]
    if (run === undefined) return null
    if (holds(run, address)) return run
    if (compare(run.last, address) < 0) low = middle + 1
    else high = middle
  }
  return null
}

/** The first address of a merged set that is not below `from`; the first of all where `from` is not given. */
export function nextAddress(set: readonly AddressRange[], from?: Address): Address | null {
  const run = from === undefined ? set[0] : set.find(({ last }) => compare(last, from) >= 0)
  if (run === undefined) return null
  return from !== undefined && compare(from, run.first) > 0 ? from : run.first
}

/** Everything of a family. */
export function wholeFamily(family: Address['family']): AddressRange {
  const size = 1n << BigInt(bitsOf({ family }))
  return { first: { family, value: 0n }, last: { family, value: size - 1n } }
}

function compareRanges(a: AddressRange, b: AddressRange): number {
  return compare(a.first, b.first)
}

function compare(a: Address, b: Address): number {
  if (a.family !== b.family) return a.family === 'IPv4' ? -1 : 1
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0
}
