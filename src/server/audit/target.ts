/** What a request to a cluster does to what, as the API server's RequestInfo reads it from method and path. */
import { isSafe } from '../../wire.ts'
import type { AuditObject } from './entry.ts'

export interface RequestTarget {
  readonly verb: string
  /** Null where the path names no resource (`/version`). */
  readonly object: AuditObject | null
  readonly dryRun: boolean
  /** Whether it is a write. Reviews are `POST`s that ask a question and change nothing. */
  readonly write: boolean
}

const namespaceSubresources = new Set(['status', 'finalize'])
const reviewGroups = new Set(['authorization.k8s.io', 'authentication.k8s.io'])

/** `path` is the raw path and query below the cluster's prefix; it need not be one that is passed on. */
export function readRequestTarget(method: string, path: string): RequestTarget {
  const [raw = '', query = ''] = path.split('?', 2)
  const parameters = new URLSearchParams(query)
  const object = objectOf(
    raw
      .split('/')
      .filter((step) => step !== '')
      .map(decoded),
  )
  const review = object !== null && reviewGroups.has(object.group) && /reviews$/.test(object.resource)
  return {
    verb: object === null ? method.toLowerCase() : verbOf(method, object, parameters),
    object,
    dryRun: parameters.getAll('dryRun').some((value) => value !== ''),
    write: !isSafe(method) && !review,
  }
}

function verbOf(method: string, { name }: AuditObject, query: URLSearchParams): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (['true', '1'].includes(query.get('watch') ?? '')) return 'watch'
      return name === null ? 'list' : 'get'
    case 'POST':
      return 'create'
    case 'PUT':
      return 'update'
    case 'PATCH':
      return 'patch'
    case 'DELETE':
      return name === null ? 'deletecollection' : 'delete'
    default:
      return method.toLowerCase()
  }
}

/** `/api/{version}/…`, `/apis/{group}/{version}/…`, then `[namespaces/{ns}/]{resource}[/{name}[/{subresource}]]`. */
function objectOf([root, ...steps]: readonly string[]): AuditObject | null {
  if (root !== 'api' && root !== 'apis') return null
  const [group, version, ...rest] = root === 'api' ? ['', ...steps] : steps
  const [first, second, third] = rest
  if (group === undefined || version === undefined || first === undefined) return null
  const inside = first === 'namespaces' && third !== undefined && !namespaceSubresources.has(third)
  const [resource = first, name = null, subresource = null] = inside ? rest.slice(2) : rest
  const namespace = first === 'namespaces' ? (second ?? null) : null
  return { group, version, resource, namespace, name, subresource }
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}
