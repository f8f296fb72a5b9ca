/** Safe looks at values of unknown shape: what a person typed, what an object of any version holds. */

export type Fields = Readonly<Record<string, unknown>>

/** The value if it is a map, else an empty one. */
export function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** The value if it is a list, else an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The value if it is a string, else `''`. */
export function asString(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** What was thrown, in words. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** What a JSON text says; `undefined` where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The string entries of a map; entries of other types are left out. */
export function asStringMap(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(asFields(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(entries)
}
