/** Custom resources: their definition's schema is all the server knows about them. */
import { readOnce } from '../../k8s/readonce.ts'
import { asFields, asString, type Fields } from '../../k8s/shape.ts'
import type { KindInfo, Schema, Subresource } from '../types.ts'
import { decodeBuiltin, decoding, dropEmpty, notMetadata } from './builtin/decode.ts'
import { labelErrors } from './builtin/labels.ts'
import { builtinSchema } from './builtin/schemas.ts'
import { dns1123Subdomain } from './builtin/text.ts'
import type { Expressions } from './cel/expressions.ts'
import { validateRules } from './cel/rules.ts'
import { finalizerWarnings, metadataErrors, metadataUpdateErrors } from './metadata.ts'
import { applyDefaults } from './schema/default.ts'
import { child, type FieldError, invalid, noField, required } from './schema/messages.ts'
import { pruneUnknown } from './schema/prune.ts'
import { type Draft, isMap, schemaOfKey } from './schema/schema.ts'
import { validateUniqueness } from './schema/unique.ts'
import { validateSchema } from './schema/validate.ts'

export interface CustomFindings {
  readonly errors: readonly FieldError[]
  readonly warnings: readonly string[]
}

/** Prunes, fills in and checks, in place. Throws a Status for metadata that is none. */
export function prepareCustom(
  kind: KindInfo,
  object: Draft,
  old: Fields | null,
  subresource: Subresource,
  expressions: Expressions | null,
): CustomFindings {
  decodeMetadata(kind, object)
  if (kind.schema !== null) {
    pruneUnknown(kind.schema, object)
    applyDefaults(kind.schema, object)
  }
  return {
    errors: customErrors(kind, object, old, subresource, expressions),
    warnings: finalizerWarnings(asFields(object.metadata), old === null ? null : asFields(old.metadata)),
  }
}

const metadataSchema = builtinSchema('', 'v1', 'Namespace')?.properties?.metadata

/** The metadata is a type of Kubernetes even where no schema says so. */
function decodeMetadata(kind: KindInfo, object: Draft): void {
  object.metadata ??= {}
  const { metadata } = object
  decoding(asString(object.kind), kind.version, () => {
    if (!isMap(metadata)) return notMetadata(metadata)
    if (metadataSchema === undefined) return
    decodeBuiltin(metadataSchema, metadata)
    dropEmpty(metadataSchema, metadata)
  })
}

function customErrors(
  kind: KindInfo,
  object: Draft,
  old: Fields | null,
  subresource: Subresource,
  expressions: Expressions | null,
): readonly FieldError[] {
  const { schema } = kind
  if (object.kind !== kind.kind) return [invalid('kind', object.kind, `must be ${kind.kind}`)]
  const metadata = asFields(object.metadata)
  const errors: FieldError[] = [
    ...(old === null
      ? metadataErrors(metadata, dns1123Subdomain, kind.namespaced)
      : metadataUpdateErrors(metadata, asFields(old.metadata))),
  ]
  if (schema !== null) errors.push(...ownSchemaErrors(schema, object, old, subresource))
  errors.push(...scaleErrors(kind, object, subresource))
  if (schema === null) return errors
  errors.push(...embeddedErrors(schema, object, ''))
  if (old === null || validateUniqueness(schema, old).length === 0) {
    errors.push(...validateUniqueness(schema, object))
  }
  if (expressions === null || !hasRules(schema)) return errors
  if (errors.some((error) => blocking.has(error.reason))) {
    const detail =
      'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation'
    return [...errors, invalid(noField, null, detail)]
  }
  return [...errors, ...validateRules(schema, object, old, expressions)]
}

/** A write of the status is checked against the schema of the status alone, with paths below it. */
function ownSchemaErrors(
  schema: Schema,
  object: Draft,
  old: Fields | null,
  subresource: Subresource,
): readonly FieldError[] {
  if (subresource !== 'status') {
    return validateSchema(schema, object, old === null ? undefined : { value: old })
  }
  const status = schemaOfKey(schema, 'status')
  if (status === undefined || object.status === undefined) return []
  const before = old?.status === undefined ? undefined : { value: old.status }
  return validateSchema(status, object.status, before).map((error) => ({
    ...error,
    field: error.field === noField ? noField : child('status', error.field),
  }))
}

/** Errors after which rules might only stumble over what is known to be wrong. */
const blocking = new Set([
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
])

const hasRules = readOnce((schema: Schema) => JSON.stringify(schema).includes('"x-kubernetes-validations"'))

function scaleErrors(kind: KindInfo, object: Draft, subresource: Subresource): readonly FieldError[] {
  const { scale } = kind.subresources
  if (scale === null) return []
  const paths = subresource === 'status' ? [] : [scale.specReplicasPath]
  return [...paths, scale.statusReplicasPath].flatMap((path) => {
    const steps = path.replace(/^\./, '').split('.')
    let value: unknown = object
    for (const step of steps) {
      if (!isMap(value)) return [notAccessible(path, value, 'map[string]interface{}')]
      if (value[step] === undefined || value[step] === null) return []
      value = value[step]
    }
    if (typeof value !== 'number' || !Number.isInteger(value)) return [notAccessible(path, value, 'int64')]
    if (value < 0) return [invalid(path, value, 'should be a non-negative integer')]
    return value > 2147483647 ? [invalid(path, value, 'should be less than or equal to 2147483647')] : []
  })
}

function notAccessible(path: string, value: unknown, expected: string): FieldError {
  const actual = `${goText(value)} is of the type ${goTypeOf(value)}`
  return invalid(path, 0, `${path} accessor error: ${actual}, expected ${expected}`)
}

function goText(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(goText).join(' ')}]` : String(value)
}

function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

/** Whole objects inside an object name their type, and their metadata follows the rules of metadata. */
function embeddedErrors(schema: Schema, value: unknown, path: string): readonly FieldError[] {
  if (Array.isArray(value)) {
    const items = schema.items
    return items === undefined
      ? []
      : value.flatMap((item, at) => embeddedErrors(items, item, `${path}[${at}]`))
  }
  if (!isMap(value)) return []
  const errors: FieldError[] = []
  if (schema['x-kubernetes-embedded-resource']) {
    for (const name of ['apiVersion', 'kind']) {
      if (!Object.hasOwn(value, name)) errors.push(required(child(path, name)))
      else if (value[name] === '') errors.push(invalid(child(path, name), '', 'must not be empty'))
    }
    const labels = asFields(asFields(value.metadata).labels)
    const texts = Object.entries(labels).map(([key, text]) => [key, asString(text)] as const)
    errors.push(...labelErrors(child(path, 'metadata.labels'), Object.fromEntries(texts)))
  }
  for (const [name, each] of Object.entries(value)) {
    const inner = schemaOfKey(schema, name)
    if (inner !== undefined) errors.push(...embeddedErrors(inner, each, child(path, name)))
  }
  return errors
}
