/** Protobuf bodies, as kubectl's typed clients send them, turned into the JSON they stand for. */
import type { Json, JsonMap } from '../../types.ts'
import { messageTable } from '../builtin/messages.ts'
import { isMap } from '../values.ts'

interface Field {
  readonly name: string
  readonly how: '' | '*' | '%' | '^'
  readonly type: string
}

const messages: ReadonlyMap<string, ReadonlyMap<number, Field>> = new Map(
  messageTable
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...fields] = line.split(' ')
      return [name, new Map(fields.map(fieldOf))]
    }),
)

function fieldOf(text: string): readonly [number, Field] {
  const [, number, name = '', how = '', type = ''] = /^(\d+)=(\w*):([*%^]?)(\w+)$/.exec(text) ?? []
  return [Number(number), { name, how: how as Field['how'], type }]
}

/** A body that cannot be read, or has a field that the table does not know. */
export class UnknownMessage extends Error {}

const magic = Buffer.from('k8s\0')

/**
 * Decodes the envelope (`runtime.Unknown`) and the object in it; `fallback` is its kind where the envelope
 * does not say. Throws `UnknownMessage`.
 */
export function parseProtobuf(body: Buffer, fallback: string): JsonMap {
  if (!body.subarray(0, 4).equals(magic)) throw new UnknownMessage('no Kubernetes protobuf')
  let type: JsonMap = {}
  let raw: Buffer = Buffer.alloc(0)
  for (const { number, bytes } of wireFields(body.subarray(4))) {
    if (number === 1) type = typeOf(bytes)
    if (number === 2) raw = bytes
  }
  const kind = typeof type.kind === 'string' && type.kind !== '' ? type.kind : fallback
  return { ...type, ...decode(raw, kind, 0) }
}

function typeOf(bytes: Buffer): JsonMap {
  const type: Record<string, Json> = {}
  for (const { number, bytes: value } of wireFields(bytes)) {
    if (number === 1) type.apiVersion = value.toString('utf8')
    if (number === 2) type.kind = value.toString('utf8')
  }
  return type
}

interface WireField {
  readonly number: number
  readonly bytes: Buffer
  readonly value: number
}

/** The status of a new object says nothing; every kind of the table has it as its field 3. */
const statusNumber = 3
const withStatus = new Set([
  'Namespace',
  'Service',
  'Deployment',
  'Ingress',
  'SelfSubjectAccessReview',
  'SelfSubjectRulesReview',
])

function decode(bytes: Buffer, message: string, depth: number): JsonMap {
  const fields = messages.get(message)
  if (fields === undefined || depth > 30) throw new UnknownMessage(message)
  const object: Record<string, Json> = {}
  for (const wire of wireFields(bytes)) {
    const field = fields.get(wire.number)
    if (field === undefined) {
      const ignored = wire.bytes.length === 0 && wire.value === 0
      const status = withStatus.has(message) && wire.number === statusNumber
      if (ignored || status || (message === 'SelfSubjectReview' && wire.number === 2)) continue
      throw new UnknownMessage(`${message}.${wire.number}`)
    }
    put(object, field, wire, depth)
  }
  return object
}

function put(object: Record<string, Json>, field: Field, wire: WireField, depth: number): void {
  const { name, how, type } = field
  if (how === '^') {
    Object.assign(object, decode(wire.bytes, type, depth + 1))
    return
  }
  if (how === '%') {
    const [key, value] = entryOf(wire.bytes, type, depth)
    const before = object[name]
    object[name] = { ...(isMap(before) ? before : {}), [key]: value }
    return
  }
  const value = decodedValue(wire, type, depth)
  // Strings that are not set travel as empty ones.
  if (value === null || (how === '' && value === '')) return
  if (how !== '*') object[name] = value
  else {
    const before = object[name]
    object[name] = [...(Array.isArray(before) ? before : []), value]
  }
}

function entryOf(bytes: Buffer, type: string, depth: number): readonly [string, Json] {
  let key = ''
  let value: Json = type === 's' || type === 'y' ? '' : {}
  for (const wire of wireFields(bytes)) {
    if (wire.number === 1) key = wire.bytes.toString('utf8')
    if (wire.number === 2) value = decodedValue(wire, type, depth) ?? ''
  }
  return [key, value]
}

function decodedValue(wire: WireField, type: string, depth: number): Json {
  switch (type) {
    case 's':
      return wire.bytes.toString('utf8')
    case 'y':
      return wire.bytes.toString('base64')
    case 'b':
      return wire.value !== 0
    case 'i':
      return wire.value
    case 'Time':
      return timeOf(wire.bytes)
    case 'Quantity':
      return wireFields(wire.bytes)[0]?.bytes.toString('utf8') ?? '0'
    case 'IntOrString':
      return intOrString(wire.bytes)
    default:
      return decode(wire.bytes, type, depth + 1)
  }
}

function timeOf(bytes: Buffer): Json {
  const seconds = wireFields(bytes).find(({ number }) => number === 1)?.value ?? 0
  return seconds > 0 ? `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z` : null
}

function intOrString(bytes: Buffer): Json {
  const fields = wireFields(bytes)
  const isString = fields.find(({ number }) => number === 1)?.value === 1
  if (isString) return fields.find(({ number }) => number === 3)?.bytes.toString('utf8') ?? ''
  return fields.find(({ number }) => number === 2)?.value ?? 0
}

/** The fields of a message as they lie on the wire. */
function wireFields(bytes: Buffer): readonly WireField[] {
  const found: WireField[] = []
  let at = 0
  const varint = (): number => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at]
      if (byte === undefined) throw new UnknownMessage('the body ends early')
      at += 1
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return Number(BigInt.asIntN(64, value))
    }
    throw new UnknownMessage('a number is too long')
  }
  while (at < bytes.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    if (tag % 8 === 0) found.push({ number, bytes: Buffer.alloc(0), value: varint() })
    else if (tag % 8 === 2) {
      const length = varint()
      if (length < 0 || at + length > bytes.length) throw new UnknownMessage('a field ends early')
      found.push({ number, bytes: bytes.subarray(at, at + length), value: 0 })
      at += length
    } else throw new UnknownMessage(`wire type ${tag % 8}`)
  }
  return found
}
