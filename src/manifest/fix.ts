import type { Path } from '../k8s/fieldpath.ts'
import { applyEdits } from './edit.ts'
import type { Fix } from './finding.ts'
import { type Manifest, parseManifest, removeAt, setAt } from './manifest.ts'
import { misreadings, quoteMisread } from './misreading.ts'
import { isEqual } from './plain.ts'

/** The manifest with a fix made. Throws as `setAt`. */
export function withFix(manifest: Manifest, fix: Fix): Manifest {
  return fix.edits.reduce((current, edit) => {
    if (edit.quote !== undefined) return quoted(current, edit.path, edit.quote === 'key')
    return edit.value === undefined
      ? removeAt(current, edit.path, { pruneEmptyParents: true })
      : setAt(current, edit.path, edit.value)
  }, manifest)
}

/** With quotes, where they are still missing. */
function quoted(manifest: Manifest, path: Path, isKey: boolean): Manifest {
  const found = misreadings(manifest).find((each) => each.isKey === isKey && isEqual(each.path, path))
  return found === undefined
    ? manifest
    : parseManifest(applyEdits(manifest.text, [quoteMisread(manifest, found)]))
}
