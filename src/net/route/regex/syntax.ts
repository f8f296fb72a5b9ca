/** Patterns as PCRE reads them: those without memory, which one pass over the text can decide. */
import { bothCases, type CharSet, charSet, single } from './charset.ts'
import { readClass } from './class.ts'
import { readEscape } from './escape.ts'
import { Reader, Unfit } from './reader.ts'

export type Assertion = 'start' | 'end' | 'very-end' | 'word-edge' | 'no-word-edge'

export type Node =
  | { readonly type: 'set'; readonly set: CharSet }
  | { readonly type: 'assert'; readonly assertion: Assertion }
  | { readonly type: 'sequence'; readonly parts: readonly Node[] }
  | { readonly type: 'choice'; readonly options: readonly Node[] }
  | { readonly type: 'group'; readonly index: number; readonly body: Node }
  | {
      readonly type: 'repeat'
      readonly body: Node
      readonly min: number
      readonly max: number
      readonly isGreedy: boolean
    }

export interface Syntax {
  readonly root: Node
  readonly groups: number
}

/** Throws `Unfit`, where it is no pattern or one that needs more than a pass. */
export function readSyntax(pattern: string, ignoresCase: boolean): Syntax {
  if (/[^\u0000-\u007f]/.test(pattern)) throw new Unfit('unsupported', 'non-ascii')
  const parser = new Parser(pattern, ignoresCase)
  return parser.whole()
}

const anyChar = charSet((code) => code !== 10)

class Parser extends Reader {
  #ignoresCase: boolean
  #groups = 0
  #depth = 0

  constructor(pattern: string, ignoresCase: boolean) {
    super(pattern)
    this.#ignoresCase = ignoresCase
  }

  whole(): Syntax {
    if (this.take('(?i)')) this.#ignoresCase = true
    const root = this.#choice()
    if (!this.isAtEnd) throw new Unfit('invalid', ')')
    return { root, groups: this.#groups }
  }

  #choice(): Node {
    const options = [this.#sequence()]
    while (this.take('|')) options.push(this.#sequence())
    const [first] = options
    return options.length === 1 && first !== undefined ? first : { type: 'choice', options }
  }

  #sequence(): Node {
    const parts: Node[] = []
    while (!this.isAtEnd && this.peek() !== '|' && this.peek() !== ')') parts.push(this.#repeated())
    return { type: 'sequence', parts }
  }

  #repeated(): Node {
    const body = this.#atom()
    const range = this.#quantifier()
    if (range === null) return body
    if (body.type === 'assert') throw new Unfit('unsupported', 'repeated assertion')
    if (this.peek() === '+') throw new Unfit('unsupported', 'possessive')
    const isGreedy = !this.take('?')
    if (this.#quantifier() !== null) throw new Unfit('invalid', 'nothing to repeat')
    return { type: 'repeat', body, ...range, isGreedy }
  }

  #quantifier(): { readonly min: number; readonly max: number } | null {
    if (this.take('*')) return { min: 0, max: Number.POSITIVE_INFINITY }
    if (this.take('+')) return { min: 1, max: Number.POSITIVE_INFINITY }
    if (this.take('?')) return { min: 0, max: 1 }
    const match = this.takeMatch(/\{(\d{1,5})(,(\d{0,5}))?\}/y)
    if (match === null) {
      if (this.looksAt(/\{,\d+\}/y)) throw new Unfit('unsupported', '{,n}')
      return null
    }
    const [, from = '', comma, to = ''] = match
    const min = Number(from)
    const max = comma === undefined ? min : to === '' ? Number.POSITIVE_INFINITY : Number(to)
    if (max < min) throw new Unfit('invalid', match[0])
    return { min, max }
  }

  #atom(): Node {
    const char = this.next()
    if (char === '(') return this.#group()
    if (char === '[') return { type: 'set', set: readClass(this, this.#ignoresCase) }
    if (char === '.') return { type: 'set', set: anyChar }
    if (char === '^') return { type: 'assert', assertion: 'start' }
    if (char === '$') return { type: 'assert', assertion: 'end' }
    if (char === '\\') return this.#escape()
    if (char === '*' || char === '+' || char === '?') throw new Unfit('invalid', 'nothing to repeat')
    return this.#set(single(char.charCodeAt(0)))
  }

  #set(set: CharSet): Node {
    return { type: 'set', set: this.#ignoresCase ? bothCases(set) : set }
  }

  #escape(): Node {
    if (this.isAtEnd) throw new Unfit('invalid', '\\')
    const char = this.next()
    if (char === 'A') return { type: 'assert', assertion: 'start' }
    if (char === 'Z') return { type: 'assert', assertion: 'end' }
    if (char === 'z') return { type: 'assert', assertion: 'very-end' }
    if (char === 'b') return { type: 'assert', assertion: 'word-edge' }
    if (char === 'B') return { type: 'assert', assertion: 'no-word-edge' }
    return this.#set(readEscape(this, char))
  }

  #group(): Node {
    // Deep nesting is nobody's pattern, and would exhaust the stack.
    this.#depth += 1
    if (this.#depth > 100) throw new Unfit('unsupported', 'nesting')
    const node = this.#inside()
    if (!this.take(')')) throw new Unfit('invalid', '(')
    this.#depth -= 1
    return node
  }

  #inside(): Node {
    const before = this.#ignoresCase
    if (this.peek() === '*') throw new Unfit('unsupported', '(*')
    if (!this.take('?')) return this.#capture()
    if (this.takeMatch(/(?:P?<[A-Za-z_]\w*>|'[A-Za-z_]\w*')/y) !== null) return this.#capture()
    if (this.take('i:')) this.#ignoresCase = true
    else if (!this.take(':')) throw new Unfit('unsupported', `(?${this.peek()}`)
    const body = this.#choice()
    this.#ignoresCase = before
    return body
  }

  #capture(): Node {
    this.#groups += 1
    const index = this.#groups
    return { type: 'group', index, body: this.#choice() }
  }
}
