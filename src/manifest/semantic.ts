/** What differs between two versions of an object as a person would say it: list items by their names. */

import type { Path } from '../k8s/fieldpath.ts'
import { type KeyedPath, selectorOf } from './keyedpath.ts'
import { identityOf, type ListKey, listKeyOf } from './listkeys.ts'
import { keptInOrder } from './order.ts'
import { commonEnds, entryAt, isEqual, isPlainMap, type PlainMap } from './plain.ts'

interface Place {
  /** The place in `after`; of what was removed, its last step is that of `before`. */
  readonly path: Path
  /** The same with list items named by their key where they have one. */
  readonly keyed: KeyedPath
}

export type SemanticChange =
  | (Place & { readonly kind: 'added'; readonly after: unknown })
  | (Place & { readonly kind: 'removed'; readonly before: unknown })
  | (Place & { readonly kind: 'changed'; readonly before: unknown; readonly after: unknown })
  /** An item stands elsewhere in its list, at the indices of `before` and `after`; its own changes follow. */
  | (Place & { readonly kind: 'moved'; readonly from: number; readonly to: number })

/**
 * The changes from `before` to `after`, complete: whoever removes, changes, and puts in place what they say
 * has `after`. What was added or removed is one change, however large. Items are matched by their key
 * (`listKeyOf`), of those that stay as few as possible are said to have moved; items of lists without a key
 * are compared by index between those that both lists have in common at either end.
 */
export function semanticChanges(before: unknown, after: unknown): readonly SemanticChange[] {
  const found: SemanticChange[] = []
  compare({ path: [], keyed: [] }, before, after, found)
  return found
}

function compare(place: Place, before: unknown, after: unknown, found: SemanticChange[]): void {
  if (before === after) return
  if (isPlainMap(before) && isPlainMap(after)) compareMaps(place, before, after, found)
  else if (Array.isArray(before) && Array.isArray(after)) compareLists(place, before, after, found)
  else if (before === undefined) found.push({ ...place, kind: 'added', after })
  else if (after === undefined) found.push({ ...place, kind: 'removed', before })
  else if (!isEqual(before, after)) found.push({ ...place, kind: 'changed', before, after })
}

function compareMaps(place: Place, before: PlainMap, after: PlainMap, found: SemanticChange[]): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    compare(below(place, key), entryAt(before, key), entryAt(after, key), found)
  }
}

function compareLists(
  place: Place,
  before: readonly unknown[],
  after: readonly unknown[],
  found: SemanticChange[],
): void {
  const key = listKeyOf(place.path.at(-1), before, after)
  if (key !== null) compareKeyed(place, key, before, after, found)
  else compareByIndex(place, before, after, found)
}

function compareKeyed(
  place: Place,
  key: ListKey,
  before: readonly unknown[],
  after: readonly unknown[],
  found: SemanticChange[],
): void {
  const old = new Map(before.map((item, index) => [identityOf(item, key), index]))
  const now = new Set(after.map((item) => identityOf(item, key)))
  const itemPlace = (item: unknown, index: number) => below(place, index, selectorOf(item, key))
  before.forEach((item, index) => {
    if (!now.has(identityOf(item, key)))
      found.push({ ...itemPlace(item, index), kind: 'removed', before: item })
  })
  const staying = after.flatMap((item, to) => {
    const from = old.get(identityOf(item, key))
    return from === undefined ? [] : [{ from, to }]
  })
  const kept = keptInOrder(staying.map(({ from }) => from))
  const moved = new Set(staying.filter((_, index) => !kept.has(index)).map(({ to }) => to))
  after.forEach((item, to) => {
    const from = old.get(identityOf(item, key))
    const here = itemPlace(item, to)
    if (from === undefined) found.push({ ...here, kind: 'added', after: item })
    else {
      if (moved.has(to)) found.push({ ...here, kind: 'moved', from, to })
      compare(here, before[from], item, found)
    }
  })
}

function compareByIndex(
  place: Place,
  before: readonly unknown[],
  after: readonly unknown[],
  found: SemanticChange[],
): void {
  const { head, tail } = commonEnds(before, after)
  const last = Math.max(before.length, after.length) - tail
  for (let index = head; index < last; index += 1) {
    const inBoth = index < before.length - tail && index < after.length - tail
    const here = below(place, index)
    if (inBoth) compare(here, before[index], after[index], found)
    else if (index < after.length - tail) found.push({ ...here, kind: 'added', after: after[index] })
    else found.push({ ...here, kind: 'removed', before: before[index] })
  }
}

function below({ path, keyed }: Place, step: string | number, name: KeyedPath[number] = step): Place {
  return { path: [...path, step], keyed: [...keyed, name] }
}
