/** Small looks at structural schemas and at the JSON values they describe. */
import type { Schema } from '../../types.ts'

export type ValidationRule = NonNullable<Schema['x-kubernetes-validations']>[number]

/** A JSON map while it is being prepared: rules change a private copy in place, as the server does. */
export type Draft = Record<string, unknown>

export function isMap(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The schema of a key of a map: its property, or that of additional properties. */
export function schemaOfKey(schema: Schema | undefined, key: string): Schema | undefined {
  if (schema?.properties !== undefined && Object.hasOwn(schema.properties, key)) return schema.properties[key]
  const additional = schema?.additionalProperties
  return typeof additional === 'object' ? additional : undefined
}

/** The names of the types a value may have; an int-or-string has two. */
export function typesOf(schema: Schema): readonly string[] {
  if (schema['x-kubernetes-int-or-string']) return ['integer', 'string']
  return schema.type === undefined ? [] : [schema.type]
}

/** Whether two JSON values are equal; the order of keys does not count. */
export function jsonEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, at) => jsonEqual(item, right[at]))
  }
  if (!isMap(left) || !isMap(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && jsonEqual(left[key], right[key]))
  )
}
