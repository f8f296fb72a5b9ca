/** Whether an applied configuration has the types that its kind declares: apply refuses it before anything else. */
import type { Json, JsonMap, KindInfo, Schema } from '../../types.ts'
import { fieldOf, isList, isMap } from '../values.ts'
import { type FieldType, objectType } from './fieldtype.ts'

/** What does not fit, worded as the API server's typed objects word it. Metadata is left to its own rules. */
export function undeclared(kind: KindInfo, config: JsonMap): readonly string[] {
  const { schema } = kind
  if (schema === null) return []
  const type = objectType(kind)
  return Object.entries(config).flatMap(([name, value]) =>
    name === 'metadata' ? [] : fieldErrors(schema, type, name, value, ''),
  )
}

const typeMeta = new Set(['apiVersion', 'kind'])

function fieldErrors(
  schema: Schema,
  type: FieldType,
  name: string,
  value: Json,
  path: string,
): readonly string[] {
  const { properties = {}, additionalProperties } = schema
  const at = `${path}.${name}`
  if (Object.hasOwn(properties, name)) {
    return valueErrors(properties[name] ?? {}, type.field(name), value, at)
  }
  if (typeof additionalProperties === 'object') {
    return valueErrors(additionalProperties, type.field(name), value, at)
  }
  const open = additionalProperties === true || schema['x-kubernetes-preserve-unknown-fields'] === true
  return open || (path === '' && typeMeta.has(name)) ? [] : [`${at}: field not declared in schema`]
}

function valueErrors(schema: Schema, type: FieldType, value: Json, path: string): readonly string[] {
  if (value === null) return []
  switch (schema.type) {
    case 'object':
      if (!isMap(value)) return [`${path}: expected map, got &{${goText(value)}}`]
      return Object.entries(value).flatMap(([name, each]) => fieldErrors(schema, type, name, each, path))
    case 'array':
      if (!isList(value)) return [`${path}: expected list, got &{${goText(value)}}`]
      return itemErrors(schema, type, value, path)
    case 'integer':
    case 'number':
      return typeof value === 'number'
        ? []
        : [`${path}: expected numeric (int or float), got ${goKind(value)}`]
    case 'string':
    case 'boolean': {
      const wanted = schema.type === 'string' ? 'string' : 'boolean'
      const loose = schema.format === 'quantity' || schema['x-kubernetes-int-or-string'] === true
      return typeof value === wanted || loose
        ? []
        : [`${path}: expected ${schema.type}, got &value.valueUnstructured{Value:${goText(value)}}`]
    }
    default:
      return []
  }
}

/** Items that have owners of their own are named by their keys, others by their place. */
function itemErrors(schema: Schema, type: FieldType, list: readonly Json[], path: string): readonly string[] {
  const items = schema.items ?? {}
  if (type.list !== 'map') {
    return list.flatMap((item, index) => valueErrors(items, type.item, item, `${path}[${index}]`))
  }
  const seen = new Set<string>()
  return list.flatMap((item) => {
    if (!isMap(item)) return []
    const key = keyText(type, item)
    const repeated = seen.has(key) ? [`${path}: duplicate entries for key ${key}`] : []
    seen.add(key)
    return [...repeated, ...valueErrors(items, type.item, item, `${path}${key}`)]
  })
}

function keyText(type: FieldType, item: JsonMap): string {
  const shown = type.keys.map(({ name, fallback }) => {
    const value = fieldOf(item, name) ?? fallback
    return value === undefined ? '' : `${name}=${JSON.stringify(value)}`
  })
  return `[${shown.filter((each) => each !== '').join(',')}]`
}

/** A value as Go prints it. */
export function goText(value: Json): string {
  if (isList(value)) return `[${value.map(goText).join(' ')}]`
  if (!isMap(value)) return value === null ? '<nil>' : String(value)
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${key}:${goText(value[key] ?? null)}`)
  return `map[${entries.join(' ')}]`
}

function goKind(value: Json): string {
  if (isList(value)) return 'list'
  return isMap(value) ? 'map' : typeof value
}
