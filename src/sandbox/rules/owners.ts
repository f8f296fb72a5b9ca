/** Owner references that are there twice are kept once, with a warning. */
import { asFields, asList, asString } from '../../k8s/shape.ts'
import { type Draft, isMap, jsonEqual } from './schema/schema.ts'

/** In place. Returns the warnings. */
export function dropRepeatedOwners(object: Draft): readonly string[] {
  const metadata = object.metadata
  if (!isMap(metadata)) return []
  const references = asList(metadata.ownerReferences)
  const kept = references.filter(
    (each, at) => !references.slice(0, at).some((other) => jsonEqual(other, each)),
  )
  if (kept.length === references.length) return []
  const repeated = references.filter((each, at) =>
    references.slice(0, at).some((other) => jsonEqual(other, each)),
  )
  const uids = [...new Set(repeated.map((each) => asString(asFields(each).uid)))].join(',')
  metadata.ownerReferences = kept
  return [
    `.metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: ${uids}`,
  ]
}
