/** Adding, removing and moving the entries of a map or list in flow style: text between commas. */

import type { TextEdit } from './edit.ts'
import { UnknownLayout } from './errors.ts'
import { contentEnd, rangeOf, type Slot } from './layout.ts'
import { lineEnd, lineStart, nextLine, opensLine } from './lines.ts'
import { isPlainMap } from './plain.ts'
import type { Source } from './source.ts'
import { isJson } from './style.ts'
import { flowPair, flowText } from './write.ts'

/**
 * Remove entries with the commas that set them off, at least one entry staying. Behind an entry that `isFollowed`
 * something is added at the same time, which needs the comma between them.
 */
export function removeBetweenCommas(
  source: Source,
  entries: readonly Slot[],
  gone: (index: number) => boolean,
  isFollowed: (entry: Slot) => boolean = () => false,
): TextEdit[] {
  const edits: TextEdit[] = []
  for (let index = 0; index < entries.length; index += 1) {
    if (!gone(index)) continue
    const first = index
    while (index + 1 < entries.length && gone(index + 1)) index += 1
    edits.push(...removeRun(source, entries, first, index, isFollowed))
  }
  return edits
}

function removeRun(
  source: Source,
  entries: readonly Slot[],
  first: number,
  last: number,
  isFollowed: (entry: Slot) => boolean,
): TextEdit[] {
  const { text } = source
  const start = entryAt(entries, first).start
  const end = contentEnd(source, entryAt(entries, last))
  const run = entries.slice(first, last + 1)
  const before = entries[first - 1]
  const after = entries[last + 1]
  if (run.every((entry) => ownsLine(source, entry))) {
    const lines = {
      offset: lineStart(text, start),
      length: nextLine(text, end) - lineStart(text, start),
      text: '',
    }
    const comma =
      before === undefined || after !== undefined || commaAfter(source, end) || isFollowed(before)
        ? null
        : commaBetween(source, before)
    return comma === null ? [lines] : [{ offset: comma, length: 1, text: '' }, lines]
  }
  if (after !== undefined) return [{ offset: start, length: after.start - start, text: '' }]
  const from = before === undefined ? start : contentEnd(source, before)
  // A comment behind the comma is the previous entry's: that comma then stays as a trailing one.
  const offset = text.slice(from, start).includes('#') ? start : from
  return [{ offset, length: end - offset, text: '' }]
}

/** Add entries (a map of new keys, or a list of new items) before the entry at `index`, or after the last. */
export function insertBetweenCommas(
  source: Source,
  entries: readonly Slot[],
  index: number,
  value: unknown,
): TextEdit[] {
  const { text, eol } = source
  const json = isJson(source)
  const parts = isPlainMap(value)
    ? Object.entries(value).map(([key, entry]) => flowPair(key, entry, json))
    : (Array.isArray(value) ? value : []).map((item) => flowText(item, { json }))
  const before = entries[index - 1]
  if (before === undefined) {
    const first = entryAt(entries, 0)
    const gap = ownsLine(source, first) ? `,${eol}${indentOf(text, first)}` : ', '
    return [{ offset: first.start, length: 0, text: parts.map((part) => part + gap).join('') }]
  }
  const end = contentEnd(source, before)
  if (!ownsLine(source, before))
    return [{ offset: end, length: 0, text: parts.map((part) => `, ${part}`).join('') }]
  const comma = commaAfter(source, end)
  const lines = parts.map((part) => `${eol}${indentOf(text, before)}${part}`).join(',') + (comma ? ',' : '')
  const below = { offset: lineEnd(text, end), length: 0, text: lines }
  return comma ? [below] : [{ offset: end, length: 0, text: ',' }, below]
}

/** Move an item: the texts change places, commas, comments and line breaks between them stay. */
export function moveBetweenCommas(
  source: Source,
  entries: readonly Slot[],
  from: number,
  to: number,
): TextEdit[] {
  const spans = entries.map((entry) => ({ start: entry.start, end: contentEnd(source, entry) }))
  const texts = spans.map(({ start, end }) => source.text.slice(start, end))
  const moved = texts.toSpliced(from, 1).toSpliced(to, 0, texts[from] ?? '')
  return spans.map(({ start, end }, index) => ({
    offset: start,
    length: end - start,
    text: moved[index] ?? '',
  }))
}

/** Fill brackets in which nothing but comments stands. */
export function fillBrackets(source: Source, slot: Slot, value: unknown): TextEdit[] {
  if (slot.node === null) throw new UnknownLayout('a value without node')
  const { text, eol } = source
  const close = rangeOf(slot.node)[1] - 1
  const inside = flowText(value, { json: isJson(source) }).slice(1, -1)
  if (!opensLine(text, close)) return [{ offset: close, length: 0, text: inside }]
  const indent = ' '.repeat(Math.max(slot.column, 0) + 2)
  return [{ offset: lineStart(text, close), length: 0, text: `${indent}${inside}${eol}` }]
}

function ownsLine(source: Source, entry: Slot): boolean {
  const end = contentEnd(source, entry)
  return (
    opensLine(source.text, entry.start) &&
    /^[ \t]*,?[ \t]*(?:#.*)?$/.test(source.text.slice(end, lineEnd(source.text, end)))
  )
}

function indentOf(text: string, entry: Slot): string {
  return text.slice(lineStart(text, entry.start), entry.start)
}

function commaAfter({ text }: Source, end: number): boolean {
  return /^[ \t]*,/.test(text.slice(end, lineEnd(text, end)))
}

function commaBetween(source: Source, entry: Slot): number | null {
  const end = contentEnd(source, entry)
  return commaAfter(source, end) ? source.text.indexOf(',', end) : null
}

function entryAt(entries: readonly Slot[], index: number): Slot {
  const entry = entries[index]
  if (entry === undefined) throw new UnknownLayout('an entry that is not there')
  return entry
}
