/** A place in a pattern, and what cannot be read there. */

export type UnfitKind = 'invalid' | 'unsupported'

/** A pattern that is none, or that is not evaluated here; `part` is what it was about. */
export class Unfit extends Error {
  readonly kind: UnfitKind
  readonly part: string

  constructor(kind: UnfitKind, part: string) {
    super(`${kind}: ${part}`)
    this.kind = kind
    this.part = part
  }
}

export class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length
  }

  /** `''` at the end. */
  peek(): string {
    return this.#text.charAt(this.#at)
  }

  next(): string {
    const char = this.peek()
    this.#at += 1
    return char
  }

  take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  /** The pattern has to be sticky. */
  takeMatch(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match !== null) this.#at += match[0].length
    return match
  }

  looksAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    return pattern.test(this.#text)
  }
}
