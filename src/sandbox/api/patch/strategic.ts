/**
 * Strategic merge patch: a merge patch that knows which lists are maps in disguise.
 * Directives: `$patch: replace|delete|merge`, `$retainKeys`, `$deleteFromPrimitiveList/<field>` and
 * `$setElementOrder/<field>`.
 */
import type { Json, JsonMap } from '../../types.ts'
import { goText } from '../apply/declared.ts'
import { badRequest, internal } from '../errors.ts'
import { type MergeField, mergeFieldOf } from '../mergetypes.ts'
import { fieldOf, isList, isMap, listOf, mapFrom, sameJson, without } from '../values.ts'

const orderPrefix = '$setElementOrder/'
const deletePrefix = '$deleteFromPrimitiveList/'

/** Patches an object of a built-in kind; `kind` names its type. Throws for a broken patch. */
export function applyStrategicPatch(object: JsonMap, patch: Json, kind: string): JsonMap {
  if (!isMap(patch)) {
    const type = isList(patch) ? 'array' : patch === null ? 'null' : typeof patch
    throw badRequest(`json: cannot unmarshal ${type} into Go value of type map[string]interface {}`)
  }
  return mergeMap(object, patch, kind)
}

function mergeMap(original: JsonMap, patch: JsonMap, type: string): JsonMap {
  switch (patch.$patch) {
    case undefined:
    case 'merge':
      break
    case 'replace':
      return without(patch, '$patch')
    case 'delete':
      return {}
    default:
      throw internal(`unknown patch type: ${String(patch.$patch)} in map: ${goText(patch)}`)
  }
  const base = isList(patch.$retainKeys) ? retained(original, patch.$retainKeys) : original
  const merged = new Map(Object.entries(base))
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$')) continue
    const known = fieldOf(base, key)
    // A directive for a map that is not there has nothing to direct.
    if (known === undefined && isMap(value) && value.$patch !== undefined) continue
    if (value === null) merged.delete(key)
    else merged.set(key, mergeField(known, value, patch, key, mergeFieldOf(type, key)))
  }
  deleteValues(merged, patch)
  reorder(merged, patch, type)
  return mapFrom(merged)
}

function retained(original: JsonMap, keys: readonly Json[]): JsonMap {
  return mapFrom(Object.entries(original).filter(([key]) => keys.includes(key)))
}

function mergeField(
  original: Json | undefined,
  patch: Json,
  parent: JsonMap,
  key: string,
  field: MergeField,
): Json {
  if (isMap(patch)) {
    return field.replaces ? stripped(patch) : mergeMap(isMap(original) ? original : {}, patch, field.type)
  }
  if (!isList(patch)) return patch
  if (field.mergeKey !== null) {
    return mergeKeyed(listOf(original), patch, field.mergeKey, field.type)
  }
  if (field.mergesValues || fieldOf(parent, `${deletePrefix}${key}`) !== undefined) {
    const known = listOf(original)
    return [...known, ...patch.filter((item) => !known.some((each) => sameJson(each, item)))]
  }
  return patch
}

/** A patch that becomes the value where there was none: its directives go. */
function stripped(value: JsonMap): JsonMap {
  return mapFrom(Object.entries(value).filter(([key]) => !key.startsWith('$')))
}

function mergeKeyed(
  original: readonly Json[],
  patch: readonly Json[],
  mergeKey: string,
  type: string,
): readonly Json[] {
  if (patch.some((item) => isMap(item) && item.$patch === 'replace')) {
    return patch.filter((item) => !(isMap(item) && item.$patch === 'replace'))
  }
  let merged = [...original]
  const added: Json[] = []
  for (const item of patch) {
    if (!isMap(item)) throw badRequest('unable to find api field in struct for the json field')
    const key = fieldOf(item, mergeKey)
    if (key === undefined) {
      throw internal(`map: ${goText(item)} does not contain declared merge key: ${mergeKey}`)
    }
    const matches = (other: Json) => isMap(other) && sameJson(fieldOf(other, mergeKey), key)
    if (item.$patch === 'delete') {
      merged = merged.filter((other) => !matches(other))
      continue
    }
    const at = merged.findIndex(matches)
    const before = merged[at]
    if (isMap(before)) merged[at] = mergeMap(before, item, type)
    else added.push(mergeMap({}, item, type))
  }
  // The server puts items that the patch brings before those it merely knows.
  return order(
    [...added, ...merged],
    patch.map((item) => (isMap(item) ? fieldOf(item, mergeKey) : item)),
    (item) => (isMap(item) ? fieldOf(item, mergeKey) : item),
  )
}

function deleteValues(merged: Map<string, Json>, patch: JsonMap): void {
  for (const [directive, values] of Object.entries(patch)) {
    if (!directive.startsWith(deletePrefix)) continue
    const key = directive.slice(deletePrefix.length)
    const kept = listOf(merged.get(key)).filter(
      (item) => !listOf(values).some((each) => sameJson(each, item)),
    )
    if (merged.has(key)) merged.set(key, kept)
  }
}

function reorder(merged: Map<string, Json>, patch: JsonMap, type: string): void {
  for (const [directive, wanted] of Object.entries(patch)) {
    if (!directive.startsWith(orderPrefix)) continue
    const key = directive.slice(orderPrefix.length)
    const list = merged.get(key)
    if (!isList(list) || !isList(wanted)) continue
    const { mergeKey } = mergeFieldOf(type, key)
    const identity = (item: Json) => (mergeKey !== null && isMap(item) ? fieldOf(item, mergeKey) : item)
    merged.set(key, order(list, wanted.map(identity), identity))
  }
}

/**
 * Items named in `wanted` come in that order; each other item keeps its place relative to the named
 * items around it.
 */
function order(
  items: readonly Json[],
  wanted: readonly (Json | undefined)[],
  identity: (item: Json) => Json | undefined,
): readonly Json[] {
  const rank = (item: Json) => wanted.findIndex((each) => sameJson(each, identity(item)))
  const named = items.filter((item) => rank(item) >= 0).sort((a, b) => rank(a) - rank(b))
  const others = items.filter((item) => rank(item) < 0)
  const merged: Json[] = []
  while (named.length > 0 && others.length > 0) {
    const [nextNamed, nextOther] = [named[0], others[0]]
    if (nextNamed === undefined || nextOther === undefined) break
    if (items.indexOf(nextOther) < items.indexOf(nextNamed)) merged.push(...others.splice(0, 1))
    else merged.push(...named.splice(0, 1))
  }
  return [...merged, ...named, ...others]
}
