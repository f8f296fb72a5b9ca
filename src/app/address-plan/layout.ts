/** What of the plan is looked at: which ranges, in which windows, and what lies free between them. */
import { nameAmongAll } from '../../k8s/objects.ts'
import { ofFamily, type PlanRange } from '../../kinds/address-plan.ts'
import { standing } from '../../kinds/held-range.ts'
import type { Address } from '../../net/address.ts'
import {
  blockAround,
  compareRanges,
  encloses,
  holdersOf,
  islandsOf,
  lanesOf,
  type Ranged,
} from '../../net/plan.ts'
import { privateBlocks } from '../../net/private.ts'
import { type AddressRange, overlap, rangeOf, sizeOf } from '../../net/range.ts'
import { without } from '../../net/rangeset.ts'

/** Neighbours are drawn on one line as long as the largest of them fills more than 1/2^8 of it. */
const islandBits = 8

export interface View {
  /** Whether one looks at a part of the plan, which is then the only window. */
  readonly isZoomed: boolean
  /** What is drawn, each on a line of its own. */
  readonly windows: readonly AddressRange[]
  /** What holds the only window, the largest first. */
  readonly around: readonly PlanRange[]
  /** What lies in the windows and is smaller than them. */
  readonly inside: readonly PlanRange[]
  /** What is kept back in the windows. */
  readonly kept: readonly PlanRange[]
}

export const isSpace = ({ role }: PlanRange) => standing[role] === 'space'
const isPoint = ({ role }: PlanRange) => standing[role] === 'point'

/** `all` is the plan; `at` the range that one looks at. */
export function viewOf(all: readonly PlanRange[], family: Address['family'], at: AddressRange | null): View {
  const own = ofFamily(all, family)
  const drawn = own.filter((each) => isSpace(each) || isPoint(each))
  const kept = own.filter(({ role }) => standing[role] === 'kept')
  if (at === null) {
    const windows = islandsOf(
      drawn.map(({ range }) => range),
      islandBits,
    ).map((block) => roomy(rangeOf(block)))
    return { isZoomed: false, windows, around: [], inside: drawn, kept }
  }
  const within = drawn.filter(({ range }) => overlap(at, range))
  return {
    isZoomed: true,
    windows: [at],
    around: within.filter(({ range }) => encloses(range, at)),
    inside: within.filter(({ range }) => !encloses(range, at)),
    kept: kept.filter(({ range }) => overlap(at, range)),
  }
}

/** A single address alone on a line would be as wide as it. */
function roomy(range: AddressRange): AddressRange {
  if (sizeOf(range) >= 256n) return range
  const { family, value } = range.first
  const first = (value / 256n) * 256n
  return { first: { family, value: first }, last: { family, value: first + 255n } }
}

/** Where a click on ranges that could not be told apart leads: nearer to them than `window`. */
export function closerTo(items: readonly Ranged[], window: AddressRange): AddressRange {
  const [first, ...others] = items.map(({ range }) => range).sort(compareRanges)
  if (first === undefined) return window
  const last = others.reduce((end, { last }) => (last.value > end.value ? last : end), first.last)
  const span = { first: first.first, last }
  const block = rangeOf(blockAround(span))
  return sizeOf(block) * 2n <= sizeOf(window) ? block : span
}

export interface Row {
  /** `null`: nobody has it. */
  readonly item: PlanRange | null
  readonly range: AddressRange
  /** How deep it lies. */
  readonly lane: number
}

/** All of a view in order, with what is free between what stands highest. */
export function rowsOf({ windows, inside, around }: View): readonly Row[] {
  const laned = lanesOf(inside).map(({ item, lane }) => ({ item, lane, range: item.range }))
  // What a pool or a subnet has left is not told by what lies in it.
  const isTold = around.every(({ role }) => role === 'cluster')
  const gaps = !isTold
    ? []
    : without(
        windows,
        inside.filter(isSpace).map(({ range }) => range),
      ).map((range) => ({ item: null, lane: 0, range }))
  return [...laned, ...gaps].sort((a, b) => compareRanges(a.range, b.range))
}

export interface Answer {
  /** Who has the address itself. */
  readonly holders: readonly PlanRange[]
  /** The range that keeps it back. */
  readonly kept: PlanRange | null
  /** The ranges that it lies in, the smallest first. */
  readonly ranges: readonly PlanRange[]
}

/** Of all that is known, single addresses as well. */
export function answerOf(all: readonly PlanRange[], address: Address): Answer {
  const found = holdersOf(all, address)
  const seen = new Set<string>()
  const holders = found.filter(({ role, holder }) => {
    const key = `${role} ${nameAmongAll(holder)}`
    const isHolder = standing[role] === 'point' || standing[role] === 'use'
    return isHolder && !seen.has(key) && seen.add(key)
  })
  const ranges = found.filter(isSpace)
  const kept = found.find(({ role }) => standing[role] === 'kept') ?? null
  return { holders, kept: kept && (ranges.find(({ object }) => object === kept.object) ?? kept), ranges }
}

/** Where a new range may lie: in what one looks at, or in the areas that anybody may use. */
export function freeIn(
  all: readonly PlanRange[],
  family: Address['family'],
  { isZoomed, windows, around }: View,
): readonly AddressRange[] {
  const areas = isZoomed
    ? windows
    : privateBlocks.filter(({ address }) => address.family === family).map(rangeOf)
  const holding = new Set(around)
  const taken = ofFamily(all, family).filter((each) => !holding.has(each))
  return without(
    areas,
    taken.map(({ range }) => range),
  )
}
