/** A line in parts: those that somebody looks for, and what stands between them. */

export interface Part {
  /** Where it begins. */
  readonly at: number
  readonly part: string
  readonly isMarked: boolean
}

/** Case does not matter; without anything to look for, the line is one part. */
export function partsOf(text: string, marked: string): readonly Part[] {
  const wanted = marked.toLowerCase()
  const lower = text.toLowerCase()
  // Lower case may be longer than the letters that it was made of; then places would not be the same.
  if (wanted === '' || lower.length !== text.length) return [{ at: 0, part: text, isMarked: false }]
  const parts: Part[] = []
  let at = 0
  for (let found = lower.indexOf(wanted); found >= 0; found = lower.indexOf(wanted, at)) {
    if (found > at) parts.push({ at, part: text.slice(at, found), isMarked: false })
    at = found + wanted.length
    parts.push({ at: found, part: text.slice(found, at), isMarked: true })
  }
  if (at < text.length) parts.push({ at, part: text.slice(at), isMarked: false })
  return parts
}
