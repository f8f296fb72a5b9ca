/** Types and descriptions of an OpenAPI document in words. */
import { asFields, asList, asString, type Fields } from './shape.ts'

/** `string`, `[]string`, `map[string]string`, `object`, `string or integer`; empty for a value of any type. */
export function typeText(node: Fields): string {
  if (node['x-kubernetes-int-or-string'] === true || node.format === 'int-or-string')
    return 'string or integer'
  const type = asString(node.type)
  if (type === 'array') return `[]${typeText(asFields(node.items)) || 'object'}`
  if (type === 'object') {
    const others = asFields(node.additionalProperties)
    return Object.keys(others).length === 0 ? 'object' : `map[string]${typeText(others) || 'object'}`
  }
  if (type !== '') return type
  return [...asList(node.anyOf), ...asList(node.oneOf)]
    .map((branch) => asString(asFields(branch).type))
    .filter(Boolean)
    .join(' or ')
}

/**
 * A description as Markdown. Descriptions are written for people, many in Markdown and many not: what stands
 * in backticks or begins a list is taken as meant, other signs (`*.example.com`, `my_name`) as themselves.
 */
export function markdownOf(description: string): string {
  return description
    .split(/(```[\s\S]*?```|`[^`\n]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : escaped(part)))
    .join('')
    .trim()
}

function escaped(text: string): string {
  return text
    .replace(/[\\_[\]<>#]/g, '\\$&')
    .replace(/\*/g, (star, at: number) =>
      /(?:^|\n)\s*$/.test(text.slice(0, at)) && text[at + 1] === ' ' ? star : '\\*',
    )
}
