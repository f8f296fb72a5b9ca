/** Words and numbers that somebody typed without quotes and that a YAML reader takes for something else. */

import { isScalar, Scalar } from 'yaml'
import type { Path } from '../k8s/fieldpath.ts'
import type { TextEdit } from './edit.ts'
import { rangeOf } from './layout.ts'
import { scalarText } from './scalar.ts'
import { everySlot } from './sharing.ts'
import { type Manifest, sourceOf } from './source.ts'

/** A scalar typed plain that some reader, YAML 1.1 or 1.2, does not take for the characters that stand there. */
export interface Misreading {
  /** The entry whose value it is, or whose key. */
  readonly path: Path
  readonly isKey: boolean
  /** Where it stands in the text, in UTF-16 code units. */
  readonly range: { readonly offset: number; readonly length: number }
  /** What it is read as, for instance `true` for `on`, `511` for `0777`, `45045` for `12:30:45`. */
  readonly as: string
}

/**
 * All places of the first document that would need quotes to be strings for every reader. `true`, `false`,
 * `null`, and numbers that stand as every reader would write them are what they look like, and are not among
 * them. None for a text that cannot be read.
 */
export function misreadings(manifest: Manifest): readonly Misreading[] {
  if (manifest.value === undefined) return []
  const source = sourceOf(manifest)
  const found: Misreading[] = []
  const check = (node: unknown, path: Path, isKey: boolean) => {
    if (!isScalar(node) || node.type !== Scalar.PLAIN || node.tag !== undefined || !node.range) return
    const [from, to] = rangeOf(node)
    const as = misreadAs(source.text.slice(from, to))
    if (as !== null) found.push({ path, isKey, range: { offset: from, length: to - from }, as })
  }
  for (const { slot, path } of everySlot(source)) {
    if (!slot.merge) check(slot.keyNode, path, true)
    check(slot.node, path, false)
  }
  return found
}

/** The edit that puts quotes around it, so that it is the string that stands there. */
export function quoteMisread({ text }: Manifest, { range: { offset, length } }: Misreading): TextEdit {
  return { offset, length, text: scalarText(text.slice(offset, offset + length), { quote: '"' }) }
}

/** What a reader takes a plain scalar for instead of its characters; null where all agree on them. */
export function misreadAs(text: string): string | null {
  const word = WORDS[text.toLowerCase()]
  if (word !== undefined && /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+|~)$/.test(text)) return word
  if (/^\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d.*)?$/.test(text)) return 'date'
  const number = numberOf(text)
  return number === null || number === text ? null : number
}

const WORDS: Readonly<Record<string, string>> = {
  y: 'true',
  yes: 'true',
  on: 'true',
  n: 'false',
  no: 'false',
  off: 'false',
  '~': 'null',
}

/** The number that a reader sees, in its decimal digits. */
function numberOf(text: string): string | null {
  const sign = text.startsWith('-') ? '-' : ''
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '')
  if (!/^[\d.]/.test(text.replace(/^[-+]/, ''))) return null
  if (/^\.(?:inf|nan)$/i.test(digits)) return sign + digits.slice(1).toLowerCase()
  if (/^0x[\da-f]+$/i.test(digits)) return sign + Number(digits)
  if (/^0b[01]+$/i.test(digits)) return sign + Number(digits)
  if (/^0o[0-7]+$/i.test(digits)) return sign + Number(digits)
  if (/^0[0-7]+$/.test(digits)) return sign + Number.parseInt(digits, 8)
  if (/^\d+(?::[0-5]?\d)+(?:\.\d*)?$/.test(digits)) {
    return sign + digits.split(':').reduce((total, part) => total * 60 + Number(part), 0)
  }
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(digits)) return null
  // An integer of any size keeps its digits.
  return /^[1-9]\d*$/.test(digits) ? sign + digits : sign + Number(digits)
}
