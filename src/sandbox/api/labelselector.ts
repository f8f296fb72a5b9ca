/** The text form of label selectors, read as the API server's own lexer reads it. */
import { isLabelValue, isQualifiedKey } from '../../k8s/names.ts'
import { type Labels, matchesSelector } from '../../k8s/selector.ts'
import { badRequest } from './errors.ts'

export type LabelFilter = (labels: Labels) => boolean

const operators = 'in, notin, =, ==, !=, gt, lt'
const letters =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const prefixRule =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const valueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

/** Throws `BadRequest` where the text is no selector. An empty text matches everything. */
export function parseLabelSelector(text: string): LabelFilter {
  const parser = new SelectorParser(tokensOf(text))
  const filters = parser.requirements()
  return (labels) => filters.every((filter) => filter(labels))
}

/** Symbols, and the words between them. */
function tokensOf(text: string): string[] {
  return text.match(/[(),!]=?|==?|[<>]|[^\s(),!=<>]+/g)?.flatMap(splitBang) ?? []
}

/** `(=` and the like are two tokens; only `!=` is one. */
function splitBang(token: string): string[] {
  return token.length === 2 && token[1] === '=' && /[(),]/.test(token) ? [token.slice(0, 1), '='] : [token]
}

const symbols = new Set(['(', ')', ',', '!', '=', '==', '!=', '<', '>'])

/** What is wrong with a key that is wrong. */
function keyFaults(key: string): string {
  const parts = key.split('/')
  if (parts.length > 2) {
    return `a valid label key ${letters} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`
  }
  const name = parts.at(-1) ?? ''
  const prefix = parts.length === 2 ? parts[0] : undefined
  const faults = [
    ...(prefix === '' ? ['prefix part must be non-empty'] : []),
    ...(prefix && !isQualifiedKey(`${prefix}/a`) ? [`prefix part ${prefixRule}`] : []),
    ...(name === '' ? ['name part must be non-empty'] : []),
    ...(name.length > 63 ? ['name part must be no more than 63 bytes'] : []),
    ...(/^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(name) ? [] : [`name part ${letters}`]),
  ]
  return faults.join('; ')
}

class SelectorParser {
  #at = 0

  constructor(readonly tokens: readonly string[]) {}

  requirements(): LabelFilter[] {
    const filters: LabelFilter[] = []
    while (this.#peek() !== '') {
      const token = this.#peek()
      if (symbols.has(token) && token !== '!') {
        throw badRequest(`found '${token}', expected: !, identifier, or 'end of string'`)
      }
      filters.push(this.#requirement())
      const next = this.#next()
      if (next === '') break
      if (next !== ',') throw badRequest(`found '${next}', expected: ',' or 'end of string'`)
      const after = this.#peek()
      if (after === '' || (symbols.has(after) && after !== '!')) {
        throw badRequest(`found '${after}', expected: identifier after ','`)
      }
    }
    return filters
  }

  #requirement(): LabelFilter {
    const negated = this.#peek() === '!'
    if (negated) this.#next()
    const key = this.#next()
    if (key === '' || symbols.has(key)) throw unparsable(`found '${key}', expected: identifier`)
    if (!isQualifiedKey(key))
      throw unparsable(`<nil>: Invalid value: ${JSON.stringify(key)}: ${keyFaults(key)}`)
    if (negated) return (labels) => labels[key] === undefined
    const next = this.#peek()
    if (next === '' || next === ',') return (labels) => labels[key] !== undefined
    return this.#comparison(key, this.#next())
  }

  #comparison(key: string, operator: string): LabelFilter {
    switch (operator) {
      case 'in':
      case '=':
      case '==': {
        const values = checked(key, operator === 'in' ? this.#set() : [this.#value()])
        return (labels) => matchesSelector({ matchExpressions: [{ key, operator: 'In', values }] }, labels)
      }
      case 'notin':
      case '!=': {
        const values = checked(key, operator === 'notin' ? this.#set() : [this.#value()])
        return (labels) => matchesSelector({ matchExpressions: [{ key, operator: 'NotIn', values }] }, labels)
      }
      case '>':
      case '<':
        return ordered(key, operator, this.#value())
      default:
        throw unparsable(`found '${operator}', expected: ${operators}`)
    }
  }

  #set(): string[] {
    const open = this.#next()
    if (open !== '(') throw unparsable(`found '${open}' expected: '('`)
    const values: string[] = []
    for (;;) {
      const token = this.#next()
      if (token === ')' || token === ',') {
        values.push('')
        if (token === ')') return values
        continue
      }
      if (token === '' || symbols.has(token))
        throw unparsable(`found '${token}', expected: ',', ')' or identifier`)
      values.push(token)
      const end = this.#next()
      if (end === ')') return values
      if (end !== ',') throw unparsable(`found '${end}', expected: ',' or ')'`)
    }
  }

  #value(): string {
    const token = this.#peek()
    if (token === '' || token === ',') return ''
    this.#next()
    if (symbols.has(token)) throw unparsable(`found '${token}', expected: identifier`)
    return token
  }

  #peek(): string {
    return this.tokens[this.#at] ?? ''
  }

  #next(): string {
    const token = this.#peek()
    this.#at += 1
    return token
  }
}

function unparsable(why: string): Error {
  return badRequest(`unable to parse requirement: ${why}`)
}

function checked(key: string, values: readonly string[]): readonly string[] {
  const wrong = values.findIndex((value) => !isLabelValue(value))
  if (wrong < 0) return values
  const value = values[wrong] ?? ''
  const why = value.length > 63 ? 'must be no more than 63 bytes' : valueRule
  throw unparsable(`values[${wrong}][${key}]: Invalid value: ${JSON.stringify(value)}: ${why}`)
}

function ordered(key: string, operator: '<' | '>', text: string): LabelFilter {
  if (!/^[+-]?\d+$/.test(text)) {
    const why = "for 'Gt', 'Lt' operators, the value must be an integer"
    throw unparsable(`values[0]: Invalid value: ${JSON.stringify(text)}: ${why}`)
  }
  const bound = BigInt(text)
  return (labels) => {
    const value = labels[key]
    if (value === undefined || !/^[+-]?\d+$/.test(value)) return false
    return operator === '>' ? BigInt(value) > bound : BigInt(value) < bound
  }
}
