/** Keeps other sites out: a server on loopback answers every page that a browser has open unless it looks. */
import type { IncomingHttpHeaders } from 'node:http'
import { csrfHeader, isSafe } from '../wire.ts'

export interface GuardedRequest {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  /** The port the connection came in on. */
  readonly localPort: number | undefined
  /** Whether it came by HTTPS. */
  readonly secure: boolean
}

export interface Refusal {
  readonly code: 403 | 421
  readonly message: string
  readonly cause: 'origin' | 'csrf'
}

export type Guard = (request: GuardedRequest) => Refusal | null

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * A guard that accepts loopback names with the server's own port, and `allowedHosts`: a name accepts it
 * with any port, `name:port` with that one. It refuses a foreign `Host` (which DNS rebinding brings), a
 * foreign `Origin`, requests that another site's page makes, except for opening a page, and changes without
 * the header that no other site can send.
 */
export function createGuard(allowedHosts: readonly string[]): Guard {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()))

  const accepts = (authority: string, localPort: number | undefined, secure: boolean): boolean => {
    const parsed = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d+))?$/.exec(authority.toLowerCase())
    if (parsed === null) return false
    const [whole, name = '', port] = parsed
    if (allowed.has(whole) || allowed.has(name)) return true
    return loopbackNames.has(name) && Number(port ?? (secure ? 443 : 80)) === localPort
  }

  return ({ method, headers, localPort, secure }) => {
    const { host = '', origin } = headers
    if (!accepts(host, localPort, secure)) {
      return {
        code: 421,
        message: `This server does not answer for the host "${host}". Start it with --allow-host ${host} if it should.`,
        cause: 'origin',
      }
    }
    // A page that came without TLS may be anybody's on the way.
    const isPlain = secure && origin?.startsWith('http:')
    if (origin !== undefined && (isPlain || !accepts(authorityOf(origin), localPort, secure))) {
      return {
        code: 403,
        message: `Requests from pages of ${origin} are refused. Start the server with --allow-host if they should not be.`,
        cause: 'origin',
      }
    }
    const site = headers['sec-fetch-site']
    const foreign = site === 'cross-site' || site === 'same-site'
    const opensPage = headers['sec-fetch-mode'] === 'navigate' && isSafe(method)
    // Where the Origin is accepted, the page is one that the operator allowed.
    if (foreign && !opensPage && origin === undefined) {
      return { code: 403, message: 'Requests that another site makes are refused.', cause: 'origin' }
    }
    if (site === 'cross-site' && !isSafe(method)) {
      return { code: 403, message: 'Requests that another site makes are refused.', cause: 'origin' }
    }
    if (!isSafe(method) && headers[csrfHeader] !== '1') {
      return {
        code: 403,
        message: `Requests that change something need the header "${csrfHeader}: 1".`,
        cause: 'csrf',
      }
    }
    return null
  }
}

/** The authority of an origin; `''`, which nothing accepts, for an opaque one. */
function authorityOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}
