/** What could be typed at a place of a filter: fields, and values that occur. */
import { fieldOf, type QueryField, typedName } from './conditions.ts'
import { quotedValue, type Term, termsOf } from './terms.ts'

/** What occurs in the list, asked for only when somebody types. */
export interface Vocabulary {
  readonly fields: readonly QueryField[]
  readonly namespaces: () => readonly string[]
  readonly keys: (of: 'label' | 'annotation') => readonly string[]
  readonly valuesOf: (of: 'label' | 'annotation', key: string) => readonly string[]
  /** The different texts of a column. */
  readonly texts: (field: string) => readonly string[]
}

export interface Suggestions {
  /** What of the text is replaced. */
  readonly start: number
  readonly end: number
  readonly texts: readonly string[]
}

const shownAtMost = 8
const none: Suggestions = { start: 0, end: 0, texts: [] }

export function suggestionsAt(text: string, caret: number, vocabulary: Vocabulary): Suggestions {
  const term = termsOf(text).find(({ start, end }) => start < caret && caret <= end)
  if (term === undefined) return none
  // What stands behind the caret is replaced with the rest of its term.
  const typed = termsOf(text.slice(term.start, caret))[0]
  if (typed === undefined) return none
  const found = suggestionsFor(typed, vocabulary)
  const texts = found.filter((each) => each !== typed.text).slice(0, shownAtMost)
  return { start: term.start, end: term.end, texts }
}

function suggestionsFor(term: Term, vocabulary: Vocabulary): readonly string[] {
  const { sign, field, operator, value, text } = term
  if (field === null) return fieldsFor(sign, value, vocabulary)
  const name = field.toLowerCase()
  if (operator === ':' && (name === 'label' || name === 'annotation')) {
    return mapSuggestions(`${sign}${name}:`, name, value, vocabulary)
  }
  if (operator !== '=' && operator !== '!=' && operator !== ':') return []
  const head = text.slice(0, term.valueStart - term.start)
  const id = fieldOf(field, vocabulary.fields)
  const values =
    id === null
      ? operator === ':'
        ? []
        : vocabulary.valuesOf('label', field)
      : id === 'namespace'
        ? vocabulary.namespaces()
        : id === 'name' || id === 'age'
          ? []
          : vocabulary.texts(id)
  return like(values, value).map((each) => `${head}${quotedValue(each)}`)
}

function fieldsFor(sign: string, value: string, vocabulary: Vocabulary): readonly string[] {
  if (value === '') return []
  const fields = vocabulary.fields.map((field) => `${typedName(field)}${field.id === 'age' ? '<' : '='}`)
  const all = [...new Set([...fields, 'ns:', 'name:', 'age<', 'label:', 'annotation:', 'is:'])]
  const begun = all.filter((each) => each.startsWith(value.toLowerCase()))
  const keys = value.length < 2 ? [] : like(vocabulary.keys('label'), value).map((key) => `label:${key}=`)
  return [...begun, ...keys].map((each) => `${sign}${each}`)
}

function mapSuggestions(
  head: string,
  of: 'label' | 'annotation',
  typed: string,
  vocabulary: Vocabulary,
): readonly string[] {
  const [, key, operator, value] = /^([^=!]+)(!=|==?)(.*)$/.exec(typed) ?? []
  if (key === undefined || value === undefined) {
    const not = typed.startsWith('!') ? '!' : ''
    return like(vocabulary.keys(of), typed.slice(not.length)).map(
      (each) => `${head}${not}${each}${not === '' ? '=' : ''}`,
    )
  }
  return like(vocabulary.valuesOf(of, key), value).map((each) => `${head}${key}${operator}${each}`)
}

/** Those that begin like it, then those that hold it. */
function like(texts: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase()
  const holding = texts.filter((text) => text !== '' && text.toLowerCase().includes(wanted))
  const begins = (text: string) => text.toLowerCase().startsWith(wanted)
  return [...holding.filter(begins), ...holding.filter((text) => !begins(text))]
}
