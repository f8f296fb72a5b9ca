/** What a schema says of a field, as plain text. */
import type { Path } from './fieldpath.ts'
import type { JsonSchema } from './openapi.ts'
import { asFields, asList, asString, type Fields } from './shape.ts'

/** The description of the field at a path of an object; empty where the schema has none, or no such field. */
export function descriptionAt(schema: JsonSchema, path: Path): string {
  let nodes = wholeOf(schema, schema)
  for (const step of path) {
    const below = nodes.flatMap((node) => {
      const next = stepInto(node, step)
      return next === undefined ? [] : [next]
    })
    nodes = below.flatMap((node) => wholeOf(schema, node))
  }
  return nodes.map((node) => plainOf(asString(node.markdownDescription))).find((text) => text !== '') ?? ''
}

/** A node, what it refers to, and what its conditions add; its own words come first. */
function wholeOf(schema: JsonSchema, node: Fields, seen: ReadonlySet<Fields> = new Set()): readonly Fields[] {
  if (seen.has(node)) return []
  const around = new Set([...seen, node])
  const reference = asString(node.$ref).replace('#/definitions/', '')
  const target = reference === '' ? [] : [asFields(asFields(schema.definitions)[reference])]
  const added = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => asList(node[key]).map(asFields))
  return [node, ...[...target, ...added].flatMap((each) => wholeOf(schema, each, around))]
}

function stepInto(node: Fields, step: string | number): Fields | undefined {
  if (typeof step === 'number') return 'items' in node ? asFields(node.items) : undefined
  const properties = asFields(node.properties)
  if (Object.hasOwn(properties, step)) return asFields(properties[step])
  const others = node.additionalProperties
  return typeof others === 'object' ? asFields(others) : undefined
}

/** The words as they were before they were made Markdown, and without the type above them. */
function plainOf(markdown: string): string {
  const [first = '', ...rest] = markdown.split('\n\n')
  const words = /^`[^`]*`(?: = `[^`]*`)?$/.test(first) ? rest.join('\n\n') : markdown
  return words
    .split(/(```[\s\S]*?```|`[^`\n]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\\([\\_[\]<>#*])/g, '$1')))
    .join('')
    .trim()
}

/** The first sentence of a text, its line breaks made spaces. */
export function firstSentence(text: string): string {
  const [paragraph = ''] = text.split(/\n\s*\n/)
  const line = paragraph.replace(/\s+/g, ' ').trim()
  for (const { index } of line.matchAll(/[.!?](?= )/g)) {
    const sentence = line.slice(0, index + 1)
    if (!/(?:^|[ (])(?:e\.g|i\.e|etc|vs|cf|[A-Z])\.$/i.test(sentence)) return sentence
  }
  return line
}
