/** Merging an applied configuration into an object, and removing fields from one. */
import type { Json, JsonMap } from '../../types.ts'
import { fieldOf, isList, isMap, mapFrom } from '../values.ts'
import { type FieldSet, fieldStep } from './fieldset.ts'
import type { FieldType } from './fieldtype.ts'
import { itemStep, itemsOf } from './walk.ts'

/** `config` on top of `live`: maps and keyed lists merge, everything atomic is replaced. */
export function mergeApplied(live: JsonMap, config: JsonMap, type: FieldType): JsonMap {
  const merged = new Map(Object.entries(live))
  for (const [name, value] of Object.entries(config)) {
    merged.set(name, mergeValue(fieldOf(live, name), value, type.field(name)))
  }
  return mapFrom(merged)
}

function mergeValue(live: Json | undefined, config: Json, type: FieldType): Json {
  if (isMap(config) && !type.atomicMap) return mergeApplied(isMap(live) ? live : {}, config, type)
  if (isList(config) && type.list !== 'atomic') return mergeItems(isList(live) ? live : [], config, type)
  return config
}

/**
 * Items keep the order of the configuration; items that only the live object has keep their place between
 * the shared ones.
 */
function mergeItems(live: readonly Json[], config: readonly Json[], type: FieldType): readonly Json[] {
  const stepOf = (item: Json) => itemStep(type, item) ?? ''
  const mine = itemsOf(type, live)
  const theirs = itemsOf(type, config)
  const mergeItem = (step: string): Json => {
    const [before, after] = [mine.get(step), theirs.get(step) ?? null]
    return type.list === 'map' ? mergeValue(before, after, type.item) : after
  }
  const shared = [...theirs.keys()].filter((step) => mine.has(step))
  const liveSteps = live.map(stepOf)
  const configSteps = [...theirs.keys()]
  const merged: Json[] = []
  const taken = new Set<string>()
  let next = shared.shift()
  const take = (step: string) => {
    merged.push(mergeItem(step))
    taken.add(step)
    if (next === step) next = shared.shift()
  }
  let [left, right] = [0, 0]
  while (left < liveSteps.length || right < configSteps.length) {
    const [l, r] = [liveSteps[left], configSteps[right]]
    if (l !== undefined && l === r) {
      take(l)
      left += 1
      right += 1
    } else if (l !== undefined && r !== undefined && theirs.has(l) && next !== undefined && next !== l) {
      left += 1
    } else if (l !== undefined && !theirs.has(l)) {
      merged.push(live[left] ?? null)
      left += 1
    } else {
      if (l !== undefined && taken.has(l)) left += 1
      if (r !== undefined) {
        if (!taken.has(r)) take(r)
        right += 1
      } else if (l !== undefined && !taken.has(l)) left += 1
    }
  }
  return merged
}

/**
 * The object without the fields of a set. Maps and lists that lose all their content go as well.
 */
export function removeFields(object: JsonMap, set: FieldSet, type: FieldType): JsonMap {
  if (set.isEmpty) return object
  const kept: [string, Json][] = []
  for (const [name, value] of Object.entries(object)) {
    const step = fieldStep(name)
    if (set.has(step)) continue
    const rest = removeBelow(value, set.below(step), type.field(name))
    if (rest !== undefined) kept.push([name, rest])
  }
  return mapFrom(kept)
}

function removeBelow(value: Json, set: FieldSet, type: FieldType): Json | undefined {
  if (set.isEmpty) return value
  if (isMap(value)) {
    if (type.atomicMap) return undefined
    const rest = removeFields(value, set, type)
    return Object.keys(rest).length === 0 && Object.keys(value).length > 0 ? undefined : rest
  }
  if (!isList(value) || type.list === 'atomic') return value
  const rest = value.flatMap((item): Json[] => {
    const step = itemStep(type, item)
    if (step === null) return [item]
    if (set.has(step)) return []
    const kept = removeBelow(item, set.below(step), type.item)
    return kept === undefined ? [] : [kept]
  })
  return rest.length === 0 && value.length > 0 ? undefined : rest
}
