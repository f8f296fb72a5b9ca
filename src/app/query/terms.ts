/** The terms of a filter: where each stands, and what it is made of. What they mean is not known here. */

export type Operator = '=' | '!=' | ':' | '<' | '<=' | '>' | '>='

export interface Term {
  /** As it was typed, and where: `text.slice(start, end)`. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** What turns it around. */
  readonly sign: '' | '-' | '!'
  /** `null` for a word. */
  readonly field: string | null
  readonly operator: Operator | null
  /** Without its quotes. */
  readonly value: string
  readonly quoted: boolean
  /** Where the value begins in the whole text, its quote included. */
  readonly valueStart: number
}

const withField = /^(?:"([^"]+)"|([^=!<>:"]+))(!=|==?|<=|>=|<|>|:)/

export function termsOf(text: string): readonly Term[] {
  return rangesOf(text).map(([start, end]) => termAt(text, start, end))
}

/** A quote holds its spaces together where it begins a term, a field or a value; one that is not closed, to the end. */
function rangesOf(text: string): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = []
  let start = -1
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (quoted) {
      quoted = character !== '"'
      continue
    }
    if (/\s/.test(character)) {
      if (start >= 0) ranges.push([start, at])
      start = -1
      continue
    }
    if (start < 0) start = at
    quoted = character === '"' && /^[-!]?$|[=:<>]$/.test(text.slice(start, at))
  }
  if (start >= 0) ranges.push([start, text.length])
  return ranges
}

function termAt(whole: string, start: number, end: number): Term {
  const text = whole.slice(start, end)
  const sign = /^[-!]/.exec(text)?.[0] === '-' ? '-' : text.startsWith('!') ? '!' : ''
  const body = text.slice(sign.length)
  const named = withField.exec(body)
  const field = named === null ? null : (named[1] ?? named[2] ?? '')
  const operator = named === null ? null : ((named[3] === '==' ? '=' : named[3]) as Operator)
  const raw = named === null ? body : body.slice(named[0].length)
  const quoted = raw.startsWith('"')
  const value = quoted ? raw.slice(1).replace(/"$/, '') : raw
  return { text, start, end, sign, field, operator, value, quoted, valueStart: end - raw.length }
}

/** The value as it has to be typed. */
export function quotedValue(value: string): string {
  return value === '' || /\s|^"/.test(value) ? `"${value.replaceAll('"', '')}"` : value
}
