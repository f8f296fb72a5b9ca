/** A range cut into equal cells, for drawing it to scale: how much of each cell a set takes. */
import { type AddressRange, sizeOf } from './range.ts'

/**
 * For each of at most `cells` cells of `whole`, the share of its addresses that are in `runs`, from 0 to 1. There are
 * never more cells than addresses. Costs what the runs and the cells are, however large the range is.
 */
export function sharesOf(
  whole: AddressRange,
  runs: readonly AddressRange[],
  cells: number,
): readonly number[] {
  const size = sizeOf(whole)
  const count = size < BigInt(cells) ? size : BigInt(cells)
  const shares = Array<number>(Number(count)).fill(0)
  const startOf = (cell: bigint) => (size * cell) / count
  for (const { first, last } of runs) {
    if (first.family !== whole.first.family) continue
    const from = first.value - whole.first.value
    const to = last.value - whole.first.value
    if (to < 0n || from >= size) continue
    // The cell whose start is the last one that is not behind the address.
    for (let cell = (((from < 0n ? 0n : from) + 1n) * count - 1n) / size; cell < count; cell += 1n) {
      const [start, end] = [startOf(cell), startOf(cell + 1n)]
      if (start > to) break
      const held = (to + 1n < end ? to + 1n : end) - (from > start ? from : start)
      const index = Number(cell)
      shares[index] = Math.min(1, (shares[index] ?? 0) + Number(held) / Number(end - start))
    }
  }
  return shares
}
