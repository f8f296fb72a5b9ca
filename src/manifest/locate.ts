/** Between paths and offsets: where a field stands in the text, and which field stands at a place. */

import { isAlias } from 'yaml'
import type { Path } from '../k8s/fieldpath.ts'
import { contentEnd, rangeOf, rootSlot, type Slot, slotsOf, stepInto } from './layout.ts'
import { lineEnd, lineStart, opensLine } from './lines.ts'
import { plainAt } from './plain.ts'
import { type Manifest, type Source, sourceOf } from './source.ts'

/** The plain value at a path; undefined where there is none, also where the text cannot be read. */
export function readAt(manifest: Manifest, path: Path): unknown {
  return plainAt(manifest.value, path)
}

/**
 * Character range of the value at `path`, or of its nearest existing ancestor (`exact: false`). A value
 * that is left empty (`spec:`) has the range of its key; an alias has its own range.
 */
export function rangeAt(manifest: Manifest, path: Path): { offset: number; length: number; exact: boolean } {
  const source = sourceOf(manifest)
  let slot = rootSlot(source)
  for (const step of path) {
    const below = manifest.value === undefined ? undefined : stepInto(source, slot, step)
    if (below === undefined) return { ...spanOf(source, slot), exact: false }
    slot = below
  }
  return { ...spanOf(source, slot), exact: true }
}

function spanOf(source: Source, slot: Slot): { offset: number; length: number } {
  if (slot.absent || slot.node === null) return { offset: slot.start, length: slot.at - slot.start }
  const [from] = rangeOf(slot.node)
  const content = source.text.slice(from, contentEnd(source, slot)).replace(/\r?\n$/, '')
  return { offset: from, length: content.length }
}

/** Where the value at a path comes through an alias: the path of the alias, at it or above; else null. */
export function aliasAt(manifest: Manifest, path: Path): Path | null {
  const source = sourceOf(manifest)
  if (source.aliases.length === 0) return null
  let slot: Slot | undefined = rootSlot(source)
  for (const [depth, step] of path.entries()) {
    if (slot === undefined || isAlias(slot.node)) return slot === undefined ? null : path.slice(0, depth)
    slot = stepInto(source, slot, step)
  }
  return isAlias(slot?.node) ? path : null
}

/**
 * The path of the innermost entry at a text offset: on its key, its value, the indent before it or the
 * comment behind it. `[]` between entries, outside the first document, and in a text that cannot be read.
 */
export function pathAt(manifest: Manifest, offset: number): Path {
  if (manifest.value === undefined) return []
  const source = sourceOf(manifest)
  const path: (string | number)[] = []
  let slot: Slot | undefined = rootSlot(source)
  while (slot !== undefined) {
    const entries: readonly Slot[] = slotsOf(source, slot)
    const index = entries.findIndex((entry) => holds(source, entry, offset))
    slot = entries[index]
    if (slot !== undefined) path.push(slot.owner === 'item' ? index : slot.key)
  }
  return path
}

function holds(source: Source, entry: Slot, offset: number): boolean {
  const { text } = source
  const content = contentEnd(source, entry)
  if (entry.flow) return offset >= entry.start && offset <= content
  const start = opensLine(text, entry.start) ? lineStart(text, entry.start) : entry.start
  // A literal block ends behind its last line ending, where the next entry begins.
  const end = text[content - 1] === '\n' ? content - 1 : lineEnd(text, content)
  return offset >= start && offset <= end
}
