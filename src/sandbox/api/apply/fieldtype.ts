/** What apply needs to know of a field: is a map or list one value, or does each part have an owner? */
import type { Json, KindInfo, Schema } from '../../types.ts'
import { mergeFieldOf, plainField } from '../mergetypes.ts'

export interface FieldType {
  /** A map that has one owner as a whole. */
  readonly atomicMap: boolean
  readonly list: 'atomic' | 'set' | 'map'
  /** Fields that identify an item of a list of type `map`, with the default of those that may be absent. */
  readonly keys: readonly { readonly name: string; readonly fallback: Json | undefined }[]
  /** Whether the type itself names this field; keys of free maps are not named. */
  names(field: string): boolean
  field(name: string): FieldType
  readonly item: FieldType
}

/** Free maps merge by key, lists are one value: what apply assumes of data it knows nothing about. */
const deduced: FieldType = {
  atomicMap: false,
  list: 'atomic',
  keys: [],
  names: () => false,
  field: () => deduced,
  get item() {
    return deduced
  },
}

/** The type of a kind's whole objects. */
export function objectType(kind: KindInfo): FieldType {
  const metadata = builtinType('ObjectMeta', false)
  const body = kind.custom ? schemaType(kind.schema) : builtinType(kind.kind, false)
  return {
    ...body,
    names: (field) => field === 'metadata' || body.names(field),
    field: (name) => (name === 'metadata' ? metadata : body.field(name)),
    get item() {
      return deduced
    },
  }
}

/** Fields of built-in types that are maps with free keys, where values may be maps themselves. */
const freeMaps = new Set([
  'labels',
  'annotations',
  'data',
  'binaryData',
  'stringData',
  'matchLabels',
  'nodeSelector',
])
const keyFallbacks: Readonly<Record<string, Json>> = { protocol: 'TCP' }

const builtinTypes = new Map<string, FieldType>()

/** Types are made once: a large object asks for the same few over and over. */
function remembered(key: string, make: () => FieldType): FieldType {
  const known = builtinTypes.get(key)
  if (known !== undefined) return known
  const type = make()
  builtinTypes.set(key, type)
  return type
}

function builtinType(name: string, free: boolean): FieldType {
  return remembered(`${name} ${free}`, () => ({
    // One reference is one value, wherever it stands.
    atomicMap: name === 'OwnerReference',
    list: 'atomic',
    keys: [],
    names: () => !free,
    field: (field) => builtinField(name, field),
    get item() {
      return builtinType(name, false)
    },
  }))
}

function builtinField(type: string, name: string): FieldType {
  const field = mergeFieldOf(type, name)
  const free = freeMaps.has(name)
  // Names of labels and the like are without end and must not be remembered.
  if (field === plainField) return builtinType('', free)
  return remembered(`${type}.${name}`, () => ({
    ...builtinType(field.type, free),
    // Copied getters would be read at once, and a type may hold itself.
    get item() {
      return builtinType(field.type, false)
    },
    atomicMap: field.atomic,
    list: field.list,
    keys: field.keys.map((key) => ({ name: key, fallback: keyFallbacks[key] })),
  }))
}

const schemaTypes = new WeakMap<Schema, FieldType>()

function schemaType(schema: Schema | null | undefined): FieldType {
  if (schema === null || schema === undefined) return deduced
  const known = schemaTypes.get(schema)
  if (known !== undefined) return known
  const { properties = {}, additionalProperties, items } = schema
  const type: FieldType = {
    atomicMap: schema['x-kubernetes-map-type'] === 'atomic',
    list: schema['x-kubernetes-list-type'] ?? 'atomic',
    keys: (schema['x-kubernetes-list-map-keys'] ?? []).map((name) => ({
      name,
      fallback: items?.properties?.[name]?.default,
    })),
    names: (field) => Object.hasOwn(properties, field),
    field: (name) => {
      if (Object.hasOwn(properties, name)) return schemaType(properties[name])
      return typeof additionalProperties === 'object' ? schemaType(additionalProperties) : deduced
    },
    get item() {
      return schemaType(items)
    },
  }
  schemaTypes.set(schema, type)
  return type
}
