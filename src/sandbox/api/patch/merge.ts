/** JSON merge patch (RFC 7386). */
import type { Json, JsonMap } from '../../types.ts'
import { fieldOf, isMap, mapFrom } from '../values.ts'

/** `null` in the patch takes a key away; maps merge; everything else is replaced. */
export function applyMergePatch(target: Json, patch: Json): Json {
  if (!isMap(patch)) return patch
  const base: JsonMap = isMap(target) ? target : {}
  const merged = new Map(Object.entries(base))
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key)
    else merged.set(key, applyMergePatch(fieldOf(base, key) ?? null, value))
  }
  return mapFrom(merged)
}
