/** Plain values (what JSON can hold) as a form sees them: compared, and changed at a path without mutation. */

import type { Path } from '../k8s/fieldpath.ts'
import { PathError } from './errors.ts'

export type PlainMap = Readonly<Record<string, unknown>>

export function isPlainMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether nothing stands in a value: null, `{}` and `[]`. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  return Array.isArray(value) ? value.length === 0 : isPlainMap(value) && Object.keys(value).length === 0
}

/** Deep equality; the order of keys does not count, `undefined` entries of maps do. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index]))
  }
  if (!isPlainMap(a) || !isPlainMap(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
  )
}

/** The value as it can be written: `undefined` entries of maps left out, those of lists null. */
export function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : withoutUndefined(item)))
  if (!isPlainMap(value)) return value
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  return Object.fromEntries(entries.map(([key, entry]) => [key, withoutUndefined(entry)]))
}

/** The own entry of a map or list; `undefined` for everything else, and for what a prototype holds. */
export function entryAt(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined
  return isPlainMap(value) && Object.hasOwn(value, step) ? value[step] : undefined
}

/** The value at a path, stepping only into own entries. */
export function plainAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(entryAt, value)
}

/**
 * `root` with `value` at `path`, missing parents made (a list for a number, a map for a name); without
 * that entry where `value` is undefined. Throws a `PathError` where a step leads into a scalar or past
 * the end of a list (one past the last item appends).
 */
export function withValueAt(root: unknown, path: Path, value: unknown): unknown {
  return replaced(root, path, value, path)
}

function replaced(root: unknown, rest: Path, value: unknown, path: Path): unknown {
  const [step, ...below] = rest
  if (step === undefined) return value
  if (root === null || root === undefined) {
    if (value === undefined) return root
    return replaced(typeof step === 'number' ? [] : {}, rest, value, path)
  }
  if (value === undefined && entryAt(root, step) === undefined) return root
  if (Array.isArray(root)) {
    if (typeof step !== 'number' || !Number.isInteger(step) || step < 0 || step > root.length) {
      throw new PathError(path, `the list has ${root.length} items and no item ${step}`)
    }
    if (value === undefined && below.length === 0) return root.toSpliced(step, 1)
    return root.toSpliced(step, 1, replaced(root[step], below, value, path))
  }
  if (!isPlainMap(root)) throw new PathError(path, `${String(root)} stands where ${step} would have to be`)
  if (value === undefined && below.length === 0) {
    return Object.fromEntries(Object.entries(root).filter(([key]) => key !== String(step)))
  }
  return { ...root, [step]: replaced(entryAt(root, step), below, value, path) }
}

/** How many first items, and of the rest how many last items, two lists have in common. */
export function commonEnds(a: readonly unknown[], b: readonly unknown[]): { head: number; tail: number } {
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && isEqual(a[head], b[head])) head += 1
  let tail = 0
  while (tail < shorter - head && isEqual(a.at(-1 - tail), b.at(-1 - tail))) tail += 1
  return { head, tail }
}
