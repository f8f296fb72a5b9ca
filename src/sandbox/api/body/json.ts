/** JSON as the API server reads it: Go's error messages, and the paths of duplicate fields. */
import type { Json } from '../../types.ts'
import { mapFrom } from '../values.ts'

export interface Parsed {
  readonly value: Json
  /** `spec.ports[0].name` of fields that stand twice in one map; the last one counts. */
  readonly duplicates: readonly string[]
}

/**
 * Where each of some field paths stands in a JSON text: the offset of its last occurrence. For ordering what
 * is said about them; `text` has been parsed before.
 */
export function fieldOffsets(text: string, paths: ReadonlySet<string>): ReadonlyMap<string, number> {
  const parser = new Parser(text, paths)
  parser.document()
  return parser.offsets
}

/** Deeper nesting is refused before anything recurses through it. */
export const depthLimit = 1000

/** Throws `SyntaxError` with the message of Go's decoder. */
export function parseJson(text: string): Parsed {
  const parser = new Parser(text)
  const value = parser.document()
  return { value, duplicates: parser.duplicates }
}

class Parser {
  readonly duplicates: string[] = []
  readonly offsets = new Map<string, number>()
  #at = 0
  #depth = 0

  constructor(
    readonly text: string,
    readonly sought: ReadonlySet<string> = new Set(),
  ) {}

  document(): Json {
    const value = this.#value('')
    this.#space()
    if (this.#at < this.text.length) this.#unexpected('after top-level value')
    return value
  }

  #value(path: string): Json {
    this.#space()
    const char = this.text[this.#at]
    switch (char) {
      case '{':
        return this.#nested(() => this.#map(path))
      case '[':
        return this.#nested(() => this.#list(path))
      case '"':
        return this.#string()
      case 't':
        return this.#literal('true', true)
      case 'f':
        return this.#literal('false', false)
      case 'n':
        return this.#literal('null', null)
      default:
        if (char === '-' || (char !== undefined && char >= '0' && char <= '9')) return this.#number()
        return this.#unexpected('looking for beginning of value')
    }
  }

  #nested(read: () => Json): Json {
    this.#depth += 1
    if (this.#depth > depthLimit) throw new SyntaxError('exceeded max depth')
    this.#at += 1
    const value = read()
    this.#depth -= 1
    return value
  }

  #map(path: string): Json {
    const entries = new Map<string, Json>()
    const told = new Set<string>()
    this.#space()
    if (this.#skip('}')) return {}
    for (;;) {
      this.#space()
      if (this.text[this.#at] !== '"') this.#unexpected('looking for beginning of object key string')
      const key = this.#string()
      this.#space()
      if (!this.#skip(':')) this.#unexpected('after object key')
      const own = path === '' ? key : `${path}.${key}`
      if (this.sought.has(own)) this.offsets.set(own, this.#at)
      const value = this.#value(own)
      if (entries.has(key) && !told.has(key)) {
        told.add(key)
        this.duplicates.push(own)
      }
      entries.set(key, value)
      this.#space()
      if (this.#skip('}')) return mapFrom(entries)
      if (!this.#skip(',')) this.#unexpected('after object key:value pair')
    }
  }

  #list(path: string): Json {
    const items: Json[] = []
    this.#space()
    if (this.#skip(']')) return items
    for (;;) {
      items.push(this.#value(`${path}[${items.length}]`))
      this.#space()
      if (this.#skip(']')) return items
      if (!this.#skip(',')) this.#unexpected('after array element')
    }
  }

  #string(): string {
    const start = this.#at
    this.#at += 1
    for (;;) {
      const char = this.text[this.#at]
      if (char === undefined) return this.#unexpected('')
      if (char === '"') break
      if (char < ' ') this.#unexpected('in string literal')
      if (char === '\\') this.#escape()
      this.#at += 1
    }
    this.#at += 1
    return JSON.parse(this.text.slice(start, this.#at))
  }

  #escape(): void {
    this.#at += 1
    const char = this.text[this.#at] ?? ''
    if (char === 'u') {
      for (let digit = 0; digit < 4; digit += 1) {
        this.#at += 1
        if (!/[0-9a-fA-F]/.test(this.text[this.#at] ?? '')) {
          this.#unexpected('in \\u hexadecimal character escape')
        }
      }
    } else if (!'"\\/bfnrt'.includes(char) || char === '') this.#unexpected('in string escape code')
  }

  #number(): number {
    const match = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(
      this.text.slice(this.#at, this.#at + 400),
    )
    if (match === null) {
      this.#at += 1
      return this.#unexpected('in numeric literal')
    }
    this.#at += match[0].length
    const value = Number(match[0])
    return Number.isFinite(value) ? value : 0
  }

  #literal<T extends Json>(word: string, value: T): T {
    for (const [index, char] of [...word].entries()) {
      if (this.text[this.#at] !== char) {
        this.#unexpected(index === 0 ? '' : `in literal ${word} (expecting '${char}')`)
      }
      this.#at += 1
    }
    return value
  }

  #skip(char: string): boolean {
    if (this.text[this.#at] !== char) return false
    this.#at += 1
    return true
  }

  #space(): void {
    while (' \t\r\n'.includes(this.text[this.#at] ?? 'x')) this.#at += 1
  }

  #unexpected(where: string): never {
    const char = this.text[this.#at]
    if (char === undefined) throw new SyntaxError('unexpected end of JSON input')
    const shown = char === "'" ? "'\\''" : `'${char === '\\' ? '\\\\' : char}'`
    throw new SyntaxError(`invalid character ${shown} ${where}`)
  }
}
