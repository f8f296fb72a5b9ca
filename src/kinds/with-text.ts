/** A label or an annotation as a form writes it. */
import type { Path } from '../k8s/fieldpath.ts'
import { type Manifest, removeAt, setAt } from '../manifest/manifest.ts'

/** The text at the path; `''` takes it away, and the map that it leaves empty. */
export function withText(manifest: Manifest, path: Path, text: string): Manifest {
  return text === ''
    ? removeAt(manifest, path, { pruneEmptyParents: true, keepDepth: 1 })
    : setAt(manifest, path, text)
}
