/** Field sets of one object (`fieldsOf`) and of the difference between two (`compare`). */
import type { Json, JsonMap } from '../../types.ts'
import { fieldOf, isList, isMap, sameJson } from '../values.ts'
import { FieldSet, fieldStep, keyStep, valueStep } from './fieldset.ts'
import type { FieldType } from './fieldtype.ts'

/** The step that names an item, or `null` for an item without its keys. */
export function itemStep(type: FieldType, item: Json): string | null {
  if (type.list === 'set') return valueStep(item)
  if (!isMap(item)) return null
  const keys: Record<string, Json> = {}
  for (const { name, fallback } of type.keys) {
    const value = fieldOf(item, name) ?? fallback
    if (value !== undefined) keys[name] = value
  }
  return Object.keys(keys).length === 0 ? null : keyStep(keys)
}

/** Items of a set or keyed list by their steps; the last of equal ones counts. */
export function itemsOf(type: FieldType, list: readonly Json[]): ReadonlyMap<string, Json> {
  const items = new Map<string, Json>()
  for (const item of list) {
    const step = itemStep(type, item)
    if (step !== null) items.set(step, item)
  }
  return items
}

type Entry = [string, { member: boolean; children: FieldSet }]

/** The fields that an applied configuration states. */
export function fieldsOf(value: JsonMap, type: FieldType): FieldSet {
  return FieldSet.of(
    Object.entries(value).map(([name, child]): Entry => {
      const childType = type.field(name)
      const children = childrenOf(child, childType)
      const empty = child === null || (isMap(child) && Object.keys(child).length === 0)
      return [
        fieldStep(name),
        { member: children === null || empty || !type.names(name), children: children ?? FieldSet.empty },
      ]
    }),
  )
}

/** What is owned below a value, or `null` where the value is owned as one. */
function childrenOf(value: Json, type: FieldType): FieldSet | null {
  if (isMap(value)) return type.atomicMap ? null : fieldsOf(value, type)
  if (!isList(value)) return null
  if (type.list === 'atomic') return null
  return FieldSet.of(
    [...itemsOf(type, value)].map(
      ([step, item]): Entry => [
        step,
        {
          member: true,
          children: (type.list === 'map' ? childrenOf(item, type.item) : null) ?? FieldSet.empty,
        },
      ],
    ),
  )
}

export interface Comparison {
  readonly added: FieldSet
  readonly modified: FieldSet
  readonly removed: FieldSet
}

/** Which fields differ between two states of an object. */
export function compare(before: JsonMap, after: JsonMap, type: FieldType): Comparison {
  const found = { added: [] as Entry[], modified: [] as Entry[], removed: [] as Entry[] }
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  for (const name of names) {
    collect(
      found,
      fieldStep(name),
      compareValues(fieldOf(before, name), fieldOf(after, name), type.field(name)),
    )
  }
  return assemble(found)
}

interface Difference extends Comparison {
  readonly self: 'added' | 'modified' | 'removed' | null
}

const none: Comparison = { added: FieldSet.empty, modified: FieldSet.empty, removed: FieldSet.empty }

function compareValues(before: Json | undefined, after: Json | undefined, type: FieldType): Difference {
  const presence = before === undefined ? 'added' : after === undefined ? 'removed' : null
  const shape = after ?? before
  const other = after === undefined || after === null ? before : (before ?? after)
  if (isMap(shape) && isMap(other) && !type.atomicMap) {
    return { ...compare(isMap(before) ? before : {}, isMap(after) ? after : {}, type), self: presence }
  }
  if (isList(shape) && isList(other) && type.list !== 'atomic') {
    return { ...compareLists(isList(before) ? before : [], isList(after) ? after : [], type), self: presence }
  }
  return { ...none, self: presence ?? (sameJson(before, after) ? null : 'modified') }
}

function compareLists(before: readonly Json[], after: readonly Json[], type: FieldType): Comparison {
  const found = { added: [] as Entry[], modified: [] as Entry[], removed: [] as Entry[] }
  const [left, right] = [itemsOf(type, before), itemsOf(type, after)]
  for (const step of new Set([...left.keys(), ...right.keys()])) {
    collect(found, step, compareValues(left.get(step), right.get(step), type.item))
  }
  return assemble(found)
}

type Found = Record<'added' | 'modified' | 'removed', Entry[]>

function collect(found: Found, step: string, difference: Difference): void {
  for (const how of ['added', 'modified', 'removed'] as const) {
    found[how].push([step, { member: difference.self === how, children: difference[how] }])
  }
}

function assemble(found: Found): Comparison {
  return {
    added: FieldSet.of(found.added),
    modified: FieldSet.of(found.modified),
    removed: FieldSet.of(found.removed),
  }
}

/** Field names of the type whose children are in the set become members themselves. */
export function withNamedFields(set: FieldSet, type: FieldType): FieldSet {
  return FieldSet.of(
    [...set.entries].map(([step, { member, children }]): Entry => {
      if (!step.startsWith('f:')) return [step, { member, children: withNamedFields(children, type.item) }]
      const name = step.slice(2)
      const named = !children.isEmpty && type.names(name)
      return [step, { member: member || named, children: withNamedFields(children, type.field(name)) }]
    }),
  )
}
