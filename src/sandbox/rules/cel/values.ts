/**
 * JSON values as CEL sees them: whole numbers of integer fields are ints (`bigint`), objects are maps of
 * the fields their schema knows, with names spelled so that an expression can select them.
 */
import type { Schema } from '../../types.ts'
import { isMap } from '../schema/schema.ts'

export type CelInput =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly CelInput[]
  | ReadonlyMap<string, CelInput>

const reserved = new Set(
  'as break const continue else false for function if import in let loop null namespace package return true var void while'.split(
    ' ',
  ),
)

/** `x-y` is selected as `self.x__dash__y`; the words CEL reserves are wrapped in `__`. */
export function escapeName(name: string): string {
  if (reserved.has(name)) return `__${name}__`
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__')
}

/** Of the metadata of a resource, expressions see the name alone. */
const rootFields: Readonly<Record<string, Schema>> = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { type: 'object', properties: { name: { type: 'string' }, generateName: { type: 'string' } } },
}

export function withRootFields(schema: Schema): Schema {
  return { ...schema, type: 'object', properties: { ...schema.properties, ...rootFields } }
}

export function toCel(value: unknown, schema: Schema | undefined): CelInput {
  if (Array.isArray(value)) return value.map((item) => toCel(item, schema?.items))
  if (isMap(value)) return mapToCel(value, schema)
  if (typeof value === 'number') {
    return schema?.type !== 'number' && Number.isInteger(value) ? BigInt(value) : value
  }
  return typeof value === 'string' || typeof value === 'boolean' ? value : null
}

function mapToCel(map: Readonly<Record<string, unknown>>, schema: Schema | undefined): CelInput {
  const { properties, additionalProperties } = schema ?? {}
  if (properties === undefined) {
    const inner = typeof additionalProperties === 'object' ? additionalProperties : undefined
    return new Map(Object.entries(map).map(([name, value]) => [name, toCel(value, inner)]))
  }
  const known = Object.entries(map).filter(([name]) => Object.hasOwn(properties, name))
  return new Map(known.map(([name, value]) => [escapeName(name), toCel(value, properties[name])]))
}
