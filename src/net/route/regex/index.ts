/**
 * Regular expressions of rules, evaluated so that no pattern can hang: there is no backtracking. Patterns that need
 * it (looking around, references to what was matched, atomic groups) are told apart and not evaluated.
 */
import { type Program, programOf } from './program.ts'
import { Unfit, type UnfitKind } from './reader.ts'
import { run, type Slots } from './run.ts'
import { readSyntax } from './syntax.ts'

export interface Regex {
  readonly program: Program
}

/** `invalid` matches nothing in nginx either; `unsupported` may match there. */
export interface UnfitRegex {
  readonly unfit: UnfitKind
  /** The part it is about. */
  readonly part: string
}

const known = new Map<string, Regex | UnfitRegex>()
const mostKnown = 10_000

export function regexOf(pattern: string, ignoresCase = false): Regex | UnfitRegex {
  const key = `${ignoresCase ? 'i' : ' '}${pattern}`
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= mostKnown) known.clear()
  const compiled = compile(pattern, ignoresCase)
  known.set(key, compiled)
  return compiled
}

function compile(pattern: string, ignoresCase: boolean): Regex | UnfitRegex {
  try {
    return { program: programOf(readSyntax(pattern, ignoresCase)) }
  } catch (thrown) {
    if (thrown instanceof Unfit) return { unfit: thrown.kind, part: thrown.part }
    throw thrown
  }
}

/** More than this many steps are not worth waiting for. */
const mostWork = 20_000_000

/** `unknown` where the text is too long for the pattern, or has characters that nginx sees as several. */
export function search({ program }: Regex, text: string): Slots | null | 'unknown' {
  if (/[^\u0000-\u007f]/.test(text) || program.steps.length * text.length > mostWork) return 'unknown'
  return run(program, text)
}

/** What each group took: the whole first, `''` for those that took no part. */
export function groupsOf(slots: Slots, text: string): readonly string[] {
  return Array.from({ length: slots.length / 2 }, (_, at) =>
    text.slice(Math.max(0, slots[2 * at] ?? 0), Math.max(0, slots[2 * at + 1] ?? 0)),
  )
}
