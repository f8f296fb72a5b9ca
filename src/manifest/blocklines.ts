/** Adding, removing and moving the entries of a map or list in block style: whole lines. */

import type { TextEdit } from './edit.ts'
import { UnknownLayout } from './errors.ts'
import { endsInKeptBreaks, regionEnd, regionStart, type Slot } from './layout.ts'
import { opensLine, skipBlank, skipBlankLines } from './lines.ts'
import { replaceLines } from './place.ts'
import type { Source } from './source.ts'
import { styleOf } from './style.ts'
import { entryLines } from './write.ts'

/** A block collection: its place and those of its entries, of which there is at least one. */
export interface Block {
  readonly slot: Slot
  readonly entries: readonly Slot[]
}

/** Remove entries with their comments, at least one entry staying. */
export function removeEntries(source: Source, block: Block, gone: (index: number) => boolean): TextEdit[] {
  const { entries, slot } = block
  const first = entries[0]
  const edits: TextEdit[] = []
  let next = 0
  if (first !== undefined && gone(0) && !opensLine(source.text, first.start)) {
    // The first entry stands on the line of a dash: the next one that stays moves up to that dash.
    while (gone(next)) next += 1
    const end = skipBlank(source.text, regionEnd(source, entryAt(block, next - 1)))
    edits.push({ offset: first.start, length: end - first.start, text: '' })
  }
  for (; next < entries.length; next += 1) {
    if (!gone(next)) continue
    const start = regionStart(source, slot, entries, next)
    const above = entries.findLast((_, index) => index < next && !gone(index))
    const end = closeKeptBreaks(source, above, regionEnd(source, entryAt(block, next)))
    edits.push({ offset: start, length: end - start, text: '' })
  }
  return edits
}

/** Add entries (a map of new keys, or a list of new items) before the entry at `index`, or after the last. */
export function insertEntries(source: Source, block: Block, index: number, value: unknown): TextEdit[] {
  const column = entryAt(block, 0).column
  const lines = entryLines(value, { column, style: styleOf(source), literals: 'closed' })
  return insertAsLines(source, block, index, lines.join(source.eol).slice(column))
}

/** Move one entry with its comments so that it stands at index `to`. */
export function moveEntry(source: Source, block: Block, from: number, to: number): TextEdit[] {
  const { text } = source
  const start = regionStart(source, block.slot, block.entries, from)
  const lines = text
    .slice(skipBlank(text, start), regionEnd(source, entryAt(block, from)))
    .replace(/\r?\n$/, '')
  const inserted = insertAsLines(source, block, to > from ? to + 1 : to, lines)
  const below = (edit: TextEdit) => closeKeptBreaks(source, block.entries[from], edit.offset) - edit.offset
  return [
    ...(to > from ? inserted.map((edit) => ({ ...edit, length: below(edit) })) : inserted),
    ...removeEntries(source, block, (index) => index === from),
  ]
}

/** `lines` without the indent of the first one. */
function insertAsLines(source: Source, { slot, entries }: Block, index: number, lines: string): TextEdit[] {
  const { text, eol } = source
  const indent = ' '.repeat(entryAt({ slot, entries }, 0).column)
  const before = entries[index - 1]
  if (before !== undefined) {
    const end = regionEnd(source, before)
    return replaceLines(source, end, end, [indent + lines])
  }
  // Behind the indent of the first entry, which may be the line of a dash.
  const offset = skipBlank(text, regionStart(source, slot, entries, 0))
  return [{ offset, length: 0, text: `${lines}${eol}${indent}` }]
}

/** Blank lines at `end` that would become part of a literal block once it stands directly above go as well. */
function closeKeptBreaks(source: Source, above: Slot | undefined, end: number): number {
  return above !== undefined && endsInKeptBreaks(source, above) ? skipBlankLines(source.text, end) : end
}

function entryAt({ entries }: Block, index: number): Slot {
  const entry = entries[index]
  if (entry === undefined) throw new UnknownLayout('an entry that is not there')
  return entry
}
