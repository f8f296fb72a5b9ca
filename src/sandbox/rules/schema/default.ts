/** Defaults of a structural schema, and what happens to a `null` where none is allowed. */
import type { Schema } from '../../types.ts'
import { type Draft, isMap, schemaOfKey } from './schema.ts'

/** Fills in defaults in place: a `null` that may not be becomes the default, or goes. */
export function applyDefaults(schema: Schema, object: Draft): void {
  dropNulls(object, schema)
  fill(object, schema)
}

function dropNulls(value: unknown, schema: Schema | undefined): void {
  if (Array.isArray(value)) {
    for (const item of value) dropNulls(item, schema?.items)
    return
  }
  if (!isMap(value)) return
  for (const [key, each] of Object.entries(value)) {
    const inner = schemaOfKey(schema, key)
    if (isUnwantedNull(each, inner) && inner?.default === undefined) delete value[key]
    else dropNulls(each, inner)
  }
}

function fill(value: unknown, schema: Schema | undefined): void {
  if (schema === undefined) return
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) {
      if (isUnwantedNull(item, schema.items)) value[at] = copyOfDefault(schema.items)
      fill(value[at], schema.items)
    }
    return
  }
  if (!isMap(value)) return
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    if (property.default === undefined || property.default === null) continue
    if (!Object.hasOwn(value, key) || isUnwantedNull(value[key], property))
      value[key] = copyOfDefault(property)
  }
  for (const [key, each] of Object.entries(value)) {
    const inner = schemaOfKey(schema, key)
    if (isUnwantedNull(each, inner)) value[key] = copyOfDefault(inner)
    fill(value[key], inner)
  }
}

function isUnwantedNull(value: unknown, schema: Schema | undefined): boolean {
  return value === null && schema !== undefined && schema.nullable !== true
}

function copyOfDefault(schema: Schema | undefined): unknown {
  return structuredClone(schema?.default ?? null)
}
