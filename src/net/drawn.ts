/** Ranges on a line of so many pixels: what is too narrow to be told from its neighbours is drawn as one. */

import { inOrder, lanesOf, type Ranged, shareAt } from './plan.ts'
import type { AddressRange } from './range.ts'

export interface Drawn<T> {
  /** One, or several that stand too near to each other; in order. */
  readonly items: readonly T[]
  readonly lane: number
  /** In pixels from the start of the line; at least `least` apart. */
  readonly from: number
  readonly to: number
}

export interface Line {
  readonly whole: AddressRange
  readonly width: number
  /** What is narrower could not be seen, or hit. */
  readonly least: number
  /** Deeper ranges are left for a closer look. */
  readonly lanes: number
}

/** At most `lanes * width / least` of them, however many items there are. Items outside of the line are left out. */
export function drawn<T extends Ranged>(items: readonly T[], line: Line): readonly Drawn<T>[] {
  const { whole, lanes } = line
  const inside = items.filter(({ range }) => touches(whole, range))
  const placed = lanesOf(inside).filter(({ lane }) => lane < lanes)
  return Array.from({ length: lanes }, (_, lane) =>
    joined(
      placed.filter((each) => each.lane === lane).map(({ item }) => item),
      lane,
      line,
    ),
  ).flat()
}

function touches({ first, last }: AddressRange, range: AddressRange): boolean {
  const isOfFamily = first.family === range.first.family
  return isOfFamily && range.first.value <= last.value && range.last.value >= first.value
}

function joined<T extends Ranged>(items: readonly T[], lane: number, line: Line): readonly Drawn<T>[] {
  const result: { items: T[]; lane: number; from: number; to: number; isNarrow: boolean }[] = []
  for (const item of inOrder(items)) {
    const { from, to, isNarrow } = extentOf(item.range, line)
    const before = result.at(-1)
    // A wide one gives way to a narrow one before it; only narrow ones become one.
    if (before?.isNarrow === true && isNarrow && from < before.to) {
      before.items.push(item)
      before.to = Math.max(before.to, to)
    } else {
      const start = Math.max(from, before?.to ?? 0)
      result.push({ items: [item], lane, from: start, to: Math.max(to, start + 1), isNarrow })
    }
  }
  return result.map(({ isNarrow: _, ...each }) => each)
}

function extentOf({ first, last }: AddressRange, { whole, width, least }: Line) {
  const from = Math.max(0, shareAt(whole, first.value) * width)
  const to = Math.min(width, shareAt(whole, last.value + 1n) * width)
  const isNarrow = to - from < least
  if (!isNarrow) return { from, to, isNarrow }
  const start = Math.min(Math.max(0, from), width - least)
  return { from: start, to: start + least, isNarrow }
}
