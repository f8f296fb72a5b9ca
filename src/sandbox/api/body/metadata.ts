/** The types of metadata fields, checked before anything reads them. */
import type { Json, KindInfo } from '../../types.ts'
import { isList, isMap } from '../values.ts'

type Type = 'string' | 'int64' | 'map[string]string' | '[]string' | '[]map' | 'Time'

const types: Readonly<Record<string, Type>> = {
  name: 'string',
  generateName: 'string',
  namespace: 'string',
  selfLink: 'string',
  uid: 'string',
  resourceVersion: 'string',
  generation: 'int64',
  deletionGracePeriodSeconds: 'int64',
  creationTimestamp: 'Time',
  deletionTimestamp: 'Time',
  labels: 'map[string]string',
  annotations: 'map[string]string',
  finalizers: '[]string',
  ownerReferences: '[]map',
  managedFields: '[]map',
}
const goNames: Readonly<Record<string, string>> = {
  ownerReferences: 'v1.OwnerReference',
  managedFields: 'v1.ManagedFieldsEntry',
}

/** Go's complaint about metadata of the wrong shape, or `null`. Custom objects are decoded without a struct around it. */
export function metadataTypeError(kind: KindInfo, metadata: Json | undefined): string | null {
  if (metadata === undefined || metadata === null) return null
  if (!isMap(metadata)) {
    return kind.custom
      ? `json: cannot unmarshal ${goKind(metadata)} into Go value of type v1.ObjectMeta`
      : complaint(metadata, `${kind.kind}.metadata`, 'v1.ObjectMeta')
  }
  for (const [field, value] of Object.entries(metadata)) {
    const type = Object.hasOwn(types, field) ? types[field] : undefined
    if (value === null || type === undefined) continue
    const wrong = mismatch(value, type)
    if (wrong !== undefined) return complaint(wrong.value, `ObjectMeta.metadata.${field}`, wrong.type(field))
  }
  return null
}

interface Mismatch {
  readonly value: Json
  readonly type: (field: string) => string
}

function mismatch(value: Json, type: Type): Mismatch | undefined {
  switch (type) {
    case 'string':
    case 'Time':
      return typeof value === 'string' ? undefined : { value, type: () => 'string' }
    case 'int64':
      return Number.isInteger(value) ? undefined : { value, type: () => 'int64' }
    case 'map[string]string':
      if (!isMap(value)) return { value, type: () => type }
      return firstWrong(
        Object.values(value),
        (item) => typeof item === 'string' || item === null,
        () => 'string',
      )
    case '[]string':
      if (!isList(value)) return { value, type: () => type }
      return firstWrong(
        value,
        (item) => typeof item === 'string' || item === null,
        () => 'string',
      )
    case '[]map':
      if (!isList(value)) return { value, type: (field) => `[]${goNames[field] ?? 'map'}` }
      return firstWrong(
        value,
        (item) => isMap(item) || item === null,
        (field) => goNames[field] ?? 'map',
      )
  }
}

function firstWrong(
  values: readonly Json[],
  fits: (value: Json) => boolean,
  type: (field: string) => string,
): Mismatch | undefined {
  const wrong = values.find((value) => !fits(value))
  return wrong === undefined ? undefined : { value: wrong, type }
}

function complaint(value: Json, path: string, type: string): string {
  return `json: cannot unmarshal ${goKind(value)} into Go struct field ${path} of type ${type}`
}

function goKind(value: Json): string {
  if (isList(value)) return 'array'
  if (isMap(value)) return 'object'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
