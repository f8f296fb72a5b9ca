/** A list of texts as a form writes it: what stays keeps its place and its comments. */
import type { Path } from '../k8s/fieldpath.ts'
import { asList } from '../k8s/shape.ts'
import { insertAt, type Manifest, readAt, removeAt } from '../manifest/manifest.ts'

/** The list holds `wanted` afterwards; `same` says whether an item stands for a text, `make` makes one. */
export function withItems(
  manifest: Manifest,
  path: Path,
  wanted: readonly string[],
  textOf: (item: unknown) => unknown = (item) => item,
  make: (text: string) => unknown = (text) => text,
): Manifest {
  const before = asList(readAt(manifest, path)).map(textOf)
  const gone = before.flatMap((text, index) =>
    typeof text === 'string' && !wanted.includes(text) ? [index] : [],
  )
  const kept = gone
    .toReversed()
    .reduce(
      (current, index) => removeAt(current, [...path, index], { pruneEmptyParents: true, keepDepth: 1 }),
      manifest,
    )
  return wanted
    .filter((text) => !before.includes(text))
    .reduce(
      (current, text) => insertAt(current, path, asList(readAt(current, path)).length, make(text)),
      kept,
    )
}
