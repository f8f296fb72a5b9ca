/**
 * Unknown fields of an object, and their removal. A resource and every embedded resource keep apiVersion,
 * kind and metadata; the metadata of both is a type of its own with known fields.
 */
import type { Schema } from '../../types.ts'
import { child, index } from './messages.ts'
import { type Draft, isMap, schemaOfKey } from './schema.ts'

const typeMeta = new Set(['apiVersion', 'kind', 'metadata'])

const metadataFields = new Set([
  'annotations',
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'finalizers',
  'generateName',
  'generation',
  'labels',
  'managedFields',
  'name',
  'namespace',
  'ownerReferences',
  'resourceVersion',
  'selfLink',
  'uid',
])

/**
 * The paths of fields the schema does not know in the order they stand in. The object stays as it is. With
 * `typed`, a value of another type is left to whoever decodes it.
 */
export function unknownFieldsOf(schema: Schema, object: unknown, typed = false): readonly string[] {
  const found: string[] = []
  const note: OnUnknown = (_, path) => found.push(path)
  visit(object, { ...schema, 'x-kubernetes-embedded-resource': true }, '', note, typed)
  return found
}

/** Removes what the schema does not know, in place. */
export function pruneUnknown(schema: Schema, object: Draft): void {
  const drop = (parent: Draft, _: string, key: string) => delete parent[key]
  visit(object, { ...schema, 'x-kubernetes-embedded-resource': true }, '', drop)
}

type OnUnknown = (parent: Draft, path: string, key: string) => void

function fits(value: unknown, { items, type, properties, additionalProperties }: Schema): boolean {
  if (Array.isArray(value)) return items !== undefined
  return !isMap(value) || type === 'object' || properties !== undefined || additionalProperties !== undefined
}

function visit(
  value: unknown,
  schema: Schema | undefined,
  path: string,
  onUnknown: OnUnknown,
  typed = false,
): void {
  if (typed && schema !== undefined && !fits(value, schema)) return
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) visit(item, schema?.items, index(path, at), onUnknown, typed)
    return
  }
  if (!isMap(value)) return
  const embedded = schema?.['x-kubernetes-embedded-resource'] === true
  const preserving =
    schema?.['x-kubernetes-preserve-unknown-fields'] === true || schema?.additionalProperties === true
  for (const [key, each] of Object.entries(value)) {
    const at = child(path, key)
    if (embedded && typeMeta.has(key)) {
      if (key === 'metadata') visitMetadata(each, schemaOfKey(schema, key), at, onUnknown)
      continue
    }
    const inner = schemaOfKey(schema, key)
    if (inner !== undefined) visit(each, inner, at, onUnknown, typed)
    else if (!preserving) onUnknown(value, at, key)
  }
}

/** Definitions say nothing of the metadata; built-in kinds spell it out. */
function visitMetadata(
  metadata: unknown,
  schema: Schema | undefined,
  path: string,
  onUnknown: OnUnknown,
): void {
  if (!isMap(metadata)) return
  if (schema?.properties?.ownerReferences !== undefined) {
    visit(metadata, schema, path, onUnknown)
    return
  }
  for (const key of Object.keys(metadata)) {
    if (!metadataFields.has(key)) onUnknown(metadata, child(path, key), key)
  }
}
