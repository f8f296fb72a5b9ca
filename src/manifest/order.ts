/** What has moved between two orders of the same things, said with as few moves as can be. */

/**
 * The indices of a longest increasing run of `positions` (not necessarily adjacent): where items whose old
 * positions these are can stay while the others move around them.
 */
export function keptInOrder(positions: readonly number[]): ReadonlySet<number> {
  // The last index of the best run of each length, and what stands before each index in its run.
  const ends: number[] = []
  const before: (number | undefined)[] = []
  positions.forEach((position, index) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((positions[ends[middle] ?? 0] ?? 0) < position) low = middle + 1
      else high = middle
    }
    before[index] = ends[low - 1]
    ends[low] = index
  })
  const kept = new Set<number>()
  for (let index = ends.at(-1); index !== undefined; index = before[index]) kept.add(index)
  return kept
}

/** Moves that bring `order` into the order of `target`, which holds the same items; each on what the ones before left. */
export function movesTo<T>(
  order: readonly T[],
  target: readonly T[],
): readonly { from: number; to: number }[] {
  const position = new Map(order.map((item, index) => [item, index]))
  const kept = keptInOrder(target.map((item) => position.get(item) ?? 0))
  const moves: { from: number; to: number }[] = []
  let current = order
  target.forEach((item, index) => {
    if (kept.has(index)) return
    const from = current.indexOf(item)
    const rest = current.toSpliced(from, 1)
    const predecessor = target[index - 1]
    const to = index === 0 || predecessor === undefined ? 0 : rest.indexOf(predecessor) + 1
    if (from !== to) moves.push({ from, to })
    current = rest.toSpliced(to, 0, item)
  })
  return moves
}
