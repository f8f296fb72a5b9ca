/**
 * The lens on a manifest: read a value at a path, write it back with the smallest edit. Comments, key
 * order, unknown fields and formatting elsewhere survive byte for byte.
 */

import type { Path } from '../k8s/fieldpath.ts'
import type { TextEdit } from './edit.ts'
import { type EditOptions, edited } from './perform.ts'
import { entryAt, isPlainMap, plainAt } from './plain.ts'
import type { Manifest } from './source.ts'

export { applyEdits, diffSpan, invertEdits, type TextEdit } from './edit.ts'
export {
  AliasEditError,
  ManifestEditError,
  PathError,
  type SharedValue,
  UnreadableManifestError,
} from './errors.ts'
export { aliasAt, pathAt, rangeAt, readAt } from './locate.ts'
export type { EditOptions } from './perform.ts'
export { hasMoreDocuments, isInDocument, type Manifest, type Problem, parseManifest } from './source.ts'

/**
 * The smallest edits that set the value at `path`, missing parents made, or that remove the key or item
 * where `value` is undefined. Lists are compared by index between the items they have in common at both
 * ends, maps by key; unchanged children keep their text. None where the value is there already.
 *
 * Throws: `UnreadableManifestError` for a text with syntax errors; `PathError` where the path steps into
 * a scalar or past the end of a list; `AliasEditError` where the edit would change a value that an
 * anchor shares, unless `options.sharing` says what to do then; `ManifestEditError` where no edit reads back as intended.
 */
export function editAt(
  manifest: Manifest,
  path: Path,
  value: unknown,
  options?: EditOptions,
): readonly TextEdit[] {
  return edited(manifest, { kind: 'set', path, value }, options).edits
}

/** The manifest after `editAt`; the same one where nothing changes. */
export function setAt(manifest: Manifest, path: Path, value: unknown, options?: EditOptions): Manifest {
  return edited(manifest, { kind: 'set', path, value }, options).manifest
}

export interface RemoveOptions extends EditOptions {
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
  return setAt(manifest, target, undefined, options)
}

function isLastEntry(value: unknown, path: Path): boolean {
  const parent = plainAt(value, path.slice(0, -1))
  if (entryAt(parent, path.at(-1) ?? '') === undefined) return false
  return Array.isArray(parent) ? parent.length === 1 : isPlainMap(parent) && Object.keys(parent).length === 1
}

/** The manifest with an item put into the list at `path`, before the one at `index`. A missing list is made. Throws as `editAt`. */
export function insertAt(
  manifest: Manifest,
  path: Path,
  index: number,
  value: unknown,
  options?: EditOptions,
): Manifest {
  return edited(manifest, { kind: 'insert', path, index, value }, options).manifest
}

/** The manifest with the item at `from`, and its comments, moved to index `to`. Throws as `editAt`. */
export function moveItem(
  manifest: Manifest,
  path: Path,
  from: number,
  to: number,
  options?: EditOptions,
): Manifest {
  return edited(manifest, { kind: 'move', path, from, to }, options).manifest
}
