/**
 * A text of several YAML documents: one manifest for each document that says something, every byte between
 * them kept. Documents end where YAML 1.2 forbids content to go on (`c-forbidden`): at a line that begins
 * with `---` or `...`, whatever stands open before it. So one broken document never swallows the next.
 */

import type { TextEdit } from './edit.ts'
import { lineEnding, nextLine } from './lines.ts'
import { type Manifest, type Problem, parseManifest } from './source.ts'

export interface ManifestDocument {
  /** Where its own text begins in the whole one, in UTF-16 code units. */
  readonly offset: number
  /** Its own text, markers and directives included, as the lens that every edit takes. */
  readonly manifest: Manifest
}

/** A text and its documents. Immutable: an edit makes a new one. */
export interface Documents {
  readonly text: string
  /** In the order of the text; documents that are empty or only comments are passed over. */
  readonly documents: readonly ManifestDocument[]
  /** Those of all documents, with offsets in the whole text. A text that says nothing has none. */
  readonly problems: readonly Problem[]
}

/**
 * Read a text of any number of documents. Never throws. Manifests of `previous` whose text is still there
 * are taken over as they are, so that typing in one document does not read the others again.
 */
export function parseDocuments(text: string, previous: readonly Manifest[] = []): Documents {
  const known = new Map(previous.map((manifest) => [manifest.text, manifest]))
  const documents: ManifestDocument[] = []
  let offset = 0
  for (const piece of splitDocuments(text)) {
    if (saysSomething(piece)) documents.push({ offset, manifest: known.get(piece) ?? parseManifest(piece) })
    offset += piece.length
  }
  const problems = documents.flatMap((document) =>
    document.manifest.problems.map((problem) => ({ ...problem, offset: problem.offset + document.offset })),
  )
  return { text, documents, problems }
}

/** The same, but a text that says nothing is one document that says nothing: there is always one to edit. */
export function atLeastOne(whole: Documents): Documents {
  if (whole.documents.length > 0) return whole
  return { ...whole, documents: [{ offset: 0, manifest: parseManifest(whole.text) }] }
}

/**
 * The whole text with the document at `index` replaced by `manifest`, usually an edit of it; the other
 * documents are the same objects as before. Throws a `RangeError` where there is no such document.
 */
export function withDocument(whole: Documents, index: number, manifest: Manifest): Documents {
  const { text, documents } = whole
  const { offset, manifest: old } = documentAt(whole, index)
  const end = offset + old.text.length
  // What follows begins with a marker, which has to stay the begin of a line.
  const closed = end === text.length || manifest.text.endsWith('\n') ? '' : lineEnding(text)
  const others = documents.map((document) => document.manifest)
  return parseDocuments(text.slice(0, offset) + manifest.text + closed + text.slice(end), [
    ...others,
    manifest,
  ])
}

/** Edits of one document as edits of the whole text. Throws a `RangeError` where there is no such document. */
export function editsInWhole(whole: Documents, index: number, edits: readonly TextEdit[]): TextEdit[] {
  const { offset } = documentAt(whole, index)
  return edits.map((edit) => ({ ...edit, offset: edit.offset + offset }))
}

/** The index of the document at an offset of the whole text; the one before it where none stands there, else -1. */
export function documentIndexAt({ documents }: Documents, offset: number): number {
  return documents.findLastIndex((document) => document.offset <= offset)
}

/** The texts of all documents, empty ones too; joined they are the text. Directives stand with their document. */
export function splitDocuments(text: string): readonly string[] {
  const pieces: string[] = []
  let start = 0
  // Nothing but comments, blank lines and directives so far: a `---` belongs to what comes.
  let opening = true
  let line = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (line < text.length) {
    const next = nextLine(text, line)
    const content = text.slice(line, next)
    const marker = MARKER.exec(content)?.[0]
    if (marker === '---') {
      if (!opening) {
        pieces.push(text.slice(start, line))
        start = line
      }
      opening = false
    } else if (marker === '...') {
      pieces.push(text.slice(start, next))
      start = next
      opening = true
    } else if (opening && !SILENT.test(content)) opening = false
    line = next
  }
  return start < text.length || pieces.length === 0 ? [...pieces, text.slice(start)] : pieces
}

/** Whether a document holds more than markers, directives and comments. */
export function saysSomething(text: string): boolean {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .some((line) => !SILENT.test(line.replace(MARKER, '')))
}

/** One text with the documents of both, those of `more` behind. */
export function joinTexts(text: string, more: string): string {
  if (!saysSomething(text)) return text + more
  const eol = lineEnding(text)
  const end = text.endsWith('\n') ? '' : eol
  // Also a text of one document may begin with a marker, behind comments or directives.
  const marker = OPENS_WITH_MARKER.test(more) ? '' : `---${eol}`
  return text + end + marker + more
}

const MARKER = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/
const OPENS_WITH_MARKER = /^(?:[ \t]*(?:#.*)?\r?\n|%.*\r?\n)*---(?=\s|$)/
const SILENT = /^(?:[ \t\r\n]*(?:#.*)?|%.*)\r?\n?$/

function documentAt({ documents }: Documents, index: number): ManifestDocument {
  const document = documents[index]
  if (document === undefined) throw new RangeError(`The text has no document ${index}`)
  return document
}
