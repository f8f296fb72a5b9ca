/** Whether what the YAML holds at a path is of a shape that a field can show and change. */
import type { Path } from '../../k8s/fieldpath.ts'
import { aliasAt, type Manifest, readAt } from '../../manifest/manifest.ts'

/** `text` is any scalar, `texts` a map of them, and `any` is for fields that judge for themselves. */
export type Shape = 'text' | 'texts' | 'map' | 'list' | 'any'

/** Where the odd thing stands: at the path, above or right below it. Null where a field can go ahead. */
export function misfitAt(manifest: Manifest, path: Path, holds: Shape): Path | null {
  for (let depth = 0; depth < path.length; depth += 1) {
    const above = path.slice(0, depth)
    const value = readAt(manifest, above)
    if (value === undefined || value === null) return null
    if (typeof path[depth] === 'number' ? !Array.isArray(value) : !isMap(value)) return above
  }
  const value = readAt(manifest, path)
  if (value !== undefined && holds !== 'any') {
    const alias = aliasAt(manifest, path)
    if (alias !== null) return alias
  }
  if (value === undefined || value === null) return null
  return oddIn(value, path, holds)
}

function oddIn(value: unknown, path: Path, holds: Shape): Path | null {
  switch (holds) {
    case 'any':
      return null
    case 'text':
      return isScalar(value) ? null : path
    case 'list':
      return Array.isArray(value) ? null : path
    case 'map':
      return isMap(value) ? null : path
    case 'texts': {
      if (!isMap(value)) return path
      const odd = Object.entries(value).find(([, entry]) => entry !== null && !isScalar(entry))
      return odd === undefined ? null : [...path, odd[0]]
    }
  }
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean', 'bigint'].includes(typeof value)
}
