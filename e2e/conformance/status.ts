/** A Status that names several causes, whose order the real API server leaves to chance. */
import { isMap } from '../../src/sandbox/rules/schema/schema.ts'

type Fields = Readonly<Record<string, unknown>>

/** Causes sorted, and the message up to where it repeats them; any other object as it is. */
export function comparableStatus(value: Fields): Fields {
  const { kind, details, message, reason } = value
  if (kind !== 'Status' || !isMap(details) || !Array.isArray(details.causes)) return value
  if (details.causes.length < 2) return value
  const causes = details.causes.map((each) => JSON.stringify(each)).sort()
  const short =
    reason === 'Invalid' ? String(message).replace(/(is invalid: )\[[\s\S]*\]$/, '$1<causes>') : message
  return {
    ...value,
    message: short,
    details: { ...details, causes: causes.map((each): unknown => JSON.parse(each)) },
  }
}
