/** A YAML text read once: its plain value, its problems, and the nodes with their places in the text. */

import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  Parser,
  visit,
  type YAMLError,
} from 'yaml'
import { messageOf } from '../k8s/shape.ts'
import { lineEnding } from './lines.ts'
import { isPlainMap } from './plain.ts'

/** What keeps a text from being one well-formed YAML map: syntax, duplicate keys, tabs as indentation. */
export interface Problem {
  readonly message: string
  readonly offset: number
  readonly length: number
}

/** A YAML text and what it says. Immutable: an edit makes a new one. */
export interface Manifest {
  readonly text: string
  /** Empty when the first document is a well-formed YAML map. */
  readonly problems: readonly Problem[]
  /**
   * Plain value of the first document, aliases and merge keys resolved; null for an empty document,
   * undefined when it cannot be read. Of duplicate keys the last one counts.
   */
  readonly value: unknown
}

/** The nodes behind a manifest, for the functions of this folder. */
export interface Source {
  readonly text: string
  readonly eol: '\n' | '\r\n'
  readonly document: Document.Parsed<ParsedNode>
  /** The token of the document, absent for a text of white space and comments. */
  readonly token: CST.Document | null
  /** Where the first document ends: the next `---` or `...`, or the end of the text. */
  readonly end: number
  readonly aliases: readonly { readonly alias: Alias; readonly target: Node }[]
  /** Whether an edit may change an anchored value for all that repeat it. */
  readonly changesShared?: true
}

const sources = new WeakMap<Manifest, Source>()

/** Parse a text. Never throws: what is wrong with the text is in `problems`. Only the first document is read. */
export function parseManifest(text: string): Manifest {
  const { document, token } = firstDocument(text)
  const fatal = document.errors.length > 0
  const problems = [
    ...document.errors.map((error) => syntaxProblem(text, error)),
    ...duplicateKeys(document.contents),
  ]
  const aliases = fatal ? [] : aliasesOf(text, document, problems)
  const value = fatal ? undefined : plainValue(document, problems)
  if (problems.length === 0 && !isPlainMap(value)) problems.push(noMap(document, text))
  const manifest = { text, problems, value }
  sources.set(manifest, {
    text,
    eol: lineEnding(text),
    document,
    token,
    end: documentEnd(document, token, text),
    aliases,
  })
  return manifest
}

/** Whether the text goes on after its first document with more than comments. Only the first one is read and edited. */
export function hasMoreDocuments(manifest: Manifest): boolean {
  const rest = manifest.text.slice(sourceOf(manifest).end)
  return rest
    .split(/\r?\n/)
    .some((line) => line.replace(/^(?:---|\.\.\.)(?=\s|$)/, '').replace(/^\s*(?:#.*)?$/, '') !== '')
}

/** Whether an offset lies in the first document of the text, the one that is read and edited. */
export function isInDocument(manifest: Manifest, offset: number): boolean {
  return offset < sourceOf(manifest).end
}

/** The nodes of a manifest that `parseManifest` made; of a copy of one, they are read again. */
export function sourceOf(manifest: Manifest): Source {
  const known = sources.get(manifest)
  if (known !== undefined) return known
  const source = sourceOf(parseManifest(manifest.text))
  sources.set(manifest, source)
  return source
}

/** The nodes of one manifest become those of another; the first is read anew when its nodes are next asked for. */
export function handOver(from: Manifest, to: Manifest, source: Source): void {
  sources.delete(from)
  sources.set(to, source)
}

/** Lines that are read alone; null where they are not well-formed, or more than one value. */
export function readFragment(
  text: string,
): { readonly contents: Node | null; readonly value: unknown } | null {
  const { document } = firstDocument(text)
  if (document.errors.length > 0 || duplicateKeys(document.contents).length > 0) return null
  return { contents: document.contents, value: document.toJS() }
}

function firstDocument(text: string): { document: Document.Parsed<ParsedNode>; token: CST.Document | null } {
  let first: CST.Document | null = null
  function* tokens() {
    for (const token of new Parser().parse(text)) {
      if (token.type === 'document') first ??= token
      yield token
    }
  }
  const composer = new Composer<ParsedNode, true>({
    keepSourceTokens: true,
    merge: true,
    uniqueKeys: false,
    logLevel: 'silent',
  })
  for (const document of composer.compose(tokens(), true, text.length)) return { document, token: first }
  throw new Error('A composer that is told to yields a document for every text')
}

function syntaxProblem(text: string, { message, pos: [start, end] }: YAMLError): Problem {
  const offset = Math.min(start, text.length)
  return { message, offset, length: Math.max(0, Math.min(end, text.length) - offset) }
}

/** The parser's own search compares every key with every other one, which a map of thousands makes felt. */
function duplicateKeys(node: unknown): Problem[] {
  if (isSeq(node)) return node.items.flatMap(duplicateKeys)
  if (!isMap(node)) return []
  const seen = new Set<string>()
  return node.items.flatMap(({ key, value }) => {
    const below = duplicateKeys(value)
    if (!isScalar(key)) return below
    const name = String(key.value)
    if (name === '<<' || !seen.has(name)) {
      seen.add(name)
      return below
    }
    return [{ message: `The key ${name} is there twice: the last one counts`, ...spanOf(key) }, ...below]
  })
}

function aliasesOf(text: string, document: Document, problems: Problem[]): Source['aliases'] {
  if (!text.includes('*')) return []
  const found: { alias: Alias; target: Node }[] = []
  visit(document, {
    Alias(_key, alias) {
      const target = alias.resolve(document)
      if (isNode(target) && !isAlias(target)) found.push({ alias, target })
      else problems.push({ message: `No anchor &${alias.source} stands before this alias`, ...spanOf(alias) })
    },
  })
  return found
}

function spanOf(node: Node): { offset: number; length: number } {
  const [start, end] = node.range ?? [0, 0]
  return { offset: start, length: end - start }
}

function plainValue(document: Document, problems: Problem[]): unknown {
  if (problems.some((problem) => problem.message.startsWith('No anchor'))) return undefined
  try {
    return document.toJS()
  } catch (error) {
    // Merge keys without a map, and aliases nested until they would fill the memory.
    problems.push({ message: messageOf(error), offset: 0, length: 0 })
    return undefined
  }
}

function noMap(document: Document.Parsed<ParsedNode>, text: string): Problem {
  const message =
    document.contents === null || /^\s*$/.test(text)
      ? 'The text is empty: it has to be a map of keys, such as `kind: Service`'
      : 'The text has to be a map of keys, such as `kind: Service`'
  const [start, end] = document.contents?.range ?? [0, 0]
  return { message, offset: start, length: end - start }
}

function documentEnd(
  document: Document.Parsed<ParsedNode>,
  token: CST.Document | null,
  text: string,
): number {
  const from = Math.max(document.contents?.range[1] ?? 0, firstMarkerEnd(token))
  const marker = /^(?:---|\.\.\.)(?=\s|$)/m.exec(text.slice(from))
  return marker === null ? text.length : from + marker.index
}

function firstMarkerEnd(token: CST.Document | null): number {
  const marker = token?.start.findLast((part) => part.type === 'doc-start')
  return marker === undefined ? 0 : marker.offset + marker.source.length
}
