/**
 * Reading an edited text again without reading all of it. A run of entries of a block collection is lines of
 * its own, which read alone what they read in their place: only the run that the edits touch is parsed, and
 * its nodes take the places of the old ones.
 */

import {
  type CST,
  isCollection,
  isMap,
  isPair,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Path } from '../k8s/fieldpath.ts'
import { applyEdits, type TextEdit } from './edit.ts'
import { isBlockCollection, rootSlot, type Slot, slotsOf } from './layout.ts'
import { columnOf, lineEnding, lineStart, opensLine } from './lines.ts'
import { isEqual, isPlainMap, plainAt, withValueAt } from './plain.ts'
import { handOver, type Manifest, readFragment, type Source, sourceOf } from './source.ts'

/** Neighbouring entries of one block collection, with the lines up to the next entry. */
interface Run {
  readonly collection: YAMLMap | YAMLSeq
  readonly path: Path
  readonly entries: readonly Slot[]
  /** Indices of the first and last entry. */
  readonly first: number
  readonly last: number
  readonly start: number
  readonly end: number
}

/**
 * The manifest after the edits, where reading a part is enough and the result is `intended`; else null, and
 * nothing has happened. The nodes move on to the new manifest: the old one is read anew when next asked for.
 */
export function reread(manifest: Manifest, edits: readonly TextEdit[], intended: unknown): Manifest | null {
  const source = sourceOf(manifest)
  if (manifest.problems.length > 0 || source.aliases.length > 0 || edits.length === 0) return null
  const run = runOf(source, edits)
  if (run === null) return null
  const shifted = edits.map((edit) => ({ ...edit, offset: edit.offset - run.start }))
  const lines = applyEdits(source.text.slice(run.start, run.end), shifted)
  const fragment = standsAlone(lines, columnOf(source.text, run.entries[run.first]?.start ?? 0))
    ? readFragment(lines)
    : null
  if (fragment === null || !isSameKind(fragment.contents, run.collection)) return null
  const value = spliced(manifest.value, run, fragment.value)
  if (value === null || !isEqual(value, intended)) return null

  const delta = lines.length - (run.end - run.start)
  moveNodes(fragment.contents, run.start)
  putInPlace(source, run, fragment.contents, delta)
  const text = source.text.slice(0, run.start) + lines + source.text.slice(run.end)
  const result = { text, problems: [], value }
  handOver(manifest, result, { ...source, text, eol: lineEnding(text), end: source.end + delta })
  return result
}

/** The shortest run around all edits that begins on a line of its own. */
function runOf(source: Source, edits: readonly TextEdit[]): Run | null {
  const { text } = source
  const from = Math.min(...edits.map(({ offset }) => offset))
  const to = Math.max(...edits.map(({ offset, length }) => offset + length))
  let best: Run | null = null
  let slot = rootSlot(source)
  let limit = source.end
  let path: Path = []
  while (isBlockCollection(slot.node) && (isMap(slot.node) || isSeq(slot.node))) {
    const entries = slotsOf(source, slot)
    if (entries.some((entry) => entry.merge)) return best
    const first = entries.findLastIndex(({ start }) => lineStart(text, start) <= from)
    const opening = entries[first]
    if (opening === undefined || !opensLine(text, opening.start)) return best
    const last = Math.max(
      first,
      entries.findLastIndex(({ start }) => lineStart(text, start) < to),
    )
    const next = entries[last + 1]
    const end = next === undefined ? limit : lineStart(text, next.start)
    if (to > end) return best
    best = { collection: slot.node, path, entries, first, last, start: lineStart(text, opening.start), end }
    if (first !== last) return best
    path = [...path, opening.owner === 'item' ? first : opening.key]
    slot = opening
    limit = end
  }
  return best
}

