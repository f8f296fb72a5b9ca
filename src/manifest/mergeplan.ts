/** A three-way merge of plain values as a plan: what has to be done to mine, and what only a person can decide. */

import { type KeyedPath, selectorOf } from './keyedpath.ts'
import { identityOf, type ListKey, listKeyOf } from './listkeys.ts'
import { entryAt, isEmpty, isEqual, isPlainMap, type PlainMap } from './plain.ts'

/** One place that both changed to different values; `undefined` where a version has nothing there. */
export interface Conflict {
  readonly path: KeyedPath
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

/** One thing to do to mine. Paths name items by key, so that they hold whatever was done before. */
export type Step =
  /** Set the value, or remove the entry where the value is undefined. */
  | { readonly kind: 'set'; readonly path: KeyedPath; readonly value: unknown }
  /** Put an item where it stands among the items of theirs. */
  | { readonly kind: 'insert'; readonly list: KeyedPath; readonly value: unknown; readonly order: Order }
  /** Bring the items into the order of theirs; those that theirs does not have stay where they are. */
  | { readonly kind: 'order'; readonly list: KeyedPath; readonly order: Order }

/** The items of a list of theirs by what tells them apart (`identityOf`). */
export interface Order {
  readonly key: readonly string[]
  readonly names: readonly string[]
}

export function orderOf(items: readonly unknown[], key: readonly string[]): Order {
  return { key, names: items.map((item) => identityOf(item, key)) }
}

export interface MergePlan {
  readonly steps: readonly Step[]
  readonly conflicts: readonly Conflict[]
}

/** Three versions of the value at a path; one that does not exist is undefined. */
interface Versions<T = unknown> {
  readonly path: KeyedPath
  readonly base: T
  readonly mine: T
  readonly theirs: T
}

/** What leads from mine to the merge of mine and theirs. Neither side's change is lost: it is in a step, in mine, or in a conflict. */
export function planMerge(base: unknown, mine: unknown, theirs: unknown): MergePlan {
  const plan: { steps: Step[]; conflicts: Conflict[] } = { steps: [], conflicts: [] }
  merge({ path: [], base, mine, theirs }, plan)
  return plan
}

function merge(versions: Versions, plan: { steps: Step[]; conflicts: Conflict[] }): void {
  const { path, base, mine, theirs } = versions
  if (isEqual(base, theirs) || isEqual(mine, theirs)) return
  const maps = asMaps(versions)
  if (maps !== null) {
    for (const key of new Set([...Object.keys(maps.mine), ...Object.keys(maps.theirs)])) {
      merge(entryOf(maps, key), plan)
    }
    return
  }
  const lists = asLists(versions)
  if (lists !== null && mergeItems(lists, plan)) return
  if (isEqual(mine, base)) plan.steps.push({ kind: 'set', path, value: theirs })
  else plan.conflicts.push({ path, base, mine, theirs })
}

function asMaps({ path, base, mine, theirs }: Versions): Versions<PlainMap> | null {
  const old = isEmpty(base) ? {} : base
  return isPlainMap(old) && isPlainMap(mine) && isPlainMap(theirs) ? { path, base: old, mine, theirs } : null
}

function asLists({ path, base, mine, theirs }: Versions): Versions<readonly unknown[]> | null {
  const old = isEmpty(base) ? [] : base
  if (!Array.isArray(old) || !Array.isArray(mine) || !Array.isArray(theirs)) return null
  return { path, base: old, mine, theirs }
}

function entryOf({ path, base, mine, theirs }: Versions<PlainMap>, key: string): Versions {
  const [was, is, wanted] = [base, mine, theirs].map((map) => entryAt(map, key))
  return { path: [...path, key], base: was, mine: is, theirs: wanted }
}

/** Whether the lists could be merged item by item. */
function mergeItems(
  lists: Versions<readonly unknown[]>,
  plan: { steps: Step[]; conflicts: Conflict[] },
): boolean {
  const { path: list, base, mine, theirs } = lists
  const field = list.at(-1)
  const key = listKeyOf(typeof field === 'object' ? undefined : field, base, mine, theirs)
  if (key === null) return false
  const moves = movesOf(lists, key)
  if (moves === 'both') return false

  const order = orderOf(theirs, key)
  const [old, own, wanted] = [base, mine, theirs].map((items) => byIdentity(items, key))
  for (const [identity, item] of new Map([...(own ?? []), ...(wanted ?? [])])) {
    const versions = {
      path: [...list, selectorOf(item, key)],
      base: old?.get(identity),
      mine: own?.get(identity),
      theirs: wanted?.get(identity),
    }
    const isNew = versions.base === undefined && versions.mine === undefined
    if (isNew) plan.steps.push({ kind: 'insert', list, value: item, order })
    else merge(versions, plan)
  }
  if (moves === 'theirs') plan.steps.push({ kind: 'order', list, order })
  return true
}

/** Who moved items that all three have; both only where they moved them differently. */
function movesOf(lists: Versions<readonly unknown[]>, key: ListKey): 'none' | 'mine' | 'theirs' | 'both' {
  const names = [lists.base, lists.mine, lists.theirs].map((items) =>
    items.map((item) => identityOf(item, key)),
  )
  const sets = names.map((list) => new Set(list))
  const [base, mine, theirs] = names.map((list) =>
    JSON.stringify(list.filter((name) => sets.every((set) => set.has(name)))),
  )
  if (mine === theirs || theirs === base) return mine === base ? 'none' : 'mine'
  return mine === base ? 'theirs' : 'both'
}

function byIdentity(items: readonly unknown[], key: ListKey): ReadonlyMap<string, unknown> {
  return new Map(items.map((item) => [identityOf(item, key), item]))
}
