/**
 * The lens on a manifest: read a value at a path, write it back with the smallest edit. Comments, key
 * order, unknown fields and formatting elsewhere survive byte for byte.
 */

import type { Path } from '../k8s/fieldpath.ts'
import { applyEdits, smallest, type TextEdit } from './edit.ts'
import { ManifestEditError, UnknownLayout, UnreadableManifestError } from './errors.ts'
import { intendedValue, type Operation, operationEdits } from './operation.ts'
import { entryAt, isEmpty, isEqual, isPlainMap, plainAt } from './plain.ts'
import { rerenderings } from './rerender.ts'
import { type Manifest, parseManifest, sourceOf } from './source.ts'

export { applyEdits, diffSpan, invertEdits, type TextEdit } from './edit.ts'
export { AliasEditError, ManifestEditError, PathError, UnreadableManifestError } from './errors.ts'
export { pathAt, rangeAt, readAt } from './locate.ts'
export { hasMoreDocuments, isInDocument, type Manifest, type Problem, parseManifest } from './source.ts'

/**
 * The smallest edits that set the value at `path`, missing parents made, or that remove the key or item
 * where `value` is undefined. Lists are compared by index between the items they have in common at both
 * ends, maps by key; unchanged children keep their text. None where the value is there already.
 *
 * Throws: `UnreadableManifestError` for a text with syntax errors; `PathError` where the path steps into
 * a scalar or past the end of a list; `AliasEditError` where the edit would change a value that an
 * anchor shares; `ManifestEditError` where no edit reads back as intended.
 */
export function editAt(manifest: Manifest, path: Path, value: unknown): readonly TextEdit[] {
  return edited(manifest, { kind: 'set', path, value }).edits
}

/** The manifest after `editAt`; the same one where nothing changes. */
export function setAt(manifest: Manifest, path: Path, value: unknown): Manifest {
  return edited(manifest, { kind: 'set', path, value }).manifest
}

export interface RemoveOptions {
  /** Also remove the maps and lists around it that become empty by that. Items of lists stay. */
  readonly pruneEmptyParents?: boolean
  /** Parents with paths of this length or shorter are never pruned: 1, the default, keeps `spec`. */
  readonly keepDepth?: number
}

/** The manifest without the key or item at `path`; `{}` or `[]` stays where it was the last one. Throws as `editAt`. */
export function removeAt(manifest: Manifest, path: Path, options: RemoveOptions = {}): Manifest {
  const { pruneEmptyParents = false, keepDepth = 1 } = options
  let target = path
  while (pruneEmptyParents && target.length - 1 > keepDepth && isLastEntry(manifest.value, target)) {
    const parent = target.slice(0, -1)
    if (Array.isArray(plainAt(manifest.value, parent.slice(0, -1)))) break
    target = parent
  }
  return setAt(manifest, target, undefined)
}

function isLastEntry(value: unknown, path: Path): boolean {
  const parent = plainAt(value, path.slice(0, -1))
  if (entryAt(parent, path.at(-1) ?? '') === undefined) return false
  return Array.isArray(parent) ? parent.length === 1 : isPlainMap(parent) && Object.keys(parent).length === 1
}

/** The manifest with an item put into the list at `path`, before the one at `index`. A missing list is made. Throws as `editAt`. */
export function insertAt(manifest: Manifest, path: Path, index: number, value: unknown): Manifest {
  return edited(manifest, { kind: 'insert', path, index, value }).manifest
}

/** The manifest with the item at `from`, and its comments, moved to index `to`. Throws as `editAt`. */
export function moveItem(manifest: Manifest, path: Path, from: number, to: number): Manifest {
  return edited(manifest, { kind: 'move', path, from, to }).manifest
}

interface Edited {
  readonly edits: readonly TextEdit[]
  readonly manifest: Manifest
}

/** Edits that were read back: their result holds exactly the intended value, or there are none. */
function edited(manifest: Manifest, operation: Operation): Edited {
  if (manifest.value === undefined) {
    throw new UnreadableManifestError(
      `The YAML text has to be mended first: ${manifest.problems[0]?.message ?? ''}`,
    )
  }
  const intended = intendedValue(manifest.value, operation)
  const direct = directly(manifest, operation)
  if (direct !== null) {
    if (direct.length === 0 && isEqual(manifest.value, intended)) return { edits: [], manifest }
    const result = readBack(manifest, direct, intended)
    if (result !== null) return result
  }
  for (const edits of rerenderings(sourceOf(manifest), operation.path, intended)) {
    const result = readBack(manifest, smallest(manifest.text, edits), intended)
    if (result !== null) return result
  }
  throw new ManifestEditError(operation.path)
}

/** The line-wise edits without the safety net; null where none are known. For `edited` and for tests of how far they carry. */
export function directly(manifest: Manifest, operation: Operation): readonly TextEdit[] | null {
  const source = sourceOf(manifest)
  try {
    return smallest(source.text, operationEdits(source, manifest.value, operation))
  } catch (error) {
    if (error instanceof UnknownLayout) return null
    throw error
  }
}

function readBack(manifest: Manifest, edits: readonly TextEdit[], intended: unknown): Edited | null {
  const result = parseManifest(applyEdits(manifest.text, edits))
  const broken = result.problems.length > manifest.problems.length && !isEmpty(intended)
  return !broken && isEqual(result.value, intended) ? { edits, manifest: result } : null
}