/** Whether lines read the same alone as under whatever stands above them. */
function standsAlone(lines: string, column: number): boolean {
  if (/(?:^|[\s[{,:-])[&*]\S|<<|^(?:---|\.\.\.)|^[ ]*[?%]|\ufeff/m.test(lines)) return false
  const indents = lines.split('\n').filter((line) => !/^[ \t\r]*(?:#.*)?$/.test(line))
  return indents.every((line) => line.search(/[^ ]/) >= column) && indents[0]?.search(/[^ ]/) === column
}

function isSameKind(contents: Node | null, collection: Node): contents is YAMLMap | YAMLSeq {
  if (!isBlockCollection(contents)) return false
  return isMap(contents) ? isMap(collection) : isSeq(contents) && isSeq(collection)
}

/** The plain value with the values of the run replaced; null where a key is then there twice. */
function spliced(root: unknown, { path, entries, first, last }: Run, value: unknown): unknown {
  const old = plainAt(root, path)
  if (Array.isArray(old) && Array.isArray(value)) {
    return withValueAt(root, path, old.toSpliced(first, last - first + 1, ...value))
  }
  if (!isPlainMap(old) || !isPlainMap(value)) return null
  const kept = entries.map((entry) => [entry.key, old[entry.key]] as const)
  const all = kept.toSpliced(first, last - first + 1, ...Object.entries(value))
  const result = Object.fromEntries(all)
  return Object.keys(result).length === all.length ? withValueAt(root, path, result) : null
}

/** The new nodes take the place of the run; whatever stands behind it moves by `delta`. */
function putInPlace(source: Source, run: Run, contents: YAMLMap | YAMLSeq, delta: number): void {
  const { collection, first, last, path } = run
  let node: Node | null = source.document.contents
  for (const step of path) {
    if (!isCollection(node)) return
    node.range = endsMoved(node, delta)
    const items: readonly unknown[] = node.items
    const index =
      typeof step === 'number' ? step : items.findIndex((item) => isPair(item) && keyOf(item) === step)
    moveEntries(node, index + 1, delta)
    const item = items[index]
    node = (isPair(item) ? item.value : item) as Node | null
  }
  moveEntries(collection, last + 1, delta)
  const [start] = (first === 0 ? contents.range : collection.range) ?? [0]
  const [, end, nodeEnd] = endsMoved(collection, delta) ?? [0, 0, 0]
  collection.range = [start, end, nodeEnd]
  const count = last - first + 1
  if (isSeq(collection) && isSeq(contents)) {
    const tokens = itemTokens(collection).toSpliced(first, count, ...itemTokens(contents))
    collection.srcToken = { ...(collection.srcToken as CST.BlockSequence), items: tokens }
    collection.items.splice(first, count, ...contents.items)
  }
  if (isMap(collection) && isMap(contents)) collection.items.splice(first, count, ...contents.items)
}

function moveEntries(collection: YAMLMap | YAMLSeq, from: number, by: number): void {
  if (by === 0) return
  const moved = new Set<unknown>()
  if (isSeq(collection)) for (const token of itemTokens(collection).slice(from)) moveToken(token, by, moved)
  for (const item of collection.items.slice(from)) moveItem(item, by, moved)
}

/** A node with all below it, and the tokens that tell where its entries begin. */
function moveNodes(node: unknown, by: number, moved = new Set<unknown>()): void {
  if (by === 0 || typeof node !== 'object' || node === null) return
  const { range } = node as Node
  if (range) (node as Node).range = [range[0] + by, range[1] + by, range[2] + by]
  if (isSeq(node)) for (const token of itemTokens(node)) moveToken(token, by, moved)
  if (isMap(node) || isSeq(node)) for (const item of node.items) moveItem(item, by, moved)
}

function moveItem(item: unknown, by: number, moved: Set<unknown>): void {
  if (isPair(item)) {
    moveToken(item.srcToken as CST.CollectionItem | undefined, by, moved)
    moveNodes(item.key, by, moved)
    moveNodes(item.value, by, moved)
  } else moveNodes(item, by, moved)
}

/** A pair in a flow list shares its token with the item: each moves once. */
function moveToken(token: CST.CollectionItem | undefined, by: number, moved: Set<unknown>): void {
  if (token === undefined || moved.has(token)) return
  moved.add(token)
  for (const part of token.start) part.offset += by
  for (const part of token.sep ?? []) part.offset += by
}

function itemTokens(list: YAMLSeq): CST.BlockSequence['items'] {
  const items = (list.srcToken as CST.BlockSequence | undefined)?.items ?? []
  return list.flow === true
    ? items
    : items.filter(({ start }) => start.some(({ type }) => type === 'seq-item-ind'))
}

function endsMoved({ range }: Node, by: number): [number, number, number] | null {
  return range ? [range[0], range[1] + by, range[2] + by] : null
}

function keyOf({ key }: Pair): string {
  const value = (key as { value?: unknown } | null)?.value
  return value === null || value === undefined ? '' : String(value)
}
