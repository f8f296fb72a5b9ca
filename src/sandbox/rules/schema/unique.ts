/** Lists that are sets or maps: no item, and no key of an item, stands in them twice. */
import type { Schema } from '../../types.ts'
import { child, duplicate, type FieldError, goJson, index, invalid, key } from './messages.ts'
import { type Draft, isMap } from './schema.ts'

export function validateUniqueness(schema: Schema, value: unknown, path = ''): readonly FieldError[] {
  if (Array.isArray(value)) return [...listErrors(schema, value, path), ...itemErrors(schema, value, path)]
  if (!isMap(value)) return []
  return Object.entries(value).flatMap(([name, each]) => {
    const property = schema.properties?.[name]
    if (property !== undefined) return validateUniqueness(property, each, child(path, name))
    const additional = schema.additionalProperties
    return typeof additional === 'object' ? validateUniqueness(additional, each, key(path, name)) : []
  })
}

function itemErrors(schema: Schema, list: readonly unknown[], path: string): readonly FieldError[] {
  const items = schema.items
  return items === undefined
    ? []
    : list.flatMap((item, at) => validateUniqueness(items, item, index(path, at)))
}

function listErrors(schema: Schema, list: readonly unknown[], path: string): readonly FieldError[] {
  if (schema['x-kubernetes-list-type'] === 'set') return repeats(list, path)
  if (schema['x-kubernetes-list-type'] !== 'map') return []
  const stray = list.findIndex((item) => item !== null && !isMap(item))
  if (stray >= 0) {
    return [invalid(index(path, stray), list[stray], 'must be an object for an array of list-type map')]
  }
  const names = schema['x-kubernetes-list-map-keys'] ?? []
  return repeats(
    list.map((item) => keysOf(item, names)),
    path,
  )
}

function keysOf(item: unknown, names: readonly string[]): Draft {
  if (!isMap(item)) return {}
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(item, name)).map((name) => [name, item[name]]),
  )
}

/** A value that comes three times is named once, at its second place. */
function repeats(values: readonly unknown[], path: string): readonly FieldError[] {
  const times = new Map<string, number>()
  return values.flatMap((value, at) => {
    const text = goJson(value)
    const before = times.get(text) ?? 0
    times.set(text, before + 1)
    return before === 1 ? [duplicate(index(path, at), value)] : []
  })
}
