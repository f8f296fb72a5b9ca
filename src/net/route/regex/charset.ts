/** Sets of ASCII characters, which is what patterns are evaluated over. */

/** One byte for each code below 128. */
export type CharSet = Uint8Array

export function charSet(isIn: (code: number) => boolean): CharSet {
  return Uint8Array.from({ length: 128 }, (_, code) => (isIn(code) ? 1 : 0))
}

export const single = (code: number) => charSet((each) => each === code)
export const inverse = (set: CharSet) => charSet((code) => set[code] === 0)

export function unite(into: CharSet, set: CharSet): void {
  for (const [code, isIn] of set.entries()) if (isIn === 1) into[code] = 1
}

/** With every letter also in its other case. */
export function bothCases(set: CharSet): CharSet {
  return charSet((code) => {
    const char = String.fromCharCode(code)
    return (
      set[code] === 1 ||
      set[char.toLowerCase().charCodeAt(0)] === 1 ||
      set[char.toUpperCase().charCodeAt(0)] === 1
    )
  })
}

const matching = (pattern: RegExp) => charSet((code) => pattern.test(String.fromCharCode(code)))

export const digits = matching(/[0-9]/)
export const wordChars = matching(/[0-9A-Za-z_]/)
const spaces = matching(/[ \t\n\v\f\r]/)

/** `\d` and its like, as PCRE has them. */
export const escapedSets: Readonly<Record<string, CharSet>> = {
  d: digits,
  D: inverse(digits),
  w: wordChars,
  W: inverse(wordChars),
  s: spaces,
  S: inverse(spaces),
  h: matching(/[ \t]/),
  H: inverse(matching(/[ \t]/)),
  v: matching(/[\n\v\f\r]/),
  V: inverse(matching(/[\n\v\f\r]/)),
}

/** `[:alpha:]` and its like. */
export const namedSets: Readonly<Record<string, CharSet>> = {
  alpha: matching(/[A-Za-z]/),
  digit: digits,
  alnum: matching(/[0-9A-Za-z]/),
  lower: matching(/[a-z]/),
  upper: matching(/[A-Z]/),
  word: wordChars,
  space: spaces,
  xdigit: matching(/[0-9A-Fa-f]/),
  punct: matching(/[!-/:-@[-`{-~]/),
}

/** `\n` and its like. */
export const escapedCodes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, e: 27, a: 7 }
