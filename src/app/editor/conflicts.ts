/** Where two people changed the same: what is still to be asked, as the text stands now. */
import { resolvePath } from '../../manifest/keyedpath.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Conflict, Merged } from '../../manifest/merge.ts'
import { isEqual, plainAt } from '../../manifest/plain.ts'

/** Mine at the place of a conflict, which may have been typed over since it was found. */
export function mineNow(manifest: Manifest, { path }: Conflict): unknown {
  return valueIn(manifest.value, path)
}

/** The conflicts that stand: who types their value has answered. */
export function openConflicts(merged: Merged | null, manifest: Manifest): readonly Conflict[] {
  if (merged === null) return []
  return merged.conflicts.filter((conflict) => !isEqual(mineNow(manifest, conflict), conflict.theirs))
}

/** A merge on top of another: what was not answered before is still asked, about their newest value. */
export function carriedOver(before: Merged | null, after: Merged): Merged {
  const known = (conflict: Conflict) => after.conflicts.some(({ path }) => isEqual(path, conflict.path))
  const unanswered = openConflicts(before, after.manifest)
    .filter((conflict) => !known(conflict))
    .map((conflict) => ({ ...conflict, theirs: valueIn(after.theirs, conflict.path) }))
  return {
    ...after,
    conflicts: openConflicts({ ...after, conflicts: [...unanswered, ...after.conflicts] }, after.manifest),
  }
}

function valueIn(value: unknown, keyed: Conflict['path']): unknown {
  const path = resolvePath({ value }, keyed)
  return path === null ? undefined : plainAt(value, path)
}
