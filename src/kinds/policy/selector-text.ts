/** A label selector in the short form that kubectl writes and people know: `app=api,tier in (a,b),!debug`. */
import { asFields, asList, asString } from '../../k8s/shape.ts'

/** `''` where it asks for nothing. */
export function selectorText(value: unknown): string {
  const { matchLabels, matchExpressions } = asFields(value)
  const labels = Object.entries(asFields(matchLabels)).map(([key, each]) => `${key}=${String(each)}`)
  return [...labels, ...asList(matchExpressions).map(requirementText)].join(',')
}

function requirementText(value: unknown): string {
  const { key, operator, values } = asFields(value)
  const name = asString(key) || '?'
  const list = `(${asList(values).map(String).join(',')})`
  switch (operator) {
    case 'In':
      return `${name} in ${list}`
    case 'NotIn':
      return `${name} notin ${list}`
    case 'DoesNotExist':
      return `!${name}`
    default:
      return name
  }
}
