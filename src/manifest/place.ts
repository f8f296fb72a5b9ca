/** Replacing the whole value in one place of the text, and writing lines into it. */

import { isCollection, isScalar, isSeq, Scalar } from 'yaml'
import type { TextEdit } from './edit.ts'
import { UnknownLayout } from './errors.ts'
import { isBlockCollection, isBlockScalar, rangeOf, regionEnd, type Slot } from './layout.ts'
import { columnOf, lineEnd, lineStart, nextLine, opensLine, skipBlank } from './lines.ts'
import { isEmpty } from './plain.ts'
import { isPlainSafe, type Quote } from './scalar.ts'
import type { Source } from './source.ts'
import { isJson, styleOf } from './style.ts'
import { type BlockText, blockText, flowText } from './write.ts'

/** The edits that put `value` where the old value of the place stood, or where nothing stood. */
export function replaceValue(source: Source, slot: Slot, value: unknown): TextEdit[] {
  if (slot.bare && !slot.flow) throw new UnknownLayout('an explicit key without value')
  const tag = withoutTag(source, slot)
  if (slot.flow || staysFlow(source, slot, value)) {
    return [...tag, ...replaceInline(source, slot, inBrackets(source, slot, value))]
  }
  if (slot.absent) return [...tag, ...fillAbsent(source, slot, value)]
  if (isBlockScalar(slot.node)) return [...tag, ...replaceBlockScalar(source, slot, value)]
  if (isBlockCollection(slot.node)) return [...tag, ...replaceBlockCollection(source, slot, value)]
  return [...tag, ...replaceFlowNode(source, slot, value)]
}

/** Replace whole lines, from the begin of one to the begin of another (or the end of the text). */
export function replaceLines(source: Source, from: number, to: number, lines: readonly string[]): TextEdit[] {
  const { text, eol } = source
  if (lines.length === 0) return from === to ? [] : [{ offset: from, length: to - from, text: '' }]
  const opens = from === 0 || text[from - 1] === '\n' || lineStart(text, from) === from
  const closes = opens && (to === from || text[to - 1] === '\n')
  return [
    { offset: from, length: to - from, text: `${opens ? '' : eol}${lines.join(eol)}${closes ? eol : ''}` },
  ]
}

/** A filled map or list stays in its brackets, unless they are empty; a text of JSON stays JSON. */
function staysFlow(source: Source, { node }: Slot, value: unknown): boolean {
  if (isJson(source)) return true
  return (
    isCollection(node) &&
    node.flow === true &&
    node.items.length > 0 &&
    typeof value === 'object' &&
    !isEmpty(value)
  )
}

function inBrackets(source: Source, slot: Slot, value: unknown): string {
  return flowText(value, { json: isJson(source), quote: quoteOf(slot, value), block: !slot.flow })
}

/** The quotes of the old string where somebody chose them; quotes that it needed say nothing about the new one. */
function quoteOf({ node }: Slot, value: unknown): Quote | undefined {
  if (!isScalar(node) || typeof node.value !== 'string' || typeof value !== 'string') return undefined
  if (!node.value.includes('\n') && !isPlainSafe(node.value)) return undefined
  if (node.type === Scalar.QUOTE_DOUBLE) return '"'
  return node.type === Scalar.QUOTE_SINGLE ? "'" : undefined
}

function rendered(
  source: Source,
  slot: Slot,
  value: unknown,
  where: { literals: boolean; childColumn?: number | undefined },
): BlockText {
  // A string in quotes moves into a literal block only when it becomes one of several lines.
  const quote = quoteOf(slot, value)
  const wasMultiline =
    isScalar(slot.node) && typeof slot.node.value === 'string' && slot.node.value.includes('\n')
  return blockText(value, {
    owner: slot.owner,
    column: slot.column,
    style: styleOf(source),
    compact: !slot.anchored,
    literals: typeof value !== 'string' || (where.literals && !(quote && wasMultiline)) ? 'closed' : 'none',
    childColumn: where.childColumn,
    quote,
  })
}

function replaceInline(source: Source, slot: Slot, inline: string): TextEdit[] {
  if (slot.absent || slot.node === null) {
    return insertInline(source, slot, slot.bare ? `: ${inline}` : ` ${inline}`)
  }
  const [from, to] = rangeOf(slot.node)
  return [{ offset: from, length: to - from, text: inline }]
}

/** Text behind the colon or dash, over the blanks that end that line. */
function insertInline({ text }: Source, { at, owner }: Slot, inline: string): TextEdit[] {
  if (inline.trim() === '') return []
  const blanks = /^[ \t]*(?=,|\r?\n|$)/.exec(text.slice(at))?.[0].length ?? 0
  const length = owner === 'document' ? 0 : blanks
  return [{ offset: at, length, text: inline }]
}

