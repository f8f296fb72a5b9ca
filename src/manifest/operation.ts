/** One edit of a manifest as a person means it, as a change of the plain value and as edits of the text. */

import type { Path } from '../k8s/fieldpath.ts'
import { moveEntry } from './blocklines.ts'
import { moveBetweenCommas } from './brackets.ts'
import { changeValue, insertSlots, isFlow, removeSlots, replaceWhole } from './change.ts'
import type { TextEdit } from './edit.ts'
import { PathError } from './errors.ts'
import { rootSlot, type Slot, slotsOf, stepInto } from './layout.ts'
import { entryAt, isEmpty, isEqual, plainAt, withoutUndefined, withValueAt } from './plain.ts'
import { guardAlias, guardAnchor, mergeBrings, mergedEntry } from './sharing.ts'
import type { Source } from './source.ts'

export type Operation =
  /** Set the value at a path; remove the entry where the value is undefined. */
  | { readonly kind: 'set'; readonly path: Path; readonly value: unknown }
  | { readonly kind: 'insert'; readonly path: Path; readonly index: number; readonly value: unknown }
  | { readonly kind: 'move'; readonly path: Path; readonly from: number; readonly to: number }

/** The plain value after the operation. Throws a `PathError` where the path or an index cannot be. */
export function intendedValue(value: unknown, operation: Operation): unknown {
  const { path } = operation
  if (operation.kind === 'set') {
    if (path.length === 0 && operation.value === undefined)
      throw new PathError(path, 'an object cannot be removed from its own text')
    return withValueAt(value, path, withoutUndefined(operation.value))
  }
  const list = plainAt(value, path) ?? []
  if (!Array.isArray(list)) throw new PathError(path, 'it is not a list')
  if (operation.kind === 'insert') {
    checkIndex(path, operation.index, list.length)
    return withValueAt(
      value,
      path,
      list.toSpliced(operation.index, 0, withoutUndefined(operation.value) ?? null),
    )
  }
  checkIndex(path, operation.from, list.length - 1)
  checkIndex(path, operation.to, list.length - 1)
  const item: unknown = list[operation.from]
  return withValueAt(value, path, list.toSpliced(operation.from, 1).toSpliced(operation.to, 0, item))
}

/**
 * The smallest edits for an operation on a text whose plain value is `value`, not yet checked. Throws an
 * `AliasEditError` where they would reach a second place, `UnknownLayout` where none are known.
 */
export function operationEdits(source: Source, value: unknown, operation: Operation): TextEdit[] {
  const intended = intendedValue(value, operation)
  const { path } = operation
  if (operation.kind === 'set') return setEdits(source, value, intended, path, operation.value === undefined)
  const list = entryOf(source, value, path)
  const before = plainAt(value, path)
  if (list === undefined || isEmpty(before)) return setEdits(source, value, intended, path, false)
  guardAlias(source, list.node, path, path)
  guardAnchor(source, list.node, path)
  const block = { slot: list, entries: slotsOf(source, list) }
  if (operation.kind === 'insert')
    return insertSlots(source, block, operation.index, [plainAt(intended, [...path, operation.index])])
  if (operation.from === operation.to) return []
  return isFlow(list)
    ? moveBetweenCommas(source, block.entries, operation.from, operation.to)
    : moveEntry(source, block, operation.from, operation.to)
}

function setEdits(
  source: Source,
  value: unknown,
  intended: unknown,
  path: Path,
  removes: boolean,
): TextEdit[] {
  if (isEqual(value, intended)) return []
  const last = path.at(-1)
  const parentPath = path.slice(0, -1)
  const slot = entryOf(source, value, path)
  if (slot !== undefined && !(removes && last !== undefined)) {
    return changeValue(source, slot, plainAt(value, path), plainAt(intended, path), path)
  }
  if (removes) return removeAtPath(source, value, path)
  const parent = entryOf(source, value, parentPath)
  if (parent === undefined) return setEdits(source, value, intended, parentPath, false)
  guardAlias(source, parent.node, path, parentPath)
  guardAnchor(source, parent.node, path, parentPath)
  if (isEmpty(plainAt(value, parentPath)))
    return replaceWhole(source, parent, plainAt(intended, parentPath), path)
  const entries = slotsOf(source, parent)
  const added: unknown = plainAt(intended, path)
  const addition = entries[0]?.owner === 'item' ? [added] : { [String(last)]: added }
  return insertSlots(source, { slot: parent, entries }, entries.length, addition)
}

function removeAtPath(source: Source, value: unknown, path: Path): TextEdit[] {
  const parentPath = path.slice(0, -1)
  const parent = entryOf(source, value, parentPath)
  if (parent === undefined) throw mergedEntry(source, path, parentPath.slice(0, -1))
  guardAlias(source, parent.node, path, parentPath)
  guardAnchor(source, parent.node, path, parentPath)
  const entries = slotsOf(source, parent)
  const last = path.at(-1)
  const gone = (index: number) =>
    entries[index]?.owner === 'item' ? index === last : entries[index]?.key === String(last)
  // Without an entry that overrides it, what a merge key brings would show.
  const merged = last !== undefined && mergeBrings(source, parent, last)
  if (merged || !entries.some((_, index) => gone(index))) throw mergedEntry(source, path, parentPath)
  return removeSlots(source, { slot: parent, entries }, gone, path)
}

/**
 * The place at a path; undefined where the text has none. Throws an `AliasEditError` where the value
 * there exists by an alias or a merge key only.
 */
function entryOf(source: Source, value: unknown, path: Path): Slot | undefined {
  let slot: Slot | undefined = rootSlot(source)
  let plain = value
  path.forEach((step, depth) => {
    if (slot === undefined) return
    const at = path.slice(0, depth)
    guardAlias(source, slot.node, path, at)
    guardAnchor(source, slot.node, path, at)
    slot = stepInto(source, slot, step)
    plain = entryAt(plain, step)
    if (slot === undefined && plain !== undefined && depth < path.length - 1)
      throw mergedEntry(source, path, at)
  })
  return slot
}

function checkIndex(path: Path, index: number, last: number): void {
  if (Number.isInteger(index) && index >= 0 && index <= last) return
  throw new PathError(path, `the list has no place ${index}`)
}
