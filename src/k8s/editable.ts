/** The part of an object that people edit, and its way back to a whole object. */
import type { KubeObject } from './objects.ts'
import { asFields, type Fields } from './shape.ts'

/** Metadata that the API server writes and an editor only has to look past. */
const serverMetadata = [
  'managedFields',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'selfLink',
]

/** The object without what only the server writes: that part of the metadata, and the status. */
export function editablePart(object: KubeObject): Fields {
  const { status: _, metadata, ...rest } = { status: undefined, ...object }
  const kept = Object.entries(metadata).filter(([key]) => !serverMetadata.includes(key))
  const { apiVersion, kind, ...content } = rest
  return { apiVersion, kind, metadata: Object.fromEntries(kept), ...content }
}

/**
 * The whole object that replaces `base`: what was edited, with the server's metadata and, where the
 * editor has none of its own, the status of `base`. Its resourceVersion makes the server refuse the
 * write if somebody else was faster.
 */
export function wholeObject(edited: unknown, base: KubeObject): Fields {
  const fields = asFields(edited)
  const known = Object.entries(base.metadata).filter(
    ([key]) => key !== 'managedFields' && serverMetadata.includes(key),
  )
  const status = asFields(base).status
  return {
    ...(status === undefined ? {} : { status }),
    ...fields,
    metadata: { ...Object.fromEntries(known), ...asFields(fields.metadata) },
  }
}
