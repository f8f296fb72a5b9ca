/** Why a manifest could not be edited, in words for the person who edits it. */

import { formatFieldPath, type Path } from '../k8s/fieldpath.ts'

/** The text has syntax errors: there is no object to edit before they are mended. */
export class UnreadableManifestError extends Error {
  override readonly name = 'UnreadableManifestError'
}

/** The path cannot exist in this object: a step into a scalar, or past the end of a list. */
export class PathError extends Error {
  override readonly name = 'PathError'
  readonly path: Path

  constructor(path: Path, reason: string) {
    super(`${nameOf(path)} cannot be set: ${reason}`)
    this.path = path
  }
}

/** The value that an edit would change, or lose, in more than one place. */
export interface SharedValue {
  /** The name of the anchor (`&name`). */
  readonly anchor: string
  /** Where the value with the anchor stands: its path and, in UTF-16 code units, its range in the text. */
  readonly path: Path
  readonly offset: number
  readonly length: number
  /** How many aliases (`*name`) repeat it, merge keys included. */
  readonly aliases: number
}

/**
 * How an edit meets a shared value: `alias` steps through an alias, `merge` into what a merge key (`<<`)
 * brings, `anchor` changes a value that aliases repeat, `removal` takes away a value that aliases repeat.
 */
export type SharingKind = 'alias' | 'merge' | 'anchor' | 'removal'

/** The edit would reach, through an anchor, alias or merge key, a second place of the text. */
export class AliasEditError extends Error {
  override readonly name = 'AliasEditError'
  readonly path: Path
  readonly kind: SharingKind
  /** Where the edit meets it: the alias, the map with the merge key, the anchored value. A prefix of `path`. */
  readonly at: Path
  /** What is shared; null for what a merge key brings without an alias (`<<: {a: 1}`). */
  readonly shared: SharedValue | null

  constructor(path: Path, reason: string, kind: SharingKind, at: Path, shared: SharedValue | null) {
    super(`${nameOf(path)} shares its value: ${reason}. Edit the YAML text instead`)
    this.path = path
    this.kind = kind
    this.at = at
    this.shared = shared
  }
}

/** No edit was found whose result reads as intended. The text is left as it is. */
export class ManifestEditError extends Error {
  override readonly name = 'ManifestEditError'
  readonly path: Path

  constructor(path: Path) {
    super(`${nameOf(path)} could not be changed safely. Edit the YAML text instead`)
    this.path = path
  }
}

/** A construct that the line-wise edits do not know; caught by the safety net, never by a caller. */
export class UnknownLayout extends Error {
  override readonly name = 'UnknownLayout'
}

function nameOf(path: Path): string {
  return formatFieldPath(path) || 'The object'
}
