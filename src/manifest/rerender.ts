/** The last resort for texts laid out in ways the line-wise edits do not know: render a collection anew. */

import { Document, isCollection, isMap, isScalar, isSeq, type Node } from 'yaml'
import type { Path } from '../k8s/fieldpath.ts'
import type { TextEdit } from './edit.ts'
import { contentEnd, isBlockCollection, rangeOf, rootSlot, type Slot, stepInto } from './layout.ts'
import { columnOf } from './lines.ts'
import { commonEnds, entryAt, isEqual, isPlainMap } from './plain.ts'
import { parseManifest, type Source, sourceOf } from './source.ts'
import { styleOf } from './style.ts'

/** Ways to write the intended value by re-rendering one collection, the innermost around `path` first. */
export function* rerenderings(source: Source, path: Path, intended: unknown): Generator<readonly TextEdit[]> {
  // Rendering changes nodes: it works on nodes of its own.
  const copy = sourceOf(parseManifest(source.text))
  const enclosing: { node: Node; start: number; end: number; value: unknown }[] = []
  let slot: Slot | undefined = rootSlot(copy)
  let value = intended
  for (const step of [...path, null]) {
    if (slot === undefined || !isCollection(slot.node)) break
    if (isBlockCollection(slot.node))
      enclosing.unshift({ ...spanOf(copy, slot.node, slot), node: slot.node, value })
    if (step === null) break
    slot = stepInto(copy, slot, step)
    value = entryAt(value, step)
  }
  for (const { node, start, end, value: target } of enclosing) {
    const text = rendered(source, withEntries(copy.document, node, target), columnOf(copy.text, start))
    yield [{ offset: start, length: end - start, text: text + (copy.text[end - 1] === '\n' ? copy.eol : '') }]
  }
}

/** Rendering brings the comments in and behind a node along, so its span includes them. */
function spanOf(source: Source, node: Node, slot: Slot): { start: number; end: number } {
  return { start: rangeOf(node)[0], end: Math.max(contentEnd(source, slot), node.range?.[2] ?? 0) }
}

/** The text of a block collection whose first line begins at `column` already. */
function rendered(source: Source, node: Node, column: number): string {
  const carrier = new Document<Node>(null, { merge: true })
  carrier.contents = node
  const { step, indentSequences } = styleOf(source)
  return carrier
    .toString({ lineWidth: 0, indent: step, indentSeq: indentSequences, verifyAliasOrder: false })
    .replace(/\n$/, '')
    .split('\n')
    .map((line, index) => (line === '' || index === 0 ? line : ' '.repeat(column) + line))
    .join(source.eol)
}

/** The node changed so that it holds `value`; children that hold theirs already stay as they are. */
function withEntries(document: Document, node: Node | null, value: unknown): Node {
  if (node !== null && isEqual(node.toJS(document), value)) return node
  if (isMap(node) && isPlainMap(value)) {
    node.items = node.items.filter(({ key }) => isMergeKey(key) || Object.hasOwn(value, keyOf(key)))
    for (const [key, entry] of Object.entries(value)) {
      const pair = node.items.findLast((item) => keyOf(item.key) === key)
      if (pair !== undefined) pair.value = withEntries(document, pair.value as Node | null, entry)
      else node.add(document.createPair(key, entry))
    }
    return node
  }
  if (isSeq(node) && Array.isArray(value)) {
    const items = node.items as Node[]
    const before: unknown[] = items.map((item) => item.toJS(document))
    const { head, tail } = commonEnds(before, value)
    const middle = value.slice(head, value.length - tail).map((item: unknown, index) => {
      const old = head + index < items.length - tail ? items[head + index] : undefined
      return withEntries(document, old ?? null, item)
    })
    node.items = [...items.slice(0, head), ...middle, ...items.slice(items.length - tail)]
    return node
  }
  return document.createNode(value) as Node
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === 'symbol'
}

function keyOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key)
}
