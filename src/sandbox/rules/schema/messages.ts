/**
 * Field errors as the API server words them: a reason, the path of the field and a message. They become the
 * `causes` of an `Invalid` Status, and clients match on the words, so the words are part of the protocol.
 */

export interface FieldError {
  /** `FieldValueInvalid`, `FieldValueRequired`, ... */
  readonly reason: string
  /** A path such as `spec.ports[0].port`; `<nil>` where the server names none. */
  readonly field: string
  readonly message: string
}

/** Stands for a value that is too long to repeat, or that the server keeps to itself. */
export const omitted: unique symbol = Symbol('omitted')

/** A value in a spelling of its own: the server sometimes shows a struct as it is inside, not as in the API. */
export class Shown {
  constructor(readonly text: string) {}
}

/** A struct with its fields in the order given, as the server shows its own ones. */
export function shownStruct(fields: Readonly<Record<string, unknown>>): Shown {
  const parts = Object.entries(fields).map(([name, value]) => {
    return `${JSON.stringify(name)}:${value instanceof Shown ? value.text : goJson(value)}`
  })
  return new Shown(`{${parts.join(',')}}`)
}

/** The field of an error that belongs to no field. */
export const noField = '<nil>'

export function invalid(field: string, value: unknown, detail: string): FieldError {
  return { reason: 'FieldValueInvalid', field, message: withValue('Invalid value', value, detail) }
}

export function typeInvalid(field: string, value: unknown, detail: string): FieldError {
  return { reason: 'FieldValueTypeInvalid', field, message: withValue('Invalid value', value, detail) }
}

export function required(field: string, detail = ''): FieldError {
  return { reason: 'FieldValueRequired', field, message: withDetail('Required value', detail) }
}

export function forbidden(field: string, detail: string): FieldError {
  return { reason: 'FieldValueForbidden', field, message: withDetail('Forbidden', detail) }
}

export function duplicate(field: string, value: unknown, detail = ''): FieldError {
  return { reason: 'FieldValueDuplicate', field, message: withValue('Duplicate value', value, detail) }
}

export function notFound(field: string, value: unknown): FieldError {
  return { reason: 'FieldValueNotFound', field, message: withValue('Not found', value, '') }
}

/** The supported values come in the order given; the server sorts the sets it builds, and callers do too. */
export function notSupported(field: string, value: unknown, supported: readonly string[]): FieldError {
  const detail = supported.length === 0 ? '' : `supported values: ${supported.map(goQuote).join(', ')}`
  return { reason: 'FieldValueNotSupported', field, message: withValue('Unsupported value', value, detail) }
}

export function tooLong(field: string, max: number, unit: 'byte' | 'character' = 'byte'): FieldError {
  const detail = `may not be more than ${max} ${unit}${max === 1 ? '' : 's'}`
  return { reason: 'FieldValueTooLong', field, message: withDetail('Too long', detail) }
}

export function tooMany(field: string, actual: number, max: number): FieldError {
  const detail = `must have at most ${max} item${max === 1 ? '' : 's'}`
  return { reason: 'FieldValueTooMany', field, message: withValue('Too many', actual, detail) }
}

/** The whole text of a set of errors, as it stands in the message of a Status: equal lines are said once. */
export function aggregate(errors: readonly FieldError[]): string {
  const lines = [...new Set(errors.map((error) => `${error.field}: ${error.message}`))]
  return lines.length === 1 ? (lines[0] ?? '') : `[${lines.join(', ')}]`
}

/** Steps down a field path; the root is `''`. */
export function child(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

export function index(path: string, position: number): string {
  return `${path}[${position}]`
}

/** A key of a map, which may hold dots. */
export function key(path: string, name: string): string {
  return `${path}[${name}]`
}

/** A string in double quotes as Go's `%q` writes it. */
export function goQuote(text: string): string {
  let quoted = '"'
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    const escaped = simpleEscapes[char]
    if (escaped !== undefined) quoted += escaped
    else if (code < 0x20 || code === 0x7f) quoted += `\\x${code.toString(16).padStart(2, '0')}`
    else quoted += char
  }
  return `${quoted}"`
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}

/** A value as Go's JSON encoder writes it: keys sorted, `<`, `>` and `&` escaped. */
export function goJson(value: unknown): string {
  return (JSON.stringify(value, sortKeys) ?? 'null').replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A number as Go's `%v` writes it. */
export function goNumber(value: number): string {
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2')
}

function withValue(text: string, value: unknown, detail: string): string {
  return withDetail(value === omitted ? text : `${text}: ${shown(value)}`, detail)
}

function shown(value: unknown): string {
  if (value instanceof Shown) return value.text
  if (typeof value === 'string') return goQuote(value)
  if (typeof value === 'number') return goNumber(value)
  return goJson(value)
}

function withDetail(text: string, detail: string): string {
  return detail === '' ? text : `${text}: ${detail}`
}
