/** JSON values that are never changed in place: reading, comparing, and copies with one thing different. */
import type { Json, JsonMap, SandboxObject } from '../types.ts'

export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value)
}

/** The value if it is a map, else an empty one. */
export function mapOf(value: unknown): JsonMap {
  return isMap(value) ? value : {}
}

/** The value if it is a list, else an empty one. */
export function listOf(value: unknown): readonly Json[] {
  return isList(value) ? value : []
}

/** The value if it is a string, else `''`. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Own properties only, so that a field named `constructor` is not found in every object. */
export function fieldOf(map: JsonMap, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}

/** The value at a path of map keys, or `undefined` where a step is missing. */
export function valueAt(root: Json | undefined, path: readonly string[]): Json | undefined {
  let value = root
  for (const step of path) {
    if (!isMap(value)) return undefined
    value = fieldOf(value, step)
  }
  return value
}

/** A copy with `value` at `path`; `undefined` takes the field away. Missing maps on the way are made. */
export function withValueAt(root: JsonMap, path: readonly string[], value: Json | undefined): JsonMap {
  const [step, ...rest] = path
  if (step === undefined) return root
  if (rest.length > 0) {
    const child = fieldOf(root, step)
    if (value === undefined && !isMap(child)) return root
    return withEntry(root, step, withValueAt(mapOf(child), rest, value))
  }
  return value === undefined ? without(root, step) : withEntry(root, step, value)
}

/** A copy with one entry set. Safe for every key, `__proto__` too. */
export function withEntry(map: JsonMap, key: string, value: Json): JsonMap {
  if (key !== '__proto__') return { ...map, [key]: value }
  return mapFrom([...Object.entries(map).filter(([name]) => name !== key), [key, value]])
}

/** As `Object.fromEntries`: defines own properties whatever the key. */
export function mapFrom(entries: Iterable<readonly [string, Json]>): JsonMap {
  return Object.fromEntries(entries)
}

export function without(map: JsonMap, ...keys: readonly string[]): JsonMap {
  if (!keys.some((key) => Object.hasOwn(map, key))) return map
  return mapFrom(Object.entries(map).filter(([key]) => !keys.includes(key)))
}

/** Whether two values are the same JSON; the order of map keys does not matter. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (isList(a)) {
    return isList(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index]))
  }
  if (isMap(a) && isMap(b)) {
    const keys = Object.keys(a)
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
    )
  }
  return false
}

/** JSON with map keys in order, so that equal values have equal texts. */
export function canonicalJson(value: Json): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isMap(value)) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`).join(',')}}`
}

export function nameOf(object: JsonMap): string {
  return textOf(mapOf(object.metadata).name)
}

export function namespaceOf(object: JsonMap): string {
  return textOf(mapOf(object.metadata).namespace)
}

export function versionOf(object: JsonMap): string {
  return textOf(mapOf(object.metadata).resourceVersion)
}

export function uidOf(object: JsonMap): string {
  return textOf(mapOf(object.metadata).uid)
}

export function labelsOf(object: JsonMap): Readonly<Record<string, string>> {
  return mapOf(mapOf(object.metadata).labels) as Readonly<Record<string, string>>
}

/** A copy with metadata entries changed; `undefined` takes an entry away. */
export function withMetadata<T extends JsonMap>(
  object: T,
  changes: Readonly<Record<string, Json | undefined>>,
): T {
  let metadata = mapOf(object.metadata)
  for (const [key, value] of Object.entries(changes)) metadata = withValueAt(metadata, [key], value)
  return { ...object, metadata }
}

/** The object in another version of its kind: versions without conversion differ in `apiVersion` only. */
export function inVersion(object: SandboxObject, apiVersion: string): SandboxObject {
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion }
}

/** Whole seconds, as metav1.Time is written. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}
