/** What of a request an indicator looks at, as the data plane of ALB reads it (`match_engine`, `var_proxy`). */
import { formatAddress } from '../address.ts'
import type { Indicator } from './match.ts'
import type { RouteRequest } from './request.ts'
import type { ParamValue } from './uri.ts'

/** `null`: the request has none. `undefined`: nobody said. */
export type Subject = ParamValue | null | undefined

export function subjectOf(indicator: Indicator, key: string, request: RouteRequest): Subject {
  switch (indicator) {
    case 'HOST':
      return hostOf(request)
    case 'URL':
      return request.path
    case 'METHOD':
      return request.method
    case 'SRC_IP':
      return sourceOf(request).text
    case 'HEADER':
      return headerOf(request, key)
    case 'COOKIE':
      return request.cookies.get(key.toLowerCase()) ?? null
    case 'PARAM':
      return request.params.get(key) ?? null
  }
}

/** Cut at the first colon, which was meant for ports and takes IPv6 addresses along. */
function hostOf({ host }: RouteRequest): string {
  const colon = host.indexOf(':')
  return colon < 0 ? host : host.slice(0, colon)
}

/** The name of the variable has underscores where the header has dashes. */
function headerOf({ headers, host, port, scheme }: RouteRequest, key: string): string | null {
  const name = key.toLowerCase().replaceAll('_', '-')
  const value = headers.get(name) ?? headers.get(key.toLowerCase())
  if (value !== undefined) return value
  const isUsual = port === (scheme === 'https' ? 443 : 80)
  return name === 'host' ? `${host}${isUsual ? '' : `:${port}`}` : null
}

export interface SourceText {
  readonly text: string | undefined
  /** A header that every client can send says it. */
  readonly from: 'x-real-ip' | 'x-forwarded-for' | 'connection'
}

export function sourceOf({ headers, source }: RouteRequest): SourceText {
  const real = headers.get('x-real-ip')
  if (real !== undefined) return { text: real, from: 'x-real-ip' }
  const forwarded = headers.get('x-forwarded-for')
  if (forwarded !== undefined) return { text: forwarded.split(',')[0] ?? '', from: 'x-forwarded-for' }
  return { text: source === null ? undefined : formatAddress(source), from: 'connection' }
}
