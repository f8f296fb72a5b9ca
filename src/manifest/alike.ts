/** Words that are nearly what somebody wrote. */

/** Those of the words that somebody who wrote `written` may have meant, the nearest first. */
export function alike(written: string, words: readonly string[]): readonly string[] {
  const far = Math.min(2, Math.floor(written.length / 3))
  return words
    .map((word) => ({ word, distance: distance(written.toLowerCase(), word.toLowerCase()) }))
    .filter((each) => each.distance <= far)
    .sort((a, b) => a.distance - b.distance)
    .map(({ word }) => word)
}

/** How many letters have to be added, removed, changed or swapped with their neighbour. */
function distance(a: string, b: string): number {
  let before: readonly number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : changed
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swap))
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
