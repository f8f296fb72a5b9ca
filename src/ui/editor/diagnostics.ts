/** What the language service says about a text, in our words and severities, with what would mend it. */
import { alike } from '../../manifest/alike.ts'
import type { Severity, Text } from '../../manifest/finding.ts'

/** A diagnostic of the language server protocol, as far as it is read here. */
export interface Diagnostic {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number }
    readonly end: { readonly line: number; readonly character: number }
  }
  readonly message: string
  readonly code?: number | string
  readonly source?: string
  readonly data?: { readonly properties?: readonly string[]; readonly values?: readonly unknown[] }
}

export interface Problem {
  readonly about: 'syntax' | 'schema'
  readonly severity: Severity
  readonly text: Text
  /** The field that is missing in the object which is marked. */
  readonly missing?: string
  /** What may stand there instead of the marked text, the likeliest first. */
  readonly replacements: readonly string[]
}

/** How the service names the source of what a schema says; all else is about the syntax. */
const schemaSource = 'yaml-schema'
/** The code for a schema that could not be had: that is said elsewhere, and not at a line. */
const schemaUnresolved = 768

/** The problem, or null where there is none to show. `marked` is the text in the range of the diagnostic. */
export function readDiagnostic(diagnostic: Diagnostic, marked: string): Problem | null {
  if (diagnostic.code === schemaUnresolved) return null
  if (diagnostic.source?.startsWith(schemaSource) !== true) return syntaxProblem(diagnostic)
  const { message, data } = diagnostic
  for (const { pattern, read } of readers) {
    const match = pattern.exec(message)
    if (match !== null) {
      const problem = read(match[1] ?? '', marked, data ?? {})
      return problem === null ? null : { about: 'schema', severity: 'error', replacements: [], ...problem }
    }
  }
  return { about: 'schema', severity: 'error', text: message, replacements: [] }
}

function syntaxProblem({ message }: Diagnostic): Problem | null {
  // An anchor that nothing refers to does no harm.
  if (message.startsWith('Unused anchor')) return null
  return { about: 'syntax', severity: 'error', text: message, replacements: [] }
}

type Read = (
  detail: string,
  marked: string,
  data: NonNullable<Diagnostic['data']>,
) => (Partial<Problem> & Pick<Problem, 'text'>) | null

/** The service's own sentences: it gives no codes for most of them. */
const readers: readonly { readonly pattern: RegExp; readonly read: Read }[] = [
  {
    pattern: /^Property (.*) is not allowed\.$/,
    read: (field, _, { properties = [] }) => {
      const [meant, ...others] = alike(field, properties)
      const replacements = meant === undefined ? [] : [meant, ...others]
      const text =
        meant === undefined
          ? { key: 'ui:problem.unknownField', values: { field } }
          : { key: 'ui:problem.misspelledField', values: { field, meant } }
      return { severity: 'warning', text, replacements }
    },
  },
  {
    pattern: /^Missing property "(.*)"\.$/,
    read: (field) => ({
      severity: 'warning',
      text: { key: 'ui:problem.missingField', values: { field } },
      missing: field,
    }),
  },
  {
    pattern: /^Incorrect type\. Expected (.*)\.$/,
    read: (detail, marked) => {
      if (isUnset(marked)) return null
      const types = detail
        .replace(/^one of /, '')
        .replaceAll('"', '')
        .split(/, | \| /)
      const type = types.filter((each) => each !== 'null').join(', ')
      const replacements = types.flatMap((each) => asType(each, marked))
      return { text: { key: 'ui:problem.wrongType', values: { type } }, replacements }
    },
  },
  {
    pattern: /^(?:Value is not accepted\. Valid values: |Value must be )(.*)\.$/,
    read: (said, marked, { values: allowed = [] }) => {
      if (isUnset(marked)) return null
      const values = allowed.length === 0 ? said : allowed.map((each) => JSON.stringify(each)).join(', ')
      const words = allowed.filter((each) => typeof each === 'string')
      const replacements = [...new Set([...alike(marked, words), ...words])]
      return { text: { key: 'ui:problem.notAllowed', values: { values } }, replacements }
    },
  },
]

/** A key that is just being typed has no value yet, and null is how one says that a field is not set. */
function isUnset(marked: string): boolean {
  return marked === '' || marked === '~' || marked === 'null'
}

/** The marked scalar written so that it has the type: without its quotes, or in quotes. */
function asType(type: string, marked: string): readonly string[] {
  const bare = marked.replace(/^(["'])(.*)\1$/, '$2')
  if (type === 'string') return bare === marked && /^[\w.+-]+$/.test(marked) ? [`"${marked}"`] : []
  if (bare === marked) return []
  if (type === 'integer') return /^-?\d+$/.test(bare) ? [bare] : []
  if (type === 'number') return /^-?\d+(\.\d+)?$/.test(bare) ? [bare] : []
  return type === 'boolean' && /^(true|false)$/i.test(bare) ? [bare.toLowerCase()] : []
}
