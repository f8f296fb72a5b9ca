/** YAML text of plain values: in block style as the console writes it, in flow style where the text around is. */

import { isEmpty, isPlainMap, withoutUndefined } from './plain.ts'
import { type Quote, scalarText, UNPRINTABLE } from './scalar.ts'

export interface BlockStyle {
  /** Columns that a map stands further right than the key it belongs to. */
  readonly step: number
  /** Whether a list stands further right than its key (`  - a`) or below it (`- a`). */
  readonly indentSequences: boolean
}

export const CONSOLE_STYLE: BlockStyle = { step: 2, indentSequences: true }

/** Where a block value will stand. */
export interface BlockContext {
  readonly owner: 'document' | 'pair' | 'item'
  /** Column of the key or dash; -1 for a document. */
  readonly column: number
  readonly style: BlockStyle
  /** Column of the value's own lines, where the text there has one already. */
  readonly childColumn?: number | undefined
  /** A map or list may begin on the line of its dash. */
  readonly compact: boolean
  /** Which literal blocks may be used: none, those that end with at most one newline, or all. */
  readonly literals: 'none' | 'closed' | 'all'
  readonly quote?: Quote | undefined
}

/** What stands behind the key or dash (nothing is ''), and the lines below with their full indent. */
export interface BlockText {
  readonly inline: string
  readonly lines: readonly string[]
}

/**
 * Block-style YAML text of a plain value, with a final newline: 2 spaces, keys in the order given, lists
 * indented under their key, strings quoted exactly where a YAML 1.1 or 1.2 reader would misread them,
 * multi-line strings as literal blocks. Entries that are undefined are left out.
 */
export function writeYaml(value: unknown): string {
  const { inline, lines } = blockText(withoutUndefined(value), {
    owner: 'document',
    column: -1,
    style: CONSOLE_STYLE,
    compact: true,
    literals: 'all',
  })
  return [...(inline === '' ? [] : [inline]), ...lines, ''].join('\n')
}

/** A value in block style, for the place that `context` describes. */
export function blockText(value: unknown, context: BlockContext): BlockText {
  if (typeof value === 'string' && fitsLiteral(value, context.literals)) return literalText(value, context)
  if (typeof value !== 'object' || value === null || isEmpty(value)) {
    return { inline: flowText(value, { quote: context.quote, block: true }), lines: [] }
  }
  const column = context.childColumn ?? childColumn(value, context)
  const lines = entryLines(value, { ...context, column })
  if (context.owner !== 'item' || !context.compact) return { inline: '', lines }
  return { inline: lines[0]?.slice(column) ?? '', lines: lines.slice(1) }
}

/** The lines of all entries of a non-empty map or list whose keys or dashes stand at `context.column`. */
export function entryLines(
  value: unknown,
  context: Pick<BlockContext, 'column' | 'style' | 'literals'>,
): string[] {
  const { column, style, literals } = context
  const below = { column, style, literals, compact: true } as const
  const line = (indicator: string, { inline, lines }: BlockText) => [
    `${' '.repeat(column)}${indicator}${inline === '' ? '' : ` ${inline}`}`,
    ...lines,
  ]
  if (Array.isArray(value))
    return value.flatMap((item) => line('-', blockText(item, { ...below, owner: 'item' })))
  return Object.entries(isPlainMap(value) ? value : {}).flatMap(([key, entry]) =>
    line(`${scalarText(key)}:`, blockText(entry, { ...below, owner: 'pair' })),
  )
}

export interface FlowContext {
  /** Only JSON, in a text that is JSON. */
  readonly json?: boolean
  readonly quote?: Quote | undefined
  /** A scalar that stands in block style, where fewer characters need quotes. */
  readonly block?: boolean
}

/** A value on one line: a scalar, or a map or list in brackets. */
export function flowText(value: unknown, { json = false, quote, block = false }: FlowContext = {}): string {
  if (Array.isArray(value)) return `[${value.map((item) => flowText(item, { json })).join(', ')}]`
  if (isPlainMap(value)) {
    return `{${Object.entries(value)
      .map(([key, entry]) => flowPair(key, entry, json))
      .join(', ')}}`
  }
  return scalarText(value, { flow: !block, quote: json ? '"' : quote })
}

/** `key: value` for the inside of braces. */
export function flowPair(key: string, value: unknown, json: boolean): string {
  return `${scalarText(key, { flow: true, quote: json ? '"' : undefined })}: ${flowText(value, { json })}`
}

function childColumn(value: object, { owner, column, style }: BlockContext): number {
  if (owner === 'document') return 0
  if (owner === 'item') return column + 2
  return Array.isArray(value) && !style.indentSequences ? column : column + style.step
}

function fitsLiteral(text: string, allowed: BlockContext['literals']): boolean {
  if (allowed === 'none' || !text.includes('\n') || UNPRINTABLE.test(text)) return false
  if (allowed === 'closed' && text.endsWith('\n\n')) return false
  // A line of nothing but blanks at either end is counted as indent or dropped by some readers.
  const lines = text.replace(/\n+$/, '').split('\n')
  return lines.at(-1)?.trim() !== '' && (lines[0] === '' || lines[0]?.trim() !== '')
}

/** A string as a literal block. `childColumn` is that of the body; it must stand right of `column`. */
export function literalText(
  text: string,
  context: Pick<BlockContext, 'owner' | 'column' | 'style' | 'childColumn'>,
): BlockText {
  const base = Math.max(context.column, 0)
  const column = context.childColumn ?? base + (context.owner === 'item' ? 2 : context.style.step)
  const body = text.replace(/\n$/, '').split('\n')
  const chomping = text.endsWith('\n\n') ? '+' : text.endsWith('\n') ? '' : '-'
  // A body that begins with a space would pass for deeper indent: the header then states the indent.
  const indicator = /^\n* /.test(text) ? String(column - base) : ''
  return {
    inline: `|${indicator}${chomping}`,
    lines: body.map((line) => (line === '' ? '' : ' '.repeat(column) + line)),
  }
}
