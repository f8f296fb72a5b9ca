/** Reads `/clusters/<name>/<kubernetes path>`. */
import { admitApiPath } from '../../k8s/apipath.ts'

export const clustersPrefix = '/clusters/'

export type Target =
  | { readonly ok: true; readonly cluster: string; readonly path: string }
  | { readonly ok: false; readonly cluster: string; readonly code: number; readonly message: string }

/** `url` is the raw request target; the cluster's name is one percent-encoded step. */
export function readTarget(method: string, url: string): Target {
  const rest = url.slice(clustersPrefix.length)
  const [encoded = ''] = rest.split(/[/?#]/, 1)
  const cluster = decodeName(encoded)
  if (!url.startsWith(clustersPrefix) || !cluster) {
    return {
      ok: false,
      cluster: '',
      code: 400,
      message: 'The request path must be /clusters/<name>/<path of the Kubernetes API>.',
    }
  }
  const admission = admitApiPath(method, rest.slice(encoded.length) || '/')
  return admission.ok ? { ...admission, cluster } : { ...admission, cluster }
}

function decodeName(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return null
  }
}
