/** Carrying out an operation: its edits are applied, read back, and good only if they say what was meant. */

import { detached } from './detach.ts'
import { applyEdits, diffSpan, smallest, type TextEdit } from './edit.ts'
import { AliasEditError, ManifestEditError, UnknownLayout, UnreadableManifestError } from './errors.ts'
import { changedEverywhere } from './everywhere.ts'
import { intendedValue, type Operation, operationEdits } from './operation.ts'
import { isEmpty, isEqual } from './plain.ts'
import { reread } from './reread.ts'
import { rerenderings } from './rerender.ts'
import { type Manifest, parseManifest, sourceOf } from './source.ts'

export interface EditOptions {
  /**
   * What to do where a value is shared by an anchor and aliases: `refuse` (the default) throws an
   * `AliasEditError`; `everywhere` changes the anchored value, and so all that repeat it; `detach` first gives
   * the one place its own copy, or, where the anchored value itself is edited, gives one to each alias.
   */
  readonly sharing?: 'refuse' | 'everywhere' | 'detach'
}

export interface Edited {
  readonly edits: readonly TextEdit[]
  readonly manifest: Manifest
}

/** The result of an operation, and the edits that lead to it. Throws as `editAt`. */
export function edited(manifest: Manifest, operation: Operation, options: EditOptions = {}): Edited {
  const { sharing = 'refuse' } = options
  let current = manifest
  for (;;) {
    try {
      const result = inPlace(current, operation)
      return current === manifest ? result : { ...result, edits: spanned(manifest, result.manifest) }
    } catch (error) {
      if (!(error instanceof AliasEditError) || sharing === 'refuse') throw error
      if (sharing === 'everywhere') return changedEverywhere(manifest, operation, error)
      // Each turn leaves at least one alias less.
      current = detached(current, error)
    }
  }
}

function spanned(before: Manifest, after: Manifest): readonly TextEdit[] {
  const span = diffSpan(before.text, after.text)
  return span === null ? [] : [span]
}

/** Edits that were read back: their result holds exactly the intended value, or there are none. */
function inPlace(manifest: Manifest, operation: Operation): Edited {
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
  const partly = reread(manifest, edits, intended)
  if (partly !== null) return { edits, manifest: partly }
  const result = parseManifest(applyEdits(manifest.text, edits))
  const broken = result.problems.length > manifest.problems.length && !isEmpty(intended)
  return !broken && isEqual(result.value, intended) ? { edits, manifest: result } : null
}
