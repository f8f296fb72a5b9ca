/** Changing an anchored value for all that repeat it. */

import { isAlias, isMap, isScalar } from 'yaml'
import type { Path } from '../k8s/fieldpath.ts'
import { applyEdits, smallest } from './edit.ts'
import { AliasEditError, ManifestEditError, UnknownLayout } from './errors.ts'
import { rootSlot, type Slot, slotsOf } from './layout.ts'
import { intendedValue, type Operation, operationEdits } from './operation.ts'
import type { Edited } from './perform.ts'
import { isEqual, plainAt, withValueAt } from './plain.ts'
import { slotAt } from './sharing.ts'
import { type Manifest, parseManifest, type Source, sourceOf } from './source.ts'

/**
 * The operation carried out where the anchor stands. `error` is what it was refused with. Throws it again for
 * the removal of a value that aliases repeat, a `ManifestEditError` where no edit reads back as intended.
 */
export function changedEverywhere(manifest: Manifest, operation: Operation, error: AliasEditError): Edited {
  const source: Source = { ...sourceOf(manifest), changesShared: true }
  const moved = atAnchor(source, operation, error)
  try {
    const edits = smallest(source.text, operationEdits(source, manifest.value, moved))
    const result = parseManifest(applyEdits(source.text, edits))
    if (isAsIntended(manifest, result, moved)) return { edits, manifest: result }
  } catch (cause) {
    // The anchored value holds another alias, or stands in an anchored value itself.
    if (cause instanceof AliasEditError && cause.kind !== 'removal' && cause.shared !== null) {
      return changedEverywhere(manifest, moved, cause)
    }
    if (!(cause instanceof UnknownLayout)) throw cause
  }
  throw new ManifestEditError(operation.path)
}

/** The operation on the anchored value itself, wherever it met what repeats it. */
function atAnchor(source: Source, operation: Operation, error: AliasEditError): Operation {
  if (error.kind === 'anchor') return operation
  // A map that is to lose what a merge key brings, or an entry over it: the anchored value has no say in that.
  const isOwn = operation.kind === 'set' && slotAt(source, operation.path) !== undefined
  if (error.kind === 'removal' || error.shared === null || isOwn) throw error
  return { ...operation, path: [...error.shared.path, ...operation.path.slice(error.at.length)] }
}

/** The place itself reads as intended, and outside of it the text says the same, aliases being aliases. */
function isAsIntended(before: Manifest, after: Manifest, operation: Operation): boolean {
  if (after.problems.length > before.problems.length) return false
  const removes = operation.kind === 'set' && operation.value === undefined
  const place = removes ? operation.path.slice(0, -1) : operation.path
  const intended = plainAt(intendedValue(before.value, operation), place)
  return (
    isEqual(plainAt(after.value, place), intended) && isEqual(outside(before, place), outside(after, place))
  )
}

function outside(manifest: Manifest, place: Path): unknown {
  const source = sourceOf(manifest)
  return withValueAt(unresolved(source, rootSlot(source)), place, '')
}

/** The value of a place with aliases as themselves and merge keys as keys. */
function unresolved(source: Source, slot: Slot): unknown {
  const { node } = slot
  if (isAlias(node)) return Symbol.for(node.source)
  if (isScalar(node) || node === null) return node?.value ?? null
  const entries = slotsOf(source, slot)
  if (isMap(node)) {
    return Object.fromEntries(entries.map((entry) => [entry.key, unresolved(source, entry)]))
  }
  return entries.map((entry) => unresolved(source, entry))
}
