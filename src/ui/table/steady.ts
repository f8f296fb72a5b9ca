/** Rows that stay where they are while somebody is at them; what would move waits. */

export interface Held<Row> {
  /** In the order that was held, each as it is now. */
  readonly rows: readonly Row[]
  /** How many rows would come, go or move. */
  readonly waiting: number
  /** The keys of rows that are shown and no longer there. */
  readonly gone: ReadonlySet<string>
}

/** `mayGo` says of which rows somebody expects that they go at once. */
export function holdRows<Row>(
  held: readonly Row[],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  mayGo: (key: string) => boolean,
): Held<Row> {
  if (isInOrder(held, rows, keyOf)) return { rows, waiting: 0, gone: nothingGone }
  const now = new Map<string, number>()
  for (let at = 0; at < rows.length; at += 1) now.set(keyOf(rows[at] as Row), at)
  const shown: Row[] = []
  const places: number[] = []
  const gone = new Set<string>()
  for (const row of held) {
    const key = keyOf(row)
    const at = now.get(key)
    if (at !== undefined) {
      shown.push(rows[at] as Row)
      places.push(at)
    } else if (!mayGo(key)) {
      shown.push(row)
      gone.add(key)
    }
  }
  const added = rows.length - places.length
  return { rows: shown, waiting: added + gone.size + moved(places), gone }
}

const nothingGone: ReadonlySet<string> = new Set()

/** Whether the same rows stand in the same places, whatever changed of them. */
function isInOrder<Row>(held: readonly Row[], rows: readonly Row[], keyOf: (row: Row) => string): boolean {
  if (held.length !== rows.length) return false
  return held.every((row, at) => row === rows[at] || keyOf(row) === keyOf(rows[at] as Row))
}

/** How many have to move for the rest to be in order: all but the longest run that is. */
function moved(places: readonly number[]): number {
  if (places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1))) return 0
  // The smallest last place of a run of each length.
  const ends: number[] = []
  for (const place of places) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) < place) low = middle + 1
      else high = middle
    }
    ends[low] = place
  }
  return places.length - ends.length
}
