/** Somebody else's changes taken over into a text that is being edited. */

import { type KeyedPath, resolvePath } from './keyedpath.ts'
import { identityOf } from './listkeys.ts'
import { insertAt, type Manifest, moveItem, removeAt, setAt } from './manifest.ts'
import { type Conflict, type Order, orderOf, planMerge, type Step } from './mergeplan.ts'
import { movesTo } from './order.ts'
import { plainAt } from './plain.ts'

export type { Conflict } from './mergeplan.ts'

/** Their change is of one place: where mine shares a value with others, that place gets its own. */
const OWN = { sharing: 'detach' } as const

export interface Merged {
  readonly manifest: Manifest
  /** Where both changed the same to different values; there, mine stands until it is resolved. */
  readonly conflicts: readonly Conflict[]
  /** The version that was taken over. */
  readonly theirs: unknown
}

/**
 * What changed from `base` to `theirs`, applied to `mine`, which also began as `base`. Maps are merged key by
 * key, lists whose items have a key (`listKeyOf`) item by item: mine in its order, each new item of theirs
 * behind the one it follows there and what I added to that. Any other list is one value, and so is one whose
 * items both have moved. Throws as `setAt`.
 */
export function mergeTheirs(base: unknown, mine: Manifest, theirs: unknown): Merged {
  const { steps, conflicts } = planMerge(base, mine.value, theirs)
  return { manifest: steps.reduce(applyStep, mine), conflicts, theirs }
}

/**
 * The merge with one of its conflicts settled: `mine` leaves the text as it is, `theirs` puts their value
 * there, or removes mine where they have none. Throws as `setAt`.
 */
export function resolve(merged: Merged, conflict: Conflict, side: 'mine' | 'theirs'): Merged {
  const conflicts = merged.conflicts.filter((other) => other !== conflict)
  if (side === 'mine') return { ...merged, conflicts }
  return { ...merged, conflicts, manifest: applyStep(merged.manifest, theirStep(merged, conflict)) }
}

function theirStep({ manifest, theirs }: Merged, { path, theirs: value }: Conflict): Step {
  const list = path.slice(0, -1)
  const selector = path.at(-1)
  const items = itemsAt(theirs, list)
  if (typeof selector !== 'object' || items === null || resolvePath(manifest, path) !== null) {
    return { kind: 'set', path, value }
  }
  return { kind: 'insert', list, value, order: orderOf(items, Object.keys(selector)) }
}

function applyStep(manifest: Manifest, step: Step): Manifest {
  const path = resolvePath(manifest, step.kind === 'set' ? step.path : step.list)
  // Mine has nothing there, and theirs wants nothing there.
  if (path === null) return manifest
  if (step.kind === 'set') {
    return step.value === undefined ? removeAt(manifest, path, OWN) : setAt(manifest, path, step.value, OWN)
  }
  const items = itemsAt(manifest.value, path) ?? []
  if (step.kind === 'insert') {
    return insertAt(manifest, path, insertionIndex(items, step.value, step.order), step.value, OWN)
  }
  const current = items.map((item) => identityOf(item, step.order.key))
  const here = new Set(current)
  const known = new Set(step.order.names)
  const inOrder = step.order.names.filter((name) => here.has(name)).values()
  const target = current.map((name) => (known.has(name) ? (inOrder.next().value ?? name) : name))
  return movesTo(current, target).reduce(
    (moved, { from, to }) => moveItem(moved, path, from, to, OWN),
    manifest,
  )
}

/** Behind the nearest predecessor that is there, and behind the items below it that theirs does not know. */
function insertionIndex(items: readonly unknown[], item: unknown, { key, names }: Order): number {
  const current = items.map((other) => identityOf(other, key))
  const here = new Set(current)
  const known = new Set(names)
  const predecessor = names.slice(0, names.indexOf(identityOf(item, key))).findLast((name) => here.has(name))
  const above = predecessor === undefined ? -1 : current.indexOf(predecessor)
  const next = current.findIndex((name, index) => index > above && known.has(name))
  return next < 0 ? items.length : next
}

function itemsAt(value: unknown, list: KeyedPath): readonly unknown[] | null {
  const path = resolvePath({ value }, list)
  const items = path === null ? undefined : plainAt(value, path)
  return Array.isArray(items) ? items : null
}
