/** What the terms of a filter ask for, given the columns there are. What is not understood is a plain word. */
import { parseDuration, type SizeOperator } from './comparison.ts'
import { type Term, termsOf } from './terms.ts'

/** A column as the language knows it. */
export interface QueryField {
  readonly id: string
  readonly header: string
}

export type Condition = {
  /** The term as it was typed. */
  readonly term: string
  readonly negated: boolean
} & (
  | { readonly type: 'word'; readonly text: string }
  | { readonly type: 'state'; readonly text: string }
  | MapCondition
  | { readonly type: 'equals' | 'contains'; readonly field: string; readonly value: string }
  | {
      readonly type: 'size'
      readonly field: string
      readonly operator: SizeOperator
      readonly value: string
    }
)

/** A condition on labels or annotations; `null`, or `''` as in a term half typed, asks only that the key is there. */
export interface MapCondition {
  readonly type: 'label' | 'annotation'
  readonly key: string
  readonly value: string | null
}

export interface Query {
  readonly conditions: readonly Condition[]
  /** Terms that are still being typed: they ask for nothing yet. */
  readonly unfinished: readonly string[]
}

/** Fields that every object has, whatever its columns. */
const metadataFields: Readonly<Record<string, string>> = {
  ns: 'namespace',
  namespace: 'namespace',
  name: 'name',
  age: 'age',
}

export function parseQuery(text: string, columns: readonly QueryField[]): Query {
  const conditions: Condition[] = []
  const unfinished: string[] = []
  for (const term of termsOf(text)) {
    const condition = conditionOf(term, columns)
    if (condition === null) unfinished.push(term.text)
    else conditions.push(condition)
  }
  return { conditions, unfinished }
}

function conditionOf(term: Term, columns: readonly QueryField[]): Condition | null {
  const { text, sign, field, operator, value } = term
  const negated = sign !== ''
  if (field === null || operator === null) return wordOf(term)
  const own = { term: text, negated: negated !== (operator === '!=') }
  const name = normal(field)
  if (operator === ':' && (name === 'label' || name === 'annotation')) return mapOf(term, name)
  if (operator === ':' && name === 'is') {
    return value === '' ? null : { ...own, type: 'state', text: value.toLowerCase() }
  }
  const id = fieldOf(field, columns)
  if (id === null) {
    if (operator !== '=' && operator !== '!=') return plain(term)
    return { ...own, type: 'label', key: field, value }
  }
  if (value === '') return null
  if (operator === '=' || operator === '!=') return { ...own, type: 'equals', field: id, value }
  if (operator === ':') return { ...own, type: 'contains', field: id, value }
  if (id === 'age' && parseDuration(value) === null) return null
  return { ...own, type: 'size', field: id, operator, value }
}

function wordOf(term: Term): Condition | null {
  const { text, sign, value, quoted } = term
  if (value === '') return null
  if (sign !== '!' || quoted) return plain(term)
  return { term: text, negated: true, type: 'state', text: value.toLowerCase() }
}

function plain({ text, sign, field, value }: Term): Condition {
  const word = field === null ? value : text.slice(sign.length)
  return { term: text, negated: sign !== '', type: 'word', text: word.toLowerCase() }
}

/** `label:key=value`, `label:key!=value`, `label:key`, `label:!key`. */
function mapOf({ text, sign, value }: Term, type: MapCondition['type']): Condition | null {
  const parts = /^(!?)([^=!]+)(?:(!=|==?)(.*))?$/.exec(value)
  if (parts?.[2] === undefined) return null
  const [, not, key, operator, wanted] = parts
  const turns = [sign !== '', not === '!', operator === '!='].filter(Boolean).length
  const unquoted = wanted?.replace(/^"(.*?)"?$/, '$1')
  return { term: text, negated: turns % 2 === 1, type, key, value: unquoted ?? null }
}

/** The id that a typed name stands for: of a column by its id or header, one or many, or of what every object has. */
export function fieldOf(typed: string, columns: readonly QueryField[]): string | null {
  const name = normal(typed)
  const names = [name, `${name}s`, name.replace(/s$/, '')]
  for (const each of names) {
    const column = columns.find(({ id, header }) => normal(id) === each || normal(header) === each)
    if (column !== undefined) return column.id
  }
  return metadataFields[name] ?? null
}

const normal = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, '')

/** How a column is typed. */
export function typedName({ header }: QueryField): string {
  const name = header.toLowerCase().replace(/\s+/g, '')
  return /[=!<>:"]/.test(name) ? `"${header.replaceAll('"', '')}"` : name
}
