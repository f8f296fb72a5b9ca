/** Where each value of a manifest stands in the text: behind which key or dash, from where to where. */

import {
  type CST,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { UnknownLayout } from './errors.ts'
import { columnOf, commentIndent, nextLine, opensLine, skipBlank } from './lines.ts'
import type { Source } from './source.ts'

/** The place of one value, with what leads to it. */
export interface Slot {
  readonly owner: 'document' | 'pair' | 'item'
  /** The key as plain values spell it; '' for items and the document. */
  readonly key: string
  /** The pair is a merge key (`<<`), whose entries count as the map's own. */
  readonly merge: boolean
  /** Where the key, the dash or the item of a flow list begins, with its properties. */
  readonly start: number
  /** Column of `start`; -1 for a document. */
  readonly column: number
  /** Just behind the key's colon or the dash, and behind the value's anchor and tag. */
  readonly at: number
  /** A key without a colon, as flow maps may have it. */
  readonly bare: boolean
  readonly anchored: boolean
  readonly tag: { readonly offset: number; readonly length: number } | null
  /** Whether the value stands inside brackets. */
  readonly flow: boolean
  readonly node: Node | null
  /** The node of the key; null for items and the document. */
  readonly keyNode: Node | null
  /** Nothing stands there. */
  readonly absent: boolean
}

/** The place of the whole first document. */
export function rootSlot({ document, token, end }: Source): Slot {
  const node: Node | null = document.contents
  const absent = isAbsent(node)
  const place = propertiesOf(token?.start ?? [], 0)
  const at = token === null || absent ? end : place.at
  return {
    owner: 'document',
    key: '',
    merge: false,
    start: 0,
    column: -1,
    bare: false,
    flow: false,
    node,
    keyNode: null,
    absent,
    ...place,
    at,
  }
}

/** The places of the entries of a map or the items of a list, in the order of the text; else none. */
export function slotsOf(source: Source, slot: Slot): readonly Slot[] {
  const { node } = slot
  if (isMap(node)) return node.items.map((pair) => pairSlot(source, node, pair))
  return isSeq(node) ? itemSlots(source, node) : []
}

/** The place of one entry of a place: of duplicate keys the last, which is the one that is read. */
export function stepInto(source: Source, slot: Slot, step: string | number): Slot | undefined {
  const entries = slotsOf(source, slot)
  if (entries[0]?.owner === 'item') return typeof step === 'number' ? entries[step] : undefined
  return entries.findLast((entry) => entry.key === String(step) && !entry.merge)
}

function pairSlot({ text, document }: Source, map: YAMLMap, pair: Pair): Slot {
  const token = pair.srcToken as CST.CollectionItem | undefined
  const key = pair.key as Node | null
  const value = pair.value as Node | null
  const lead = token?.start.find((part) => ['anchor', 'tag', 'explicit-key-ind'].includes(part.type))
  const keyRange = key === null ? undefined : rangeOf(key)
  const start = lead?.offset ?? keyRange?.[0]
  if (token === undefined || start === undefined || keyRange === undefined) {
    throw new UnknownLayout('a pair without key')
  }
  const target = isAlias(key) ? key.resolve(document) : key
  const merge = isScalar(key) && typeof key.value === 'symbol'
  const name = isScalar(target) ? (merge ? '<<' : target.value) : String(target)
  return {
    owner: 'pair',
    key: name === null ? '' : String(name),
    merge,
    start,
    column: columnOf(text, start),
    bare: !token.sep?.some((part) => part.type === 'map-value-ind'),
    flow: map.flow === true,
    node: value,
    keyNode: key,
    absent: isAbsent(value),
    ...propertiesOf(token.sep ?? [], keyRange[1]),
  }
}

function itemSlots({ text }: Source, list: YAMLSeq): readonly Slot[] {
  const flow = list.flow === true
  const tokens = ((list.srcToken as CST.BlockSequence | CST.FlowCollection | undefined)?.items ?? []).filter(
    (item) => flow || item.start.some((part) => part.type === 'seq-item-ind'),
  )
  return list.items.map((item, index) => {
    const node = item as Node
    const parts = tokens[index]?.start ?? []
    const lead = parts.find((part) => ['anchor', 'tag', 'seq-item-ind'].includes(part.type))
    const start = lead?.offset ?? rangeOf(node)[0]
    return {
      owner: 'item',
      key: '',
      merge: false,
      start,
      column: columnOf(text, start),
      bare: false,
      flow,
      node,
      keyNode: null,
      absent: isAbsent(node),
      ...propertiesOf(parts, start),
    }
  })
}

/** Where a value's place begins behind its indicator, anchor and tag; `from` where there is none of them. */
function propertiesOf(
  parts: readonly CST.SourceToken[],
  from: number,
): Pick<Slot, 'at' | 'anchored' | 'tag'> {
  const kinds = ['map-value-ind', 'seq-item-ind', 'doc-start', 'anchor', 'tag']
  const last = parts.findLast((part) => kinds.includes(part.type))
  const tag = parts.find((part) => part.type === 'tag')
  return {
    at: last === undefined ? from : last.offset + last.source.length,
    anchored: parts.some((part) => part.type === 'anchor'),
    tag: tag === undefined ? null : { offset: tag.offset, length: tag.source.length },
  }
}

function isAbsent(node: Node | null): boolean {
  return node === null || (isScalar(node) && rangeOf(node)[0] === rangeOf(node)[1])
}

/** Begin and end of a node's own text. */
export function rangeOf(node: Node): readonly [number, number] {
  if (!node.range) throw new UnknownLayout('a node without place')
  return [node.range[0], node.range[1]]
}

/** A map or list in lines of its own, without brackets. */
export function isBlockCollection(node: Node | null): boolean {
  return isCollection(node) && node.flow !== true
}

/** A literal or folded block (`|`, `>`). */
export function isBlockScalar(node: Node | null): boolean {
  return isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED)
}

