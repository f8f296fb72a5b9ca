/** What a request asks for, read from method and path as the API server's RequestInfo reads them. */

export interface RequestInfo {
  readonly path: string
  readonly query: URLSearchParams
  /** Whether the path is below `/api/<version>/` or `/apis/<group>/<version>/` and names a resource. */
  readonly resourceRequest: boolean
  /** get, list, watch, create, update, patch, delete, deletecollection; else the method in lower case. */
  readonly verb: string
  readonly group: string
  readonly version: string
  /** `''` where the path names none. For the Namespace kind itself, the namespace is its own name. */
  readonly namespace: string
  readonly plural: string
  readonly name: string
  readonly subresource: string
  /** More steps than a resource, a name and a subresource. */
  readonly tooDeep: boolean
  /** Whether the path had a `namespaces/<name>/` step before the resource. */
  readonly namespaced: boolean
}

const verbs: Readonly<Record<string, string>> = {
  POST: 'create',
  GET: 'get',
  HEAD: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
}
/** What may follow a namespace's name and still speak of the Namespace object. */
const namespaceSubresources = new Set(['status', 'finalize'])

/** Throws `URIError` where the path is not decodable. */
export function parseRequest(method: string, url: string): RequestInfo {
  const question = url.indexOf('?')
  // Decoded as a whole: a slash that is written `%2F` separates steps as well.
  const path = decodeURIComponent(question < 0 ? url : url.slice(0, question))
  const query = new URLSearchParams(question < 0 ? '' : url.slice(question + 1))
  const steps = path.split('/').filter((step) => step !== '')
  const other: RequestInfo = {
    path,
    query,
    resourceRequest: false,
    verb: method.toLowerCase(),
    group: '',
    version: '',
    namespace: '',
    plural: '',
    name: '',
    subresource: '',
    tooDeep: false,
    namespaced: false,
  }
  const [root, ...below] = steps
  const grouped = root === 'apis'
  if (!(root === 'api' && below.length >= 2) && !(grouped && below.length >= 3)) return other
  const group = grouped ? (below[0] ?? '') : ''
  const version = (grouped ? below[1] : below[0]) ?? ''
  return resourceRequest({ ...other, group, version }, method, below.slice(grouped ? 2 : 1))
}

function resourceRequest(base: RequestInfo, method: string, steps: readonly string[]): RequestInfo {
  const prefixed = steps[0] === 'watch'
  if (prefixed && steps.length === 1) return base
  let parts = prefixed ? steps.slice(1) : steps
  let namespace = ''
  let namespaced = false
  if (parts[0] === 'namespaces' && parts[1] !== undefined) {
    namespace = parts[1]
    if (parts[2] !== undefined && !namespaceSubresources.has(parts[2])) {
      parts = parts.slice(2)
      namespaced = true
    }
  }
  const [plural = '', name = '', subresource = ''] = parts
  const verb = prefixed ? 'watch' : verbOf(method, name, base.query)
  const single = name === '' && (verb === 'list' || verb === 'watch') ? nameInSelector(base.query) : name
  return {
    ...base,
    resourceRequest: true,
    verb,
    namespace,
    plural,
    name: prefixed ? name : single,
    subresource,
    tooDeep: parts.length > 3,
    namespaced,
  }
}

function verbOf(method: string, name: string, query: URLSearchParams): string {
  const verb = verbs[method] ?? ''
  if (name !== '') return verb
  if (verb === 'get') return isTrue(query.get('watch')) ? 'watch' : 'list'
  return verb === 'delete' ? 'deletecollection' : verb
}

/** A list that a field selector narrows to one name is authorized as if it named the object. */
function nameInSelector(query: URLSearchParams): string {
  const match = /(?:^|,)metadata\.name=+([^,=!\\]+)(?:,|$)/.exec(query.get('fieldSelector') ?? '')
  return match?.[1] ?? ''
}

/** A boolean parameter as the API server converts it: present and neither `false` nor `0`. */
export function isTrue(value: string | null): boolean {
  return value !== null && value.toLowerCase() !== 'false' && value !== '0'
}
