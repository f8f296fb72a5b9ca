/** Which rows and columns of the matrix are shown. */
import type { Place } from './place.ts'

/** Their places in the list. Words are alternatives; the outside is always there. */
export function shownPlaces(
  places: readonly Place[],
  text: string,
  /** Only these namespaces; `null`: all. */
  only: ReadonlySet<string> | null,
): readonly number[] {
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  return places.flatMap((place, at) => {
    if (place.type === 'outside' || place.type === 'ip') return [at]
    const name = (place.type === 'ns' ? place.namespace : place.name).toLowerCase()
    if (words.length > 0 && !words.some((word) => name.includes(word))) return []
    return only === null || only.has(place.namespace) ? [at] : []
  })
}
