/** What differs between two plain values, leaf by leaf. */

import type { Path } from '../k8s/fieldpath.ts'
import { commonEnds, isEmpty, isPlainMap } from './plain.ts'

/** One leaf that differs; `undefined` on the side where it does not exist. */
export interface Change {
  readonly path: Path
  readonly before: unknown
  readonly after: unknown
}

/**
 * Leaf changes from `before` to `after`: scalars, and maps or lists that are empty. An added or removed
 * map or list counts with each of its leaves. Lists are compared by index between the items that both
 * have in common at the begin and the end, so that a removed middle item is one removal; the path of a
 * removed item has its index in `before`, every other one its index in `after`.
 */
export function changes(before: unknown, after: unknown): readonly Change[] {
  return differences([], before, after)
}

function differences(path: Path, before: unknown, after: unknown): readonly Change[] {
  if (before === after || (Number.isNaN(before) && Number.isNaN(after))) return []
  if (isBranch(before, after) && isBranch(after, before)) {
    if (Array.isArray(before) || Array.isArray(after)) {
      return listDifferences(path, asList(before), asList(after))
    }
    return mapDifferences(path, before, after)
  }
  if (isEmpty(before) && isEmpty(after) && sameKind(before, after)) return []
  return [{ path, before, after }]
}

/** A value with leaves below, next to one of the same kind or none. */
function isBranch(value: unknown, other: unknown): boolean {
  if (value === undefined) return other !== undefined
  if (typeof value !== 'object' || value === null) return false
  if (isEmpty(value) && other === undefined) return false
  return other === undefined || sameKind(value, other)
}

function sameKind(a: unknown, b: unknown): boolean {
  return Array.isArray(a) ? Array.isArray(b) : isPlainMap(a) && isPlainMap(b)
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function mapDifferences(path: Path, before: unknown, after: unknown): readonly Change[] {
  const old = isPlainMap(before) ? before : {}
  const now = isPlainMap(after) ? after : {}
  const keys = new Set([...Object.keys(old), ...Object.keys(now)])
  const own = (map: Readonly<Record<string, unknown>>, key: string) =>
    Object.hasOwn(map, key) ? map[key] : undefined
  return [...keys].flatMap((key) => differences([...path, key], own(old, key), own(now, key)))
}

function listDifferences(
  path: Path,
  before: readonly unknown[],
  after: readonly unknown[],
): readonly Change[] {
  const { head, tail } = commonEnds(before, after)
  const length = Math.max(before.length, after.length) - tail - head
  return Array.from({ length }, (_, index) => {
    const position = head + index
    const old = position < before.length - tail ? before[position] : undefined
    const now = position < after.length - tail ? after[position] : undefined
    return differences([...path, position], old, now)
  }).flat()
}
