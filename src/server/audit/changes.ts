/** Which fields a write changes or was to change, from the bodies of its request and its answer. */
import type { Path } from '../../k8s/fieldpath.ts'
import { asFields, asList, asString, type Fields } from '../../k8s/shape.ts'
import { type ChangedPaths, entriesOf, PathList } from './paths.ts'

/** What names the object rather than being a change of it, and what the server keeps for itself. */
const namingFields = new Set(['apiVersion', 'kind'])
const bookkeeping = new Set([
  'creationTimestamp',
  'generation',
  'managedFields',
  'name',
  'namespace',
  'resourceVersion',
  'selfLink',
  'uid',
])

/** All that a new object, or one that is applied, states. */
export function statedPaths(object: unknown): ChangedPaths {
  const list = new PathList()
  for (const [key, value] of Object.entries(withoutBookkeeping(object))) list.addLeaves(value, [key])
  return list.take()
}

/** Where an object that was replaced differs from what stands there now. */
export function differingPaths(before: unknown, after: unknown): ChangedPaths {
  const list = new PathList()
  list.addDifferences(withoutBookkeeping(before), withoutBookkeeping(after), [])
  return list.take()
}

/** Of a patch of that content type; null where it is of none that is known. */
export function patchedPaths(contentType: string, patch: unknown): ChangedPaths | null {
  switch (contentType) {
    case 'application/json-patch+json':
      return jsonPatchPaths(patch)
    case 'application/merge-patch+json':
    case 'application/strategic-merge-patch+json':
      return mergePatchPaths(patch)
    case 'application/apply-patch+yaml':
      return statedPaths(patch)
    default:
      return null
  }
}

/** RFC 6902. `test` changes nothing; what is added or replaced is named as a whole. */
function jsonPatchPaths(patch: unknown): ChangedPaths | null {
  if (!Array.isArray(patch)) return null
  const list = new PathList()
  for (const { op, path, from } of asList(patch).map(asFields)) {
    if (op === 'test') continue
    list.add(pointed(asString(path)))
    if (op === 'move') list.add(pointed(asString(from)))
  }
  return list.take()
}

/** A JSON pointer (RFC 6901) as a path. A number is taken for an index: the patch alone does not tell. */
function pointed(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^(0|[1-9]\d{0,8})$/.test(step) ? Number(step) : step))
}

/** RFC 7396, where a list is replaced as a whole, and Kubernetes' own kind, whose directives begin with `$`. */
function mergePatchPaths(patch: unknown): ChangedPaths {
  const list = new PathList()
  const walk = (value: unknown, path: Path): void => {
    const entries = Array.isArray(value) ? [] : entriesOf(value)
    if (entries.length === 0) {
      if (path.length > 0) list.add(path)
      return
    }
    for (const [step, below] of entries) walk(below, String(step).startsWith('$') ? path : [...path, step])
  }
  for (const [key, value] of Object.entries(withoutBookkeeping(patch))) walk(value, [key])
  return list.take()
}

function withoutBookkeeping(object: unknown): Fields {
  const { metadata, ...others } = asFields(object)
  const fields = Object.entries(others).filter(([key]) => !namingFields.has(key))
  const kept = Object.entries(asFields(metadata)).filter(([key]) => !bookkeeping.has(key))
  return Object.fromEntries([...fields, ...(kept.length > 0 ? [['metadata', Object.fromEntries(kept)]] : [])])
}
