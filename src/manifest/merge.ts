/** Somebody else's changes taken over into a text that is being edited. */
import { formatFieldPath, type Path, valueAt } from '../k8s/fieldpath.ts'
import { changes } from './diff.ts'
import { type Manifest, removeAt, setAt } from './manifest.ts'
import { isEqual } from './plain.ts'

export interface Merged {
  readonly manifest: Manifest
  /** Where both changed the same to different values; there, mine stands. */
  readonly conflicts: readonly Path[]
}

/**
 * What changed from `base` to `theirs`, applied to `mine`, which also began as `base`. A list counts as one
 * value, because its indices mean different items once either side has changed it. Throws as `setAt`.
 */
export function mergeTheirs(base: unknown, mine: Manifest, theirs: unknown): Merged {
  const conflicts: Path[] = []
  let manifest = mine
  for (const path of changedPaths(base, theirs)) {
    const [was, is, wanted] = [base, mine.value, theirs].map((root) => valueAt(root, path))
    if (isEqual(is, wanted)) continue
    if (!isEqual(is, was)) conflicts.push(path)
    else manifest = wanted === undefined ? removeAt(manifest, path) : setAt(manifest, path, wanted)
  }
  return { manifest, conflicts }
}

/** The changed paths, each up to its first list, without repetition. */
function changedPaths(before: unknown, after: unknown): readonly Path[] {
  const paths = changes(before, after).map(({ path }) => {
    const list = path.findIndex((step) => typeof step === 'number')
    return list < 0 ? path : path.slice(0, list)
  })
  return [...new Map(paths.map((path) => [formatFieldPath(path), path])).values()]
}
