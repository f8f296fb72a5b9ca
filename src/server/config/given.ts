/** What somebody set and where; what is wrong with it, in a sentence. */

export type Origin =
  | { readonly from: 'flag' | 'variable'; readonly name: string }
  | { readonly from: 'file'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly from: 'default' }

export interface Given {
  readonly value: unknown
  readonly origin: Origin
  /** Where a part of the value stands. */
  readonly at: (path: readonly PropertyKey[]) => Origin
}

/** What one source gives, by the setting's key, or `<key>File` for the file of a secret. */
export type Layer = ReadonlyMap<string, Given>

export interface Problem {
  /** The setting, as far as it is known which. */
  readonly key: string
  readonly origin: Origin
  readonly message: string
}

export function givenAs(from: 'flag' | 'variable', name: string, value: unknown): Given {
  const origin = { from, name }
  return { value, origin, at: () => origin }
}

export function describeOrigin(origin: Origin): string {
  if (origin.from === 'default') return 'default'
  return origin.from === 'file' ? `${origin.file}:${origin.line}:${origin.column}` : origin.name
}

/** The configuration cannot be used; the message tells all that is wrong, for the person who starts the server. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'

  constructor(readonly problems: readonly Problem[]) {
    super(inOrder(problems).map(describeProblem).join('\n'))
  }
}

const sources = ['flag', 'variable', 'file', 'default'] as const

/** By source, and in the file from top to bottom. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const place = ({ origin }: Problem) => (origin.from === 'file' ? origin.line * 10_000 + origin.column : 0)
  const source = ({ origin }: Problem) => sources.indexOf(origin.from)
  return problems.toSorted((a, b) => source(a) - source(b) || place(a) - place(b))
}

export function describeProblem({ key, origin, message }: Problem): string {
  const place = describeOrigin(origin)
  const where = key === '' || key === place ? place : `${key} (${place})`
  return `${where}: ${message}`
}

/** A value as a sentence shows it. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'A list'
  if (typeof value === 'object' && value !== null) return 'A mapping'
  const text = JSON.stringify(value) ?? 'Nothing'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
