/** A request body to the object it describes, with the API server's words for what it cannot read. */
import { apiVersionOf, parseApiVersion } from '../../../k8s/resource.ts'
import type { Json, JsonMap, KindInfo, SandboxObject } from '../../types.ts'
import { builtinKinds } from '../builtin/kinds.ts'
import { badRequest, invalid, unsupportedMediaType } from '../errors.ts'
import { isList, isMap, mapFrom, nameOf, textOf } from '../values.ts'
import { type Parsed, parseJson } from './json.ts'
import { metadataTypeError } from './metadata.ts'
import { parseProtobuf, UnknownMessage } from './protobuf.ts'
import { parseYaml } from './yaml.ts'

export interface Decoded {
  readonly object: SandboxObject
  readonly duplicates: readonly string[]
  /** The body, where it is JSON. */
  readonly text?: string
}

const objectTypes = ['application/json', 'application/yaml']
export const protobufType = 'application/vnd.kubernetes.protobuf'
const decodedTypes = [...objectTypes, protobufType]

/** Decodes the object of a create or update. Throws 400, 415 or 422. */
export function decodeObject(kind: KindInfo, body: Buffer, mediaType: string): Decoded {
  const { value, duplicates } = decodeValue(kind, body, mediaType)
  const object = objectFrom(kind, value, body)
  const isJson = mediaType === '' || mediaType === 'application/json'
  return { object, duplicates, ...(isJson ? { text: body.toString('utf8') } : {}) }
}

function decodeValue(kind: KindInfo, body: Buffer, mediaType: string): Parsed {
  const type = mediaType === '' ? 'application/json' : mediaType
  if (type === protobufType && !kind.custom) return { value: protobufValue(kind, body), duplicates: [] }
  if (!objectTypes.includes(type)) throw unsupportedMediaType(decodedTypes)
  const text = body.toString('utf8')
  try {
    return type === 'application/yaml' ? parseYaml(text) : parseJson(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const why =
      type === 'application/yaml'
        ? error.message
        : `couldn't get version/kind; json parse error: ${error.message}`
    throw unrecognized(kind, why, body)
  }
}

/** Protobuf of the kinds that kubectl creates by itself; clients fall back to JSON for others on 415. */
function protobufValue(kind: KindInfo, body: Buffer): Json {
  try {
    return parseProtobuf(body, kind.kind)
  } catch (error) {
    if (error instanceof UnknownMessage) throw unsupportedMediaType(objectTypes)
    throw error
  }
}

function unrecognized(kind: KindInfo, why: string, body: Buffer): Error {
  return badRequest(
    `the object provided is unrecognized (must be of type ${kind.kind}): ${why} (${summary(body)})`,
  )
}

/** The beginning of a body: as text where it looks like an object, else as hexadecimal. */
function summary(body: Buffer): string {
  if (body.length === 0) return '<empty>'
  const head = body.subarray(0, 30)
  const shown = body[0] === 0x7b ? head.toString('utf8') : head.toString('hex')
  return body.length > 30 ? `${shown} ...` : shown
}

function objectFrom(kind: KindInfo, value: Json, body: Buffer): SandboxObject {
  if (value !== null && !isMap(value)) {
    const type = isList(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
    const struct =
      'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'
    const why = `couldn't get version/kind; json parse error: json: cannot unmarshal ${type} into Go value of type ${struct}`
    throw unrecognized(kind, why, body)
  }
  const object = value ?? {}
  checkType(kind, object, body)
  const error = metadataTypeError(kind, object.metadata)
  if (error !== null) throw cannotBeHandled(kind, error)
  return normalized(kind, object)
}

/** `<Kind> in version "<version>" cannot be handled as a <Kind>: <why>`, for bodies of the wrong types. */
export function cannotBeHandled(kind: KindInfo, why: string): Error {
  return badRequest(
    `${kind.kind} in version ${JSON.stringify(kind.version)} cannot be handled as a ${kind.kind}: ${why}`,
  )
}

function checkType(kind: KindInfo, object: JsonMap, body: Buffer): void {
  const apiVersion = textOf(object.apiVersion)
  const name = textOf(object.kind)
  if (kind.custom) checkCustomType(kind, object, apiVersion, name, body)
  else checkBuiltinType(kind, apiVersion, name, body)
}

function checkCustomType(
  kind: KindInfo,
  object: JsonMap,
  apiVersion: string,
  name: string,
  body: Buffer,
): void {
  const json = JSON.stringify(object)
  if (name === '') throw unrecognized(kind, `Object 'Kind' is missing in '${json}'`, body)
  if (apiVersion === '') throw unrecognized(kind, `Object 'apiVersion' is missing in '${json}'`, body)
  const expected = apiVersionOf(kind)
  if (apiVersion !== expected) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${expected})`,
    )
  }
  if (name === kind.kind) return
  throw invalid(kind.group, name, nameOf(object), [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(name)}: must be ${kind.kind}`,
      field: 'kind',
    },
  ])
}

function checkBuiltinType(kind: KindInfo, apiVersion: string, name: string, body: Buffer): void {
  if (apiVersion.split('/').length > 2) {
    throw unrecognized(kind, `unexpected GroupVersion string: ${apiVersion}`, body)
  }
  const given = apiVersion === '' ? kind : parseApiVersion(apiVersion)
  const kindName = name === '' ? kind.kind : name
  if (given.group === kind.group && given.version === kind.version && kindName === kind.kind) return
  const known = builtinKinds.some(
    (each) => each.group === given.group && each.version === given.version && each.kind === kindName,
  )
  const prefix = `${kindName} in version ${JSON.stringify(given.version)} cannot be handled as a ${kind.kind}`
  throw badRequest(
    known
      ? `${prefix}: converting (${given.version}.${kindName}) to (${internalName(kind.group)}.${kind.kind}): unknown conversion`
      : `${prefix}: no kind ${JSON.stringify(kindName)} is registered for version ${JSON.stringify(
          apiVersionOf(given),
        )} in scheme "pkg/runtime/scheme.go:111"`,
  )
}

function internalName(group: string): string {
  return group === '' ? 'core' : (group.split('.')[0] ?? group)
}

/** The object as Go would hold it: with its type, without nulls and without empty metadata. */
export function normalized(kind: KindInfo, object: JsonMap): SandboxObject {
  const metadata = Object.entries(isMap(object.metadata) ? object.metadata : {}).filter(
    ([, value]) => !isEmpty(value),
  )
  const body = kind.custom ? object : (withoutNulls(object) as JsonMap)
  const head = { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: mapFrom(metadata) }
  return { ...head, ...body, ...head }
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true
  if (isList(value)) return value.length === 0
  return isMap(value) && Object.keys(value).length === 0
}

/** Maps to plain strings, in which a null is an empty string. */
const stringMaps = new Set(['data', 'stringData', 'binaryData', 'labels', 'annotations', 'matchLabels'])

function withoutNulls(value: Json, inStringMap = false): Json {
  if (isList(value)) return value.map((item) => withoutNulls(item))
  if (!isMap(value)) return value
  return mapFrom(
    Object.entries(value).flatMap(([key, item]): (readonly [string, Json])[] => {
      if (item === null) return inStringMap ? [[key, '']] : []
      return [[key, withoutNulls(item, stringMaps.has(key))]]
    }),
  )
}
