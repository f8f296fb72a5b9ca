/** JSON patch (RFC 6902), with the leniency of the API server's library. */
import type { Json, JsonMap } from '../../types.ts'
import { badRequest, unprocessable } from '../errors.ts'
import { fieldOf, isList, isMap, mapFrom, sameJson, without } from '../values.ts'

/** More operations than this in one patch are refused. */
const operationLimit = 10_000

/**
 * Applies a parsed patch. Throws `BadRequest` where it is no list of operations, and the bare 422 of the API
 * server where an operation fails. `replace` of a missing map key adds it, as the server's library does.
 */
export function applyJsonPatch(document: Json, patch: Json): Json {
  if (!isList(patch)) {
    const type = isMap(patch) ? 'object' : typeof patch
    throw badRequest(
      `error decoding patch: json: cannot unmarshal ${type} into Go value of type []handlers.jsonPatchOp`,
    )
  }
  if (patch.length > operationLimit) {
    throw badRequest(
      `The allowed maximum operations in a JSON patch is ${operationLimit}, got ${patch.length}`,
    )
  }
  return patch.reduce<Json>((value, operation) => applyOperation(value, operation), document)
}

function applyOperation(document: Json, operation: Json): Json {
  if (!isMap(operation)) throw unprocessable()
  const path = pointer(operation.path)
  const value = Object.hasOwn(operation, 'value') ? operation.value : undefined
  switch (operation.op) {
    case 'add':
      return change(document, path, value ?? null, 'add')
    case 'replace':
      return change(document, path, value ?? null, 'replace')
    case 'remove':
      return change(document, path, undefined, 'remove')
    case 'test':
      if (!sameJson(lookup(document, path, true) ?? null, value ?? null)) throw unprocessable()
      return document
    case 'copy':
      return change(document, path, lookup(document, pointer(operation.from), false) ?? null, 'add')
    case 'move': {
      const from = pointer(operation.from)
      const moved = lookup(document, from, false) ?? null
      return change(change(document, from, undefined, 'remove'), path, moved, 'add')
    }
    default:
      throw unprocessable()
  }
}

function pointer(value: unknown): readonly string[] {
  if (typeof value !== 'string' || (value !== '' && !value.startsWith('/'))) throw unprocessable()
  return value
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The value at a pointer. A missing last map key is an error unless `lenient`; any other missing step is one. */
function lookup(document: Json, path: readonly string[], lenient: boolean): Json | undefined {
  let value: Json | undefined = document
  for (const [index, step] of path.entries()) {
    if (isList(value)) value = value[indexOf(step, value.length - 1)]
    else if (isMap(value)) value = fieldOf(value, step)
    else throw unprocessable()
    if (value === undefined && !(lenient && index === path.length - 1)) throw unprocessable()
  }
  return value
}

type Change = 'add' | 'replace' | 'remove'

function change(document: Json, path: readonly string[], value: Json | undefined, how: Change): Json {
  const [step, ...rest] = path
  if (step === undefined) {
    if (value === undefined) throw unprocessable()
    return value
  }
  if (isList(document)) return changeList(document, step, rest, value, how)
  if (!isMap(document)) throw unprocessable()
  if (rest.length > 0) {
    const child = fieldOf(document, step)
    if (child === undefined) throw unprocessable()
    return set(document, step, change(child, rest, value, how))
  }
  if (how === 'remove' && !Object.hasOwn(document, step)) throw unprocessable()
  return value === undefined ? without(document, step) : set(document, step, value)
}

function changeList(
  list: readonly Json[],
  step: string,
  rest: readonly string[],
  value: Json | undefined,
  how: Change,
): Json {
  if (rest.length > 0) {
    const index = indexOf(step, list.length - 1)
    return list.map((item, at) => (at === index ? change(item, rest, value, how) : item))
  }
  if (how === 'add')
    return list.toSpliced(step === '-' ? list.length : indexOf(step, list.length), 0, value ?? null)
  const index = indexOf(step, list.length - 1)
  return how === 'remove' ? list.toSpliced(index, 1) : list.with(index, value ?? null)
}

/** A list index of at most `last`; negative ones count from the end, as the server's library allows. */
function indexOf(step: string, last: number): number {
  if (!/^-?\d+$/.test(step)) throw unprocessable()
  const index = Number(step) < 0 ? last + 1 + Number(step) : Number(step)
  if (index < 0 || index > last) throw unprocessable()
  return index
}

function set(map: JsonMap, key: string, value: Json): JsonMap {
  if (key !== '__proto__') return { ...map, [key]: value }
  return mapFrom([...Object.entries(map), [key, value]])
}
