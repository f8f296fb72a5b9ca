/** Types and descriptions of an OpenAPI document in words. */
import { asFields, asList, asString, type Fields } from './shape.ts'

const referenceTo = '#/components/schemas/'

/** The component that a schema refers to by `$ref`, or by the only member of `allOf` where it has words of its own. */
export function componentName(node: Fields): string | null {
  const [only, ...more] = asList(node.allOf)
  const reference = asString(node.$ref) || (more.length === 0 ? asString(asFields(only).$ref) : '')
  return reference.startsWith(referenceTo) ? reference.slice(referenceTo.length) : null
}

/**
 * `string`, `[]string`, `map[string]string`, `object`, `[]ServicePort`, `string or integer`; empty for a value
 * of any type.
 */
export function typeText(node: Fields): string {
  const name = componentName(node)
  if (name !== null) return name.slice(name.lastIndexOf('.') + 1)
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
