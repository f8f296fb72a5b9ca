/** Escapes in patterns that stand for characters: `\\d`, `\\n`, `\\x41`, `\\.`. */
import { type CharSet, escapedCodes, escapedSets, single } from './charset.ts'
import { type Reader, Unfit } from './reader.ts'

/** What follows a backslash and stands for characters. */
export function readEscape(reader: Reader, char: string): CharSet {
  const set = escapedSets[char]
  if (set !== undefined) return set
  const code = escapedCodes[char]
  if (code !== undefined) return single(code)
  if (char === 'x') {
    const hex = reader.takeMatch(/\{([0-9a-fA-F]{1,2})\}|([0-9a-fA-F]{2})/y)
    const value = Number.parseInt(hex?.[1] ?? hex?.[2] ?? 'x', 16)
    if (value < 128) return single(value)
  }
  if (/[0-9A-Za-z]/.test(char)) throw new Unfit('unsupported', `\\${char}`)
  return single(char.charCodeAt(0))
}
