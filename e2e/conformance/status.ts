/**
 * A Status that names several causes: the real API server leaves their order to chance, and tells some as
 * often as it has looked.
 */
import { isMap } from '../../src/sandbox/rules/schema/schema.ts'

type Fields = Readonly<Record<string, unknown>>

/** Each cause once and sorted, and the message up to where it repeats them; any other object as it is. */
export function comparableStatus(value: Fields): Fields {
  const { kind, details, message, reason } = value
  if (kind !== 'Status' || !isMap(details) || !Array.isArray(details.causes)) return value
  if (details.causes.length < 2) return value
  const byText = new Map(details.causes.map((each): [string, unknown] => [textOf(each), each]))
  const causes = [...byText.keys()].sort().map((text) => byText.get(text))
  const short =
    reason === 'Invalid' ? String(message).replace(/(is invalid: )\[[\s\S]*\]$/, '$1<causes>') : message
  return {
    ...value,
    message: short,
    details: { ...details, causes },
  }
}

function textOf(cause: unknown): string {
  return isMap(cause) ? [cause.field, cause.reason, cause.message].join('\n') : String(cause)
}
