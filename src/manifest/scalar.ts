/**
 * The text of scalars. A string stays plain only where every reader a manifest may meet takes it for that
 * string: YAML 1.2 (this console), and YAML 1.1 in its dialects (the Go, Python and Ruby readers behind
 * kubectl, Ansible, Helm), for which `on`, `0777` and `12:30:45` are no strings.
 */

export type Quote = '"' | "'"

export interface ScalarContext {
  /** Inside `{}` or `[]`, where commas, brackets and colons end a plain scalar. */
  readonly flow?: boolean
  /** Quote a string in this style even where it needs none. */
  readonly quote?: Quote | undefined
}

/** One line of YAML for a scalar. Anything that is no JSON scalar is written as its string. */
export function scalarText(value: unknown, { flow = false, quote }: ScalarContext = {}): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  const text = String(value)
  if (quote === undefined && isPlainSafe(text, flow)) return text
  if (quote !== '"' && isPrintable(text) && (quote === "'" || /["\\]/.test(text))) {
    return `'${text.replaceAll("'", "''")}'`
  }
  return doubleQuoted(text)
}

/** Whether a plain scalar with these characters is read as this string by every reader, value and key alike. */
export function isPlainSafe(text: string, flow = false): boolean {
  if (text === '' || !isPrintable(text) || text.includes('\t') || text.trim() !== text) return false
  if (/^[,[\]{}#&*!|>'"%@`]|^[-?:](?: |$)|^(?:---|\.\.\.)/.test(text)) return false
  if (/: | #|:$/.test(text)) return false
  // Older readers end a plain scalar inside brackets at any colon or question mark.
  if (flow && /[,[\]{}:?]/.test(text)) return false
  return !readsAsOther(text)
}

/** Strings of which a literal block or single quotes can hold every character (line endings aside). */
export function isPrintable(text: string): boolean {
  return !text.includes('\n') && !UNPRINTABLE.test(text)
}

/** What YAML cannot hold unescaped, and the breaks that only YAML 1.1 knows. */
export const UNPRINTABLE =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

const OTHER_TYPES: readonly RegExp[] = [
  /^(?:~|null|y|n|yes|no|on|off|true|false|=|<<)$/i,
  /^[-+]?(?:0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+)$/,
  /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.[\d_]+)(?:[eE][-+]?\d+)?$/,
  /^[-+]?\.(?:inf|nan)$/i,
  /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/,
  /^\d{4}-\d\d?-\d\d?(?:[Tt ].*)?$/,
]

function readsAsOther(text: string): boolean {
  return OTHER_TYPES.some((type) => type.test(text))
}

function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  // YAML 1.1 takes a number with an exponent but no point for a string.
  return String(value).replace(/^(-?\d+)e/, '$1.0e')
}
