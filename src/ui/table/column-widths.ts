/** How wide columns are, in CSS pixels, and which of them can be seen. */
import type { TableColumn } from './column.ts'

export const narrowest = 56
/** Of a column that shares what is left. */
const leastShare = 120
const leastPercent = 140

/** `chosen` are the widths somebody gave them; the others fill what is available, and never shrink below reading. */
export function widthsOf(
  columns: readonly Pick<TableColumn<never>, 'id' | 'width'>[],
  available: number,
  chosen: Readonly<Record<string, number>>,
): readonly number[] {
  const fixed = columns.map(({ id, width }): number | null => {
    const own = chosen[id]
    if (own !== undefined) return Math.max(narrowest, Math.round(own))
    if (typeof width === 'number') return width
    const percent = /^(\d+(?:\.\d+)?)%$/.exec(width ?? '')?.[1]
    return percent === undefined
      ? null
      : Math.max(leastPercent, Math.floor((Number(percent) / 100) * available))
  })
  const rest = available - fixed.reduce<number>((sum, width) => sum + (width ?? 0), 0)
  const shares = fixed.filter((width) => width === null).length
  const share = shares === 0 ? 0 : Math.max(leastShare, Math.floor(rest / shares))
  const widths = fixed.map((width) => width ?? share)
  // What nobody takes goes to the widest column that nobody has set.
  const spare = available - widths.reduce((sum, width) => sum + width, 0)
  if (spare <= 0) return widths
  const free = columns.map(({ id }, at) => (chosen[id] === undefined ? (widths[at] ?? 0) : -1))
  const widest = free.indexOf(Math.max(...free))
  return widths.map((width, at) => (at === widest && (free[at] ?? -1) >= 0 ? width + spare : width))
}

export interface ColumnsInView {
  /** Of columns from the second on: those in `from..to` are drawn, the others are room. */
  readonly from: number
  readonly to: number
}

/** Fewer are always drawn. */
const fewColumns = 12
/** How far beyond the edge is drawn already. */
const beyond = 240

/** The first column sticks; of the others those that can be seen. */
export function columnsInView(widths: readonly number[], left: number, width: number): ColumnsInView {
  const all = { from: 1, to: widths.length }
  if (widths.length <= fewColumns) return all
  let start = 0
  let from = widths.length
  let to = 1
  for (const [at, own] of widths.entries()) {
    const end = start + own
    if (at > 0 && end > left - beyond && start < left + width + beyond) {
      from = Math.min(from, at)
      to = at + 1
    }
    start = end
  }
  return from < to ? { from, to } : all
}
