/** What the fields of a group of Services write beyond their own value. */
import { type Manifest, readAt, removeAt, setAt } from '../../manifest/manifest.ts'
import { affinityPath, attributePath, groupIn } from './group.ts'

/** Everyone the same. */
export function withEqualWeights(manifest: Manifest): Manifest {
  return groupIn(manifest.value).members.reduce(
    (current, { at, weight }) => (weight === 100 ? current : setAt(current, [...at, 'weight'], 100)),
    manifest,
  )
}

/** What the attribute was called for is gone with another policy. */
export function withAffinity(manifest: Manifest, affinity: string): Manifest {
  const set = setAt(manifest, affinityPath, affinity)
  return readAt(set, attributePath) === undefined
    ? set
    : removeAt(set, attributePath, { pruneEmptyParents: true, keepDepth: 2 })
}
