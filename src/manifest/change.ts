/** The edits that turn the value in one place into another: only what differs is touched. */

import { isCollection, isMap, type Node } from 'yaml'
import type { Path } from '../k8s/fieldpath.ts'
import { type Block, insertEntries, removeEntries } from './blocklines.ts'
import { fillBrackets, insertBetweenCommas, removeBetweenCommas } from './brackets.ts'
import type { TextEdit } from './edit.ts'
import { UnknownLayout } from './errors.ts'
import { rangeOf, type Slot, slotsOf } from './layout.ts'
import { replaceValue } from './place.ts'
import { commonEnds, entryAt, isEmpty, isEqual, isPlainMap, type PlainMap } from './plain.ts'
import { guardAnchor, guardRemoval, mergeBrings, mergedEntry } from './sharing.ts'
import type { Source } from './source.ts'

/** Edits from `before`, which is what the place holds now, to `after`. Maps are compared by key, lists by index. */
export function changeValue(
  source: Source,
  slot: Slot,
  before: unknown,
  after: unknown,
  path: Path,
): TextEdit[] {
  if (isEqual(before, after)) return []
  guardAnchor(source, slot.node, path)
  if (isCollection(slot.node) && !isEmpty(before) && !isEmpty(after)) {
    if (isPlainMap(before) && isPlainMap(after)) {
      const edits = changeMap(source, slot, before, after, path)
      if (edits !== null) return edits
    }
    if (Array.isArray(before) && Array.isArray(after)) return changeList(source, slot, before, after, path)
  }
  return replaceWhole(source, slot, after, path)
}

/** Put a value in the place of another as a whole; nothing of the old one stays. */
export function replaceWhole(source: Source, slot: Slot, value: unknown, path: Path): TextEdit[] {
  guardRemoval(source, slot.node, path, source.changesShared)
  if (!isEmpty(value) && holdsOnlyComments(source, slot.node)) return fillBrackets(source, slot, value)
  return replaceValue(source, slot, value)
}

function holdsOnlyComments({ text }: Source, node: Node | null): boolean {
  if (!isCollection(node) || node.flow !== true || node.items.length > 0) return false
  const [from, to] = rangeOf(node)
  return text.slice(from + 1, to - 1).trim() !== ''
}

/** Remove entries or items; brackets stay behind when none is left. */
export function removeSlots(
  source: Source,
  block: Block,
  gone: (index: number) => boolean,
  path: Path,
  isFollowed?: (entry: Slot) => boolean,
): TextEdit[] {
  const { entries, slot } = block
  entries.forEach((entry, index) => {
    if (gone(index)) guardRemoval(source, entry.node, path)
  })
  if (entries.every((_, index) => gone(index)))
    return replaceValue(source, slot, entries[0]?.owner === 'item' ? [] : {})
  return isFlow(slot)
    ? removeBetweenCommas(source, entries, gone, isFollowed)
    : removeEntries(source, block, gone)
}

/** Add the entries of a map or the items of a list before the entry at `index` of a filled collection. */
export function insertSlots(source: Source, block: Block, index: number, value: unknown): TextEdit[] {
  if (isEmpty(value)) return []
  if (isSinglePair(source, block.slot)) throw new UnknownLayout('a pair without braces')
  return isFlow(block.slot)
    ? insertBetweenCommas(source, block.entries, index, value)
    : insertEntries(source, block, index, value)
}

/** `[a: 1]`: a map of one pair that does without braces, and has no place for a second. */
function isSinglePair({ text }: Source, slot: Slot): boolean {
  return isMap(slot.node) && isFlow(slot) && text[rangeOf(slot.node)[0]] !== '{'
}

export function isFlow({ node }: Slot): boolean {
  return isCollection(node) && node.flow === true
}

/** Null where no entry would stay: the map is then written anew. */
function changeMap(
  source: Source,
  slot: Slot,
  before: PlainMap,
  after: PlainMap,
  path: Path,
): TextEdit[] | null {
  const entries = slotsOf(source, slot)
  const stays = (entry: Slot) => entry.merge || Object.hasOwn(after, entry.key)
  if (!entries.some(stays)) return null
  const own = new Set(entries.map((entry) => entry.key))
  const lost = Object.keys(before).find(
    (key) => !Object.hasOwn(after, key) && (!own.has(key) || mergeBrings(source, slot, key)),
  )
  if (lost !== undefined) throw mergedEntry(source, [...path, lost], path)

  const block = { slot, entries }
  const added = additions(entries, own, before, after)
  const staying = { slot, entries: entries.slice(entries.findIndex(stays)) }
  const edits = insertSlots(source, staying, 0, added.get(null))
  entries.forEach((entry, index) => {
    if (!stays(entry)) return
    // Of duplicate keys the last one is what is read.
    const read = !entry.merge && entries.findLastIndex(({ key }) => key === entry.key) === index
    if (read)
      edits.push(...changeValue(source, entry, before[entry.key], after[entry.key], [...path, entry.key]))
    edits.push(...insertSlots(source, block, index + 1, added.get(entry)))
  })
  const gone = (index: number) => entries[index] !== undefined && !stays(entries[index])
  return entries.some((_, index) => gone(index))
    ? [...edits, ...removeSlots(source, block, gone, path, (entry) => added.has(entry))]
    : edits
}

/** New keys, by the entry behind which they stand: the one before them in the new order of keys. */
function additions(entries: readonly Slot[], own: ReadonlySet<string>, before: PlainMap, after: PlainMap) {
  const added = new Map<Slot | null, Record<string, unknown>>()
  let behind = entries.find((entry) => entry.merge) ?? null
  for (const [key, value] of Object.entries(after)) {
    if (own.has(key)) behind = entries.findLast((entry) => entry.key === key) ?? behind
    else if (!isEqual(entryAt(before, key), value) || !Object.hasOwn(before, key)) {
      added.set(behind, { ...added.get(behind), [key]: value })
    }
  }
  return added
}

function changeList(
  source: Source,
  slot: Slot,
  before: readonly unknown[],
  after: readonly unknown[],
  path: Path,
): TextEdit[] {
  const entries = slotsOf(source, slot)
  const { head, tail } = commonEnds(before, after)
  const both = Math.min(before.length, after.length) - tail
  const edits: TextEdit[] = []
  for (let index = head; index < both; index += 1) {
    const entry = entries[index]
    if (entry) edits.push(...changeValue(source, entry, before[index], after[index], [...path, index]))
  }
  const block = { slot, entries }
  const from = Math.max(head, both)
  if (after.length > before.length) {
    return [...edits, ...insertSlots(source, block, from, after.slice(from, after.length - tail))]
  }
  if (after.length === before.length) return edits
  return [
    ...edits,
    ...removeSlots(source, block, (index) => index >= from && index < before.length - tail, path),
  ]
}
