/** Which requests for a cluster's API the console passes on, decided from method and raw path alone. */

export type Admission =
  /** `path` is the raw path and query, to be sent as it is. */
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly code: 400 | 403 | 404 | 405; readonly message: string }

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])
const healthRoots = new Set(['healthz', 'livez', 'readyz'])
/** Subresources that open a channel into a workload or a node instead of naming an object. */
const tunnels = new Set(['exec', 'attach', 'portforward', 'proxy'])
/** Subresources of a Namespace itself; anything else after its name is a resource inside it. */
const namespaceSubresources = new Set(['status', 'finalize'])

/**
 * Decides whether a request may go to a cluster. `rawPathAndQuery` is the request target below the
 * cluster's prefix, still percent-encoded, beginning with `/`. Admitted are the API (`/api`, `/apis`),
 * `/version`, `/openapi/v2` and `/openapi/v3`, and reading `/healthz`, `/livez` and `/readyz`. Paths that
 * two parsers could read differently are refused with 400, tunnels (`exec`, `attach`, `portforward`,
 * `proxy`) with 403. The path is read as the API server's RequestInfo reads it, so an object that is
 * merely named `proxy` or `exec` is admitted.
 */
export function admitApiPath(method: string, rawPathAndQuery: string): Admission {
  if (!methods.has(method)) return refuse(405, `The method ${method} is not part of the Kubernetes API.`)
  if (!/^[\x21-\x7e]+$/.test(rawPathAndQuery) || rawPathAndQuery.includes('#')) {
    return refuse(400, 'The request path has characters that must be percent-encoded.')
  }
  const question = rawPathAndQuery.indexOf('?')
  const path = question < 0 ? rawPathAndQuery : rawPathAndQuery.slice(0, question)
  if (!path.startsWith('/')) return refuse(400, 'The request path must begin with a slash.')

  if (path === '/')
    return refuse(404, 'The root of the API server is not passed on; begin with /api or /apis.')

  const segments: string[] = []
  // One slash at the end is what some clients send (`/apis/`), and the API server ignores it.
  for (const raw of path
    .replace(/(?<=[^/])\/$/, '')
    .slice(1)
    .split('/')) {
    const segment = decodeSegment(raw)
    if (segment === null)
      return refuse(400, 'The request path is ambiguous: it holds an empty, dotted or doubly encoded step.')
    segments.push(segment)
  }
  // Names may need encoding; the word that chooses the part of the server never does.
  if (!path.startsWith(`/${segments[0]}`))
    return refuse(400, 'The first step of the request path must not be encoded.')
  return refusalOf(method, segments) ?? { ok: true, path: rawPathAndQuery }
}

function refuse(code: 400 | 403 | 404 | 405, message: string): Admission & { ok: false } {
  return { ok: false, code, message }
}

/** The decoded step, or `null` where servers could disagree on what it means. */
function decodeSegment(raw: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(raw)
  } catch {
    return null
  }
  // What follows a semicolon some servers take for a parameter of the step.
  if (/^\.{0,2}(;|$)/.test(decoded) || /[/\\%\x00-\x1f\x7f]/.test(decoded)) return null
  return decoded
}

function refusalOf(method: string, [root = '', ...rest]: readonly string[]): Admission | null {
  if (healthRoots.has(root)) {
    return method === 'GET' ? null : refuse(405, `/${root} can only be read.`)
  }
  if (root === 'version' && rest.length === 0) return null
  if (root === 'openapi' && ((rest[0] === 'v2' && rest.length === 1) || rest[0] === 'v3')) return null
  if (root === 'api') return tunnelRefusal(rest.slice(1))
  if (root === 'apis') return tunnelRefusal(rest.slice(2))
  return refuse(
    404,
    `/${[root, ...rest].join('/')} is not a path of the Kubernetes API that the console passes on.`,
  )
}

/** `steps` is what follows the version: `[watch/][namespaces/{ns}/]{resource}[/{name}[/{subresource}...]]`. */
function tunnelRefusal(steps: readonly string[]): Admission | null {
  let rest = steps
  // The verbs that old API servers took as a prefix.
  if (rest[0] === 'watch') rest = rest.slice(1)
  if (rest[0]?.toLowerCase() === 'proxy' && rest.length > 1) return tunnelRefused('proxy')
  const [first, , third] = rest
  if (first === 'namespaces' && third !== undefined && !namespaceSubresources.has(third)) rest = rest.slice(2)
  const subresource = rest[2]?.toLowerCase().split(';', 1)[0]
  return subresource !== undefined && tunnels.has(subresource) ? tunnelRefused(subresource) : null
}

function tunnelRefused(subresource: string): Admission {
  return refuse(
    403,
    `The console does not pass on "${subresource}"; use kubectl with your own kubeconfig for it.`,
  )
}
