import type { Fix } from './finding.ts'
import { type Manifest, removeAt, setAt } from './manifest.ts'

/** The manifest with a fix made. Throws as `setAt`. */
export function withFix(manifest: Manifest, fix: Fix): Manifest {
  return fix.edits.reduce(
    (current, { path, value }) =>
      value === undefined
        ? removeAt(current, path, { pruneEmptyParents: true })
        : setAt(current, path, value),
    manifest,
  )
}
