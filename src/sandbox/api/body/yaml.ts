/** YAML bodies: one document, read the way Kubernetes turns YAML into JSON. */
import { isCollection, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml'
import type { Json } from '../../types.ts'
import { mapFrom } from '../values.ts'
import { depthLimit, type Parsed } from './json.ts'

/** Tags of YAML 1.1 that JSON has no values for; their scalars stay texts. */
const foreignTags = new Set(['timestamp', 'binary', 'omap', 'pairs', 'set', 'intTime', 'floatTime'])

/** Throws `SyntaxError` for what is no YAML, nests too deep, or multiplies by aliases. */
export function parseYaml(text: string): Parsed {
  if (nestsTooDeep(text)) throw new SyntaxError('exceeded max depth')
  try {
    const document = parseDocument(text, {
      schema: 'yaml-1.1',
      merge: true,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
      customTags: (tags) =>
        tags.filter((tag) => !foreignTags.has(typeof tag === 'string' ? tag : (tag.identify?.name ?? ''))),
    })
    const [error] = document.errors
    if (error !== undefined) throw new SyntaxError(`yaml: ${lineOf(text, error.pos[0])}${error.message}`)
    const duplicates: string[] = []
    collectDuplicates(document.contents, '', duplicates, 0)
    return { value: jsonOf(document.toJS({ maxAliasCount: 100 })), duplicates }
  } catch (error) {
    if (error instanceof SyntaxError) throw error
    // Stack overflow in the parser, or too many aliases: both are what the body asked for.
    throw new SyntaxError(`yaml: ${error instanceof Error ? error.message : 'the document cannot be read'}`)
  }
}

/** A bound on the depth from brackets and indentation, before the parser recurses. */
function nestsTooDeep(text: string): boolean {
  let depth = 0
  for (const char of text) {
    if (char === '[' || char === '{') depth += 1
    else if (char === ']' || char === '}') depth -= 1
    if (depth > depthLimit) return true
  }
  return / {2000}|(?:- ){1000}|(?:\? ){1000}/.test(text)
}

function lineOf(text: string, offset: number): string {
  return `line ${text.slice(0, offset).split('\n').length}: `
}

function collectDuplicates(node: unknown, path: string, found: string[], depth: number): void {
  if (!isCollection(node) || depth > depthLimit) return
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      collectDuplicates(item, `${path}[${index}]`, found, depth + 1)
    }
    return
  }
  if (!isMap(node)) return
  const seen = new Set<string>()
  for (const { key, value } of node.items) {
    const name = isScalar(key as Node) ? String((key as { value: unknown }).value) : ''
    const own = path === '' ? name : `${path}.${name}`
    if (seen.has(name)) found.push(own)
    seen.add(name)
    collectDuplicates(value, own, found, depth + 1)
  }
}

function jsonOf(value: unknown, depth = 0): Json {
  if (depth > depthLimit) throw new SyntaxError('exceeded max depth')
  if (Array.isArray(value)) return value.map((item) => jsonOf(item, depth + 1))
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null) return null
  return mapFrom(Object.entries(value).map(([key, item]) => [key, jsonOf(item, depth + 1)] as const))
}