function fillAbsent(source: Source, slot: Slot, value: unknown): TextEdit[] {
  const { text } = source
  const end = regionEnd(source, slot)
  if (slot.owner === 'document') {
    const { inline, lines } = rendered(source, slot, value, { literals: false })
    return replaceLines(source, slot.at, slot.at, inline === '' ? lines : [inline, ...lines])
  }
  // Comment lines already stand below the key: they would become part of a literal block.
  const { inline, lines } = rendered(source, slot, value, { literals: end === nextLine(text, slot.at) })
  return [...insertInline(source, slot, ` ${inline}`), ...replaceLines(source, end, end, lines)]
}

/** The old value is a plain or quoted scalar, an alias, or a map or list in brackets. */
function replaceFlowNode(source: Source, slot: Slot, value: unknown): TextEdit[] {
  if (slot.node === null) throw new UnknownLayout('a value without node')
  const { text } = source
  const [from, to] = rangeOf(slot.node)
  const end = regionEnd(source, slot)
  const beside = slot.owner === 'item' && lineStart(text, from) === lineStart(text, slot.start)
  const { inline, lines } = rendered(source, slot, value, {
    literals: end === nextLine(text, to),
    childColumn: beside && !slot.anchored && typeof value === 'object' ? columnOf(text, from) : undefined,
  })
  const below = replaceLines(source, end, end, lines)
  if (inline !== '') return [{ offset: from, length: to - from, text: inline }, ...below]
  if (slot.owner === 'document') return replaceDocumentScalar(source, [from, to], lines)
  let blank = from
  while (blank > slot.at && ' \t\r\n'.includes(text.charAt(blank - 1))) blank -= 1
  return [{ offset: blank, length: to - blank, text: '' }, ...below]
}

function replaceDocumentScalar(
  source: Source,
  [from, to]: readonly [number, number],
  lines: readonly string[],
): TextEdit[] {
  const { text, eol } = source
  const marker = opensLine(text, from) ? from : text.slice(0, from).trimEnd().length
  const open = marker === from ? '' : eol
  // A comment behind the old value must not become one behind the last new line.
  const close = text.slice(to, lineEnd(text, to)).trim() === '' ? '' : eol
  return [{ offset: marker, length: to - marker, text: open + lines.join(eol) + close }]
}

function replaceBlockScalar(source: Source, slot: Slot, value: unknown): TextEdit[] {
  if (slot.node === null) throw new UnknownLayout('a value without node')
  const { text } = source
  const [from, to] = rangeOf(slot.node)
  const header = /^[|>][-+\d]*/.exec(text.slice(from, from + 8))?.[0] ?? ''
  const body = nextLine(text, from)
  const { inline, lines } = blockScalarText(source, slot, value, body, to)
  const blank = inline === '' && text[from - 1] === ' ' ? 1 : 0
  return [
    { offset: from - blank, length: header.length + blank, text: inline },
    ...replaceLines(source, Math.min(body, to), to, lines),
  ]
}

/** A string stays in its literal block, also when it has become a single line. */
function blockScalarText(source: Source, slot: Slot, value: unknown, body: number, end: number): BlockText {
  const line = skipBlank(source.text, body)
  const childColumn = typeof value === 'string' && line < end ? columnOf(source.text, line) : undefined
  const where = { literals: true, childColumn }
  if (typeof value === 'string' && value !== '' && !value.includes('\n')) {
    const { inline, lines } = rendered(source, slot, `${value}\n`, where)
    if (lines.length > 0) return { inline: `${inline}-`, lines }
  }
  return rendered(source, slot, value, where)
}

function replaceBlockCollection(source: Source, slot: Slot, value: unknown): TextEdit[] {
  if (slot.node === null) throw new UnknownLayout('a value without node')
  const { text, eol } = source
  const [from] = rangeOf(slot.node)
  const end = regionEnd(source, slot)
  const beside = !opensLine(text, from)
  const sameColumn = typeof value === 'object' && (beside || isSeq(slot.node) === Array.isArray(value))
  const childColumn = sameColumn ? columnOf(text, from) : undefined
  const { inline, lines } = rendered(source, slot, value, { literals: true, childColumn })
  if (beside) {
    const close = text[end - 1] === '\n' ? eol : ''
    return [{ offset: from, length: end - from, text: [inline, ...lines].join(eol) + close }]
  }
  if (slot.owner === 'document') {
    return replaceLines(source, lineStart(text, from), end, inline === '' ? lines : [inline])
  }
  return [
    ...insertInline(source, slot, ` ${inline}`),
    ...replaceLines(source, nextLine(text, slot.at), end, lines),
  ]
}

/** The tag spoke about the old value. Its anchor, which others may refer to, stays. */
function withoutTag({ text }: Source, { tag, at }: Slot): TextEdit[] {
  if (tag === null) return []
  const end = tag.offset + tag.length
  if (text[tag.offset - 1] === ' ') return [{ offset: tag.offset - 1, length: tag.length + 1, text: '' }]
  const next = end === at ? skipBlank(text, end) : end
  return [{ offset: tag.offset, length: next - tag.offset, text: '' }]
}
