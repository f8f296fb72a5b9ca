/** `metadata.managedFields`: which manager owns which fields. */
import type { Json, JsonMap } from '../../types.ts'
import { isMap, listOf, mapOf, textOf } from '../values.ts'
import { FieldSet } from './fieldset.ts'

export interface Manager {
  readonly name: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  /** `''` for the object itself. */
  readonly subresource: string
}

export interface Owned {
  readonly manager: Manager
  /** RFC 3339; `''` where none was recorded. */
  readonly time: string
  readonly fields: FieldSet
}

/** What each manager owns, by `managerKey`. */
export type Ownership = ReadonlyMap<string, Owned>

/** Appliers are one manager across versions, updaters are not. */
export function managerKey({ name, operation, apiVersion, subresource }: Manager): string {
  return JSON.stringify([name, operation, operation === 'Apply' ? '' : apiVersion, subresource])
}

/** Reads the list; `null` where an entry is malformed, so that the caller can fall back on the live object. */
export function readOwnership(list: Json | undefined): Ownership | null {
  const ownership = new Map<string, Owned>()
  for (const entry of listOf(list)) {
    if (!isMap(entry) || (entry.operation !== 'Apply' && entry.operation !== 'Update')) return null
    if (entry.fieldsType !== 'FieldsV1') return null
    const manager: Manager = {
      name: textOf(entry.manager),
      operation: entry.operation,
      apiVersion: textOf(entry.apiVersion),
      subresource: textOf(entry.subresource),
    }
    ownership.set(managerKey(manager), {
      manager,
      time: textOf(entry.time),
      fields: FieldSet.fromJson(mapOf(entry.fieldsV1)),
    })
  }
  return ownership
}

/** Whether the list is the one empty entry that asks to forget all ownership. */
export function asksForReset(list: Json | undefined): boolean {
  const entries = listOf(list)
  return Array.isArray(list) && (entries.length === 0 || (entries.length === 1 && isEmptyMap(entries[0])))
}

function isEmptyMap(value: unknown): boolean {
  return isMap(value) && Object.keys(value).length === 0
}

/** The list as the API server writes it: appliers first, then by time, name, version and subresource. */
export function writeOwnership(ownership: Ownership): readonly JsonMap[] {
  const rank = ({ manager, time }: Owned) =>
    [manager.operation, time, manager.name, manager.apiVersion, manager.subresource] as const
  return [...ownership.values()]
    .sort((a, b) => {
      const [left, right] = [rank(a), rank(b)]
      const at = left.findIndex((text, index) => text !== right[index])
      return at < 0 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1
    })
    .map(({ manager, time, fields }) => ({
      manager: manager.name,
      operation: manager.operation,
      apiVersion: manager.apiVersion,
      ...(time === '' ? {} : { time }),
      fieldsType: 'FieldsV1',
      fieldsV1: fields.toJson(),
      ...(manager.subresource === '' ? {} : { subresource: manager.subresource }),
    }))
}
