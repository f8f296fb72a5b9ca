/** What happens to YAML on its way through web pages, chats and word processors, undone as edits of the text. */

import { parseDocuments } from './documents.ts'
import { applyEdits, type TextEdit } from './edit.ts'
import { lineEnd, lineStart, nextLine } from './lines.ts'
import { stretchFinder } from './stretches.ts'

/** Edits of a text, and how many places they mend. None where there is nothing to mend. */
export interface Mending {
  readonly edits: readonly TextEdit[]
  readonly count: number
}

const NOTHING: Mending = { edits: [], count: 0 }
const SPACES = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/g
const ZERO_WIDTH = /[\u200b\u2060\ufeff]/

/** Unicode spaces become spaces, those without width go; not within quotes or comments, where they do no harm. */
export function unicodeSpaces(text: string): Mending {
  if (!/[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/.test(text)) return NOTHING
  const kindAt = stretchFinder(text)
  const edits = [...text.matchAll(SPACES)].flatMap(({ index, 0: space }) => {
    const isByteOrderMark = index === 0 && space === '\ufeff'
    const kind = kindAt(index)
    if (isByteOrderMark || kind === 'quoted' || kind === 'comment') return []
    return [{ offset: index, length: 1, text: ZERO_WIDTH.test(space) ? '' : ' ' }]
  })
  return { edits, count: edits.length }
}

/** A value, key or item between typographic quotes, which a word processor made of plain ones. */
const SMART_QUOTED =
  /(?<=^[ \t]*|[:\-,?][ \t]+|[[{][ \t]*|,)(?:[“”„‟](?:\\.|[^“”„‟\n\\])*[“”„‟]|[‘’‚‛](?:[‘’‚‛]{2}|[^‘’‚‛\n])*[‘’‚‛])(?=[ \t]*(?:$|\r|[,\]}]|:(?:[ \t\r]|$)|[ \t]#))/gm

/** Typographic quotes become plain ones where they stand as quotes, not within a text. */
export function smartQuotes(text: string): Mending {
  if (!/[‘-‟]/.test(text)) return NOTHING
  const kindAt = stretchFinder(text)
  const found = [...text.matchAll(SMART_QUOTED)].filter(({ index }) => kindAt(index) === null)
  const edits = found.flatMap(({ index, 0: quoted }) =>
    [...quoted.matchAll(/^[‘’‚‛]/.test(quoted) ? /[‘’‚‛]/g : /[“”„‟]/g)].map((quote) => ({
      offset: index + quote.index,
      length: 1,
      text: /[‘’‚‛]/.test(quote[0]) ? "'" : '"',
    })),
  )
  return { edits, count: found.length }
}

/** Tabs before the content of a line become as many spaces each as give the text that reads best. */
export function tabs(text: string): Mending {
  if (!text.includes('\t')) return NOTHING
  const kindAt = stretchFinder(text)
  const indents: { offset: number; indent: string }[] = []
  for (let line = 0; line < text.length; line = nextLine(text, line)) {
    const content = text.slice(line, lineEnd(text, line))
    const indent = /^[ \t]*(?:-[ \t]+)*/.exec(content)?.[0] ?? ''
    if (!indent.includes('\t') || content.trim() === '') continue
    // Behind the spaces of a literal block a tab is part of its text.
    const kind = kindAt(line)
    if (kind === 'quoted' || (kind === 'block' && indent.startsWith(' '))) continue
    indents.push({ offset: line, indent })
  }
  if (indents.length === 0) return NOTHING
  const candidates = [2, 4, 8].map((width) =>
    indents.map(({ offset, indent }) => ({
      offset,
      length: indent.length,
      text: indent.replace(/-[ \t]*\t[ \t]*/g, '- ').replaceAll('\t', ' '.repeat(width)),
    })),
  )
  return { edits: readsBest(text, candidates), count: indents.length }
}

/** The white space that all lines begin with goes, also that which all but the first one begin with. */
export function commonIndent(text: string): Mending {
  const first = /[^\s\ufeff]/.exec(text)?.index
  if (first === undefined) return NOTHING
  const lines: { offset: number; indent: string }[] = []
  for (let line = lineStart(text, first); line < text.length; line = nextLine(text, line)) {
    const content = text.slice(line, lineEnd(text, line))
    if (content.trim() === '') continue
    const indent = /^[ \t]*/.exec(content)?.[0] ?? ''
    if (indent === '' && lines.length > 0) return NOTHING
    lines.push({ offset: line, indent })
  }
  const [opening, ...rest] = lines
  const isLost = opening?.indent === ''
  const width = commonLength((isLost ? rest : lines).map(({ indent }) => indent))
  const edits = (isLost ? rest : lines).map(({ offset }) => ({ offset, length: width, text: '' }))
  // Below a first line that has none, tabs are indentation, to be mended as such.
  if (width === 0 || (isLost && rest.some(({ indent }) => indent.includes('\t')))) return NOTHING
  // A map under its one key looks the same as a text whose first line lost its indent, but can be read.
  return !isLost || readsBest(text, [[], edits]) === edits ? { edits, count: edits.length } : NOTHING
}

function commonLength(indents: readonly string[]): number {
  const [first = '', ...rest] = indents
  return rest.reduce((width, indent) => {
    let common = 0
    while (common < width && indent[common] === first[common]) common += 1
    return common
  }, first.length)
}

/** The lines of a Markdown code fence around the text. */
export function codeFence(text: string): Mending {
  const opening = /^\ufeff?\s*?(^[ \t]*(`{3,}|~{3,})[^`\n]*(?:\n|$))/m.exec(text)
  if (opening === null || text.slice(0, opening.index).trim() !== '') return NOTHING
  const [whole, line = '', marker = ''] = opening
  const start = opening.index + whole.length - line.length
  const closing = new RegExp(`(?:^|\\n)([ \\t]*${marker[0]}{${marker.length},}[ \\t]*)\\s*$`).exec(text)
  const edits = [{ offset: start, length: line.length, text: '' }]
  if (closing?.[1] !== undefined && closing.index + 1 >= start + line.length) {
    const offset = closing.index + (closing[0].startsWith('\n') ? 1 : 0)
    edits.push({ offset, length: text.length - offset, text: '' })
  }
  return { edits, count: 1 }
}

/** Of several ways to mend a text the first of those with the fewest problems. */
function readsBest<T extends readonly TextEdit[]>(
  text: string,
  candidates: readonly T[],
): T | readonly TextEdit[] {
  let best: T | undefined
  let fewest = Number.POSITIVE_INFINITY
  for (const edits of candidates) {
    const { length } = parseDocuments(applyEdits(text, edits)).problems
    if (length < fewest) [best, fewest] = [edits, length]
    if (fewest === 0) break
  }
  return best ?? []
}

/** A rule of dashes (or of `=`, `_`, `*`) is no separator of documents; three dashes are. */
export function rulers(text: string): Mending {
  if (!/^(-{4,}|[=_*]{3,})[ \t]*\r?$/m.test(text)) return NOTHING
  const kindAt = stretchFinder(text)
  const edits = [...text.matchAll(/^(-{4,}|[=_*]{3,})(?=[ \t]*\r?$)/gm)].flatMap(({ index, 0: ruler }) =>
    kindAt(index) === null ? [{ offset: index, length: ruler.length, text: '---' }] : [],
  )
  return { edits, count: edits.length }
}
