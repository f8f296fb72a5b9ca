/** The address space of a cluster as a drawing has it: what lies in what, what meets, what is near to what. */
import { type Address, bitsOf } from './address.ts'
import { type Cidr, networkCidr } from './cidr.ts'
import { nextBlock } from './prefixes.ts'
import { type AddressRange, holds, overlap, rangeOf, sizeOf } from './range.ts'
import { without } from './rangeset.ts'

export interface Ranged {
  readonly range: AddressRange
}

export interface Laned<T> {
  readonly item: T
  /** How many ranges it lies below, from 0. */
  readonly lane: number
}

/** By address, IPv4 first; of those that begin alike the larger comes first, and holds the others. */
export function compareRanges(a: AddressRange, b: AddressRange): number {
  if (a.first.family !== b.first.family) return a.first.family === 'IPv4' ? -1 : 1
  if (a.first.value !== b.first.value) return a.first.value < b.first.value ? -1 : 1
  return a.last.value === b.last.value ? 0 : a.last.value > b.last.value ? -1 : 1
}

/** In order; what begins and ends alike stays as it came. */
export function inOrder<T extends Ranged>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => compareRanges(a.range, b.range))
}

/** Whether all of `inner` is in `outer`. */
export function encloses(outer: AddressRange, inner: AddressRange): boolean {
  return holds(outer, inner.first) && holds(outer, inner.last)
}

/**
 * The items in order, each in the first lane below all it overlaps with that came before it: what lies in another
 * stands below it, and two that meet without either holding the other are never in one lane.
 */
export function lanesOf<T extends Ranged>(items: readonly T[]): readonly Laned<T>[] {
  const open: Laned<T>[] = []
  return inOrder(items).map((item) => {
    const still = open.filter((each) => overlap(each.item.range, item.range))
    const lane = still.reduce((most, each) => Math.max(most, each.lane + 1), 0)
    const laned = { item, lane }
    open.splice(0, open.length, ...still, laned)
    return laned
  })
}

/** All pairs that have an address in common, each once, in order. */
export function meetings<T extends Ranged>(items: readonly T[]): readonly (readonly [T, T])[] {
  const open: T[] = []
  const pairs: [T, T][] = []
  for (const item of inOrder(items)) {
    const still = open.filter((each) => overlap(each.range, item.range))
    for (const each of still) pairs.push([each, item])
    open.splice(0, open.length, ...still, item)
  }
  return pairs
}

/** The items that have the address, the most exact first; of equal ones the later comes first. */
export function holdersOf<T extends Ranged>(items: readonly T[], address: Address): readonly T[] {
  return items
    .filter(({ range }) => holds(range, address))
    .toReversed()
    .sort((a, b) => {
      const [own, other] = [sizeOf(a.range), sizeOf(b.range)]
      return own === other ? 0 : own < other ? -1 : 1
    })
}

/** The smallest block that holds all of a range. */
export function blockAround({ first, last }: AddressRange): Cidr {
  const differing = first.value ^ last.value
  const rest = differing === 0n ? 0 : differing.toString(2).length
  return networkCidr({ address: first, length: bitsOf(first) - rest })
}

/**
 * The few blocks that hold all ranges of one family, so that none is mostly emptiness: neighbours share one while it
 * has at most 2^`bits` times the addresses of the largest range in it.
 */
export function islandsOf(ranges: readonly AddressRange[], bits: number): readonly Cidr[] {
  const islands: { range: AddressRange; block: Cidr; largest: bigint }[] = []
  for (const range of ranges.toSorted(compareRanges)) {
    let now = { range, block: blockAround(range), largest: sizeOf(range) }
    for (let before = islands.at(-1); before !== undefined; before = islands.at(-1)) {
      const joint = jointOf(before, now)
      const largest = before.largest > now.largest ? before.largest : now.largest
      const isNear =
        overlap(rangeOf(before.block), rangeOf(now.block)) ||
        sizeOf(rangeOf(joint.block)) <= largest << BigInt(bits)
      if (!isNear) break
      islands.pop()
      now = { ...joint, largest }
    }
    islands.push(now)
  }
  return islands.map(({ block }) => block)
}

function jointOf(a: Ranged, b: Ranged) {
  const last = a.range.last.value > b.range.last.value ? a.range.last : b.range.last
  const range = { first: a.range.first, last }
  return { range, block: blockAround(range) }
}

/** Where an address lies in a range, from 0 at its start to 1 behind its end, as exact as a drawing needs. */
export function shareAt(whole: AddressRange, value: bigint): number {
  const parts = 1n << 40n
  return Number(((value - whole.first.value) * parts) / sizeOf(whole)) / Number(parts)
}

/** Round addresses to write on the scale of a range: at most `most`, at equal distances. */
export function ticksOf(whole: AddressRange, most: number): readonly Address[] {
  const { first, last } = whole
  let step = 1n
  while (sizeOf(whole) / step > BigInt(most - 1)) step <<= 1n
  const ticks: Address[] = []
  for (let value = ((first.value + step - 1n) / step) * step; value <= last.value; value += step)
    ticks.push({ ...first, value })
  return ticks
}

/** The next `count` blocks of `length` that fit at once into a set, by the rule of `nextBlock`. */
export function nextBlocks(
  free: readonly AddressRange[],
  family: Address['family'],
  length: number,
  count: number,
): readonly Cidr[] {
  const found: Cidr[] = []
  let left = free
  while (found.length < count) {
    const block = nextBlock(left, family, length)
    if (block === null) break
    found.push(block)
    left = without(left, [rangeOf(block)])
  }
  return found
}
