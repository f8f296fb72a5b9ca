/**
 * Which part of the stored object a part of the new one stands for. The API server lets an unchanged part
 * keep a fault that a tightened schema finds in it, so both validators look at old and new side by side.
 */
import type { Schema } from '../../types.ts'
import { isMap, jsonEqual } from './schema.ts'

/** The old value beside a new one; `undefined` where none can be found. */
export type Old = { readonly value: unknown } | undefined

export function oldKey(old: Old, key: string): Old {
  if (old === undefined || !isMap(old.value) || !Object.hasOwn(old.value, key)) return undefined
  return { value: old.value[key] }
}

/** Items of a keyed list are found by their keys; items of other lists stand for nothing old. */
export function oldItem(old: Old, item: unknown, list: Schema): Old {
  if (old === undefined || !Array.isArray(old.value) || !isMap(item)) return undefined
  if (list['x-kubernetes-list-type'] !== 'map') return undefined
  const keys = list['x-kubernetes-list-map-keys'] ?? []
  const same: unknown = old.value.find(
    (each) => isMap(each) && keys.every((key) => jsonEqual(each[key], item[key])),
  )
  return same === undefined ? undefined : { value: same }
}

export function isUnchanged(old: Old, value: unknown): boolean {
  return old !== undefined && jsonEqual(old.value, value)
}