/** Where the value ends; for a literal block behind its last line ending. */
export function contentEnd(source: Source, slot: Slot): number {
  if (slot.absent || slot.node === null) return slot.at
  const last = isBlockCollection(slot.node) ? slotsOf(source, slot).at(-1) : undefined
  return last === undefined ? rangeOf(slot.node)[1] : contentEnd(source, last)
}

/** Whether a value ends in a literal block to which all blank lines below belong (`|+`). */
export function endsInKeptBreaks(source: Source, slot: Slot): boolean {
  if (isBlockCollection(slot.node)) {
    const last = slotsOf(source, slot).at(-1)
    return last !== undefined && endsInKeptBreaks(source, last)
  }
  if (slot.node === null || !isBlockScalar(slot.node)) return false
  return /^[|>]\d?\+/.test(source.text.slice(rangeOf(slot.node)[0]))
}

/**
 * Where the lines of an entry end: behind its value, the comment at the end of that line, and the comment
 * lines below that stand deeper than the key or dash.
 */
export function regionEnd(source: Source, slot: Slot): number {
  const { text, end: limit } = source
  const content = contentEnd(source, slot)
  let end = content > slot.start && text[content - 1] === '\n' ? content : nextLine(text, content)
  for (let line = end; line < limit; line = nextLine(text, line)) {
    const indent = commentIndent(text, line)
    if (indent !== null && indent > Math.max(slot.column, 0)) end = nextLine(text, line)
    else if (skipBlank(text, line) < nextLine(text, line)) break
  }
  return end
}

/**
 * Where the lines of an entry of a block collection begin: with the comment lines directly above at its
 * indent. A comment that opens the document belongs to the document. The first entry of a list item on
 * the line of its dash begins behind the dash.
 */
export function regionStart(source: Source, parent: Slot, siblings: readonly Slot[], index: number): number {
  const { text } = source
  const slot = siblings[index]
  if (slot === undefined) throw new UnknownLayout('an entry that is not there')
  if (!opensLine(text, slot.start)) return slot.start
  const before = siblings[index - 1]
  const floor = before === undefined ? parent.at : contentEnd(source, before)
  const own = slot.start - slot.column
  let start = own
  while (start > floor) {
    const above = start - slot.column > 0 ? text.lastIndexOf('\n', start - 2) + 1 : start
    if (above >= start || above < floor || commentIndent(text, above) !== slot.column) break
    start = above
  }
  const opensDocument = parent.owner === 'document' && before === undefined
  return opensDocument && text.slice(parent.at, start).trim() === '' ? own : start
}
