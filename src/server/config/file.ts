/** Settings in the configuration file, with the line and column of each. */
import { dirname } from 'node:path'
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml'
import type { Read } from './environment.ts'
import type { Given, Origin, Problem } from './given.ts'
import { nearest } from './nearest.ts'
import { inFile, isSetting, namedSettings, type Settings } from './setting.ts'

interface Reading {
  readonly file: string
  readonly document: Document
  readonly lines: LineCounter
  readonly layer: Map<string, Given>
  readonly problems: Problem[]
  readonly all: Settings
}

export function readConfigFile(file: string, text: string, settings: Settings): Read {
  const lines = new LineCounter()
  // A pretty error quotes the file, which may hold secrets.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const reading: Reading = { file, document, lines, layer: new Map(), problems: [], all: settings }
  for (const { pos, message } of document.errors) {
    const origin = originAt(reading, pos[0])
    reading.problems.push({ key: '', origin, message: `This is not YAML: ${message}.`.replace('..', '.') })
  }
  if (document.errors.length === 0) readMap(reading, document.contents, settings, [])
  return reading
}

function readMap(reading: Reading, node: Node | null, settings: Settings, path: readonly string[]): void {
  if (node === null || (isScalar(node) && node.value === null)) return
  if (!isMap(node)) {
    const names = Object.keys(settings).slice(0, 3).join(', ')
    const message = `This must be a mapping of settings, such as ${names}.`
    reading.problems.push({ key: path.join('.'), origin: originOf(reading, node), message })
    return
  }
  for (const pair of node.items) readPair(reading, pair, settings, path)
}

function readPair(reading: Reading, pair: Pair, settings: Settings, above: readonly string[]): void {
  const name = isScalar(pair.key) ? String(pair.key.value) : ''
  const path = [...above, name]
  const node = isNode(pair.value) ? pair.value : null
  const declared = Object.hasOwn(settings, name) ? settings[name] : undefined
  if (declared !== undefined && !isSetting(declared)) readMap(reading, node, declared, path)
  else if (declared !== undefined || secretOf(settings, name)) give(reading, path, node)
  else reading.problems.push(unknownKey(reading, pair.key, path, settings))
}

/** Whether the name is that of a setting which names the file of a secret. */
function secretOf(settings: Settings, name: string): boolean {
  return Object.entries(settings).some(
    ([key, each]) => isSetting(each) && each.isSecret === true && inFile.key(key) === name,
  )
}

function give(reading: Reading, path: readonly string[], node: Node | null): void {
  const value: unknown = node?.toJS(reading.document) ?? null
  if (node === null || value === null) return
  reading.layer.set(path.join('.'), {
    value,
    origin: originOf(reading, node),
    at: (inner) => originOf(reading, nodeAt(reading.document, [...path, ...inner]) ?? node),
  })
}

/** The node there, or the closest around it. */
function nodeAt(document: Document, path: readonly PropertyKey[]): Node | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node)) return node
  }
  return null
}

function unknownKey(reading: Reading, key: unknown, path: readonly string[], beside: Settings): Problem {
  const name = path.at(-1) ?? ''
  const all = namedSettings(reading.all).map((each) => each.path)
  const elsewhere = all.find((each) => each.at(-1)?.toLowerCase() === name.toLowerCase())
  const near = nearest(name, Object.keys(beside))
  const meant = near === null ? elsewhere?.join('.') : [...path.slice(0, -1), near].join('.')
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
  const origin = originOf(reading, isNode(key) ? key : null)
  return { key: path.join('.'), origin, message: `There is no such setting.${hint}` }
}

function originOf(reading: Reading, node: Node | null): Origin {
  return originAt(reading, node?.range?.[0] ?? 0)
}

function originAt({ file, lines }: Reading, offset: number): Origin {
  const { line, col } = lines.linePos(offset)
  return { from: 'file', file, line, column: col }
}

/** What relative file names in the configuration file are relative to. */
export function folderOf(origin: Origin): string | null {
  return origin.from === 'file' ? dirname(origin.file) : null
}
