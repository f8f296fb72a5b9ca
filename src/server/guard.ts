/** Keeps other sites out: a server on loopback answers every page that a browser has open unless it looks. */
import type { IncomingHttpHeaders } from 'node:http'

export interface GuardedRequest {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** The port the connection came in on. */
  readonly localPort: number | undefined
}

export interface Refusal {
  readonly code: 403 | 421
  readonly message: string
}

export type Guard = (request: GuardedRequest) => Refusal | null

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]'])
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A guard that accepts loopback names with the server's own port, and `allowedHosts`: a name accepts it
 * with any port, `name:port` with that one. It refuses a foreign `Host` (which DNS rebinding brings), a
 * foreign `Origin`, and requests that another site's page makes, except for opening a page.
 */
export function createGuard(allowedHosts: readonly string[]): Guard {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()))

  const accepts = (authority: string, localPort: number | undefined): boolean => {
    const parsed = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d+))?$/.exec(authority.toLowerCase())
    if (parsed === null) return false
    const [whole, name = '', port] = parsed
    if (allowed.has(whole) || allowed.has(name)) return true
    return loopbackNames.has(name) && Number(port ?? 80) === localPort
  }

  return ({ method, headers, localPort }) => {
    const { host = '', origin } = headers
    if (!accepts(host, localPort)) {
      return {
        code: 421,
        message: `This server does not answer for the host "${host}". Start it with --allow-host ${host} if it should.`,
      }
    }
    if (origin !== undefined && !accepts(authorityOf(origin), localPort)) {
      return {
        code: 403,
        message: `Requests from pages of ${origin} are refused. Start the server with --allow-host if they should not be.`,
      }
    }
    const site = headers['sec-fetch-site']
    const foreign = site === 'cross-site' || site === 'same-site'
    const opensPage = headers['sec-fetch-mode'] === 'navigate' && safeMethods.has(method)
    // Where the Origin is accepted, the page is one that the operator allowed.
    if (foreign && !opensPage && origin === undefined) {
      return { code: 403, message: 'Requests that another site makes are refused.' }
    }
    if (site === 'cross-site' && !safeMethods.has(method)) {
      return { code: 403, message: 'Requests that another site makes are refused.' }
    }
    return null
  }
}

/** The authority of an origin; `''`, which nothing accepts, for an opaque one. */
function authorityOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}
