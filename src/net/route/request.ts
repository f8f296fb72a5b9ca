/** A request as a person describes it, and as balancers see it. */
import { type Address, isIPv4, isIPv6, parseAddress } from '../address.ts'
import { normalizePath, type ParamValue, type PathFault, paramsOf } from './uri.ts'

export interface RouteRequest {
  readonly method: string
  readonly scheme: 'http' | 'https'
  /** In lower case, without port and without a dot at its end; from the `Host` header, where there is one. */
  readonly host: string
  /** What the client connects to. */
  readonly port: number
  /** The name in the TLS handshake: that of the URL. `''` without TLS, and for addresses, which are not sent. */
  readonly sni: string
  /** As sent, with what follows the question mark. */
  readonly target: string
  /** Normalized as nginx does. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly params: ReadonlyMap<string, ParamValue>
  /** By name in lower case; repeated ones are joined by a comma. */
  readonly headers: ReadonlyMap<string, string>
  /** By name in lower case, as nginx compares them. */
  readonly cookies: ReadonlyMap<string, string>
  /** Where the connection comes from; `null` where nobody said. */
  readonly source: Address | null
}

/** The texts of the form. Headers are lines of `Name: value`, cookies pairs of `name=value` with `;` or line ends. */
export interface TypedRequest {
  readonly method?: string
  readonly url: string
  readonly headers?: string
  readonly cookies?: string
  readonly source?: string
}

export type RequestFault =
  | 'method'
  | 'url-empty'
  | 'url-space'
  | 'url-scheme'
  | 'url-user'
  | 'url-host'
  | 'url-port'
  | PathFault
  | 'header-line'
  | 'header-name'
  | 'header-value'
  | 'cookie-pair'
  | 'cookie-name'
  | 'source'

export interface RequestProblem {
  readonly field: 'method' | 'url' | 'headers' | 'cookies' | 'source'
  readonly fault: RequestFault
  /** The part of what was typed that is wrong. */
  readonly text: string
  /** Which line or pair, from 1, where there are several. */
  readonly line?: number
}

export type ParsedRequest =
  | { readonly request: RouteRequest; readonly problems: readonly [] }
  | { readonly request: null; readonly problems: readonly RequestProblem[] }

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

export function parseRequest(typed: TypedRequest): ParsedRequest {
  const problems: RequestProblem[] = []
  const method = (typed.method ?? '').trim() || 'GET'
  if (!token.test(method)) problems.push({ field: 'method', fault: 'method', text: method })
  const url = parseUrl(typed.url.trim(), problems)
  const headers = parseHeaders(typed.headers ?? '', problems)
  const cookies = parseCookies([headers.get('cookie') ?? '', typed.cookies ?? ''].join('\n'), problems)
  const sourceText = (typed.source ?? '').trim()
  const source = sourceText === '' ? null : parseAddress(sourceText)
  if (source === null && sourceText !== '')
    problems.push({ field: 'source', fault: 'source', text: sourceText })
  if (url === null || problems.length > 0) return { request: null, problems }
  const given = headers.get('host')
  const host = given === undefined ? url.host : splitHost(given)?.host
  if (host === undefined || host === '') {
    return { request: null, problems: [{ field: 'headers', fault: 'url-host', text: given ?? '' }] }
  }
  return { request: { method, ...url, host, headers, cookies, source }, problems: [] }
}

type UrlParts = Pick<
  RouteRequest,
  'scheme' | 'host' | 'port' | 'sni' | 'target' | 'path' | 'query' | 'params'
>

function parseUrl(text: string, problems: RequestProblem[]): UrlParts | null {
  const fail = (fault: RequestFault, part = text) => {
    problems.push({ field: 'url', fault, text: part })
    return null
  }
  if (text === '') return fail('url-empty')
  if (/[\s\u0000-\u001f\u007f]/.test(text)) return fail('url-space')
  const match = /^(https?):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(text)
  if (match === null) return fail('url-scheme')
  const [, schemeText = '', authority = '', rawPath = '', query = ''] = match
  if (authority.includes('@')) return fail('url-user', authority)
  const split = splitHost(authority)
  if (split === null) return fail('url-host', authority)
  const scheme = schemeText.toLowerCase() === 'https' ? 'https' : 'http'
  const port = split.port === '' ? (scheme === 'https' ? 443 : 80) : Number(split.port)
  if (!/^\d*$/.test(split.port) || port < 1 || port > 65535) return fail('url-port', split.port)
  const normalized = normalizePath(rawPath || '/')
  if ('fault' in normalized) return fail(normalized.fault, rawPath)
  const { host } = split
  const hasName = scheme === 'https' && !host.startsWith('[') && !isIPv4(host)
  return {
    scheme,
    host,
    port,
    sni: hasName ? host : '',
    target: `${rawPath || '/'}${text.includes('?') ? `?${query}` : ''}`,
    path: normalized.path,
    query,
    params: paramsOf(query),
  }
}

/** `null` where it is no host; the port is not looked at. */
function splitHost(authority: string): { readonly host: string; readonly port: string } | null {
  const match = /^(\[[^\]]*\]|[^:[\]]+)(?::(.*))?$/.exec(authority)
  const [, written = '', port = ''] = match ?? []
  const host = written.toLowerCase().replace(/\.$/, '')
  const isKnown = host.startsWith('[') ? isIPv6(host.slice(1, -1)) : /^[^\s\\%<>"^`{|}]+$/.test(host)
  return match === null || !isKnown ? null : { host, port }
}

function parseHeaders(text: string, problems: RequestProblem[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim()
    const value = line.slice(colon + 1).trim()
    const fail = (fault: RequestFault, part: string) =>
      problems.push({ field: 'headers', fault, text: part, line: at + 1 })
    if (colon < 0) fail('header-line', line.trim())
    else if (!token.test(name)) fail('header-name', name)
    else if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) fail('header-value', value)
    else add(headers, name.toLowerCase(), value, name.toLowerCase() === 'cookie' ? '; ' : ', ')
  }
  return headers
}

function add(headers: Map<string, string>, name: string, value: string, joint: string): void {
  const before = headers.get(name)
  headers.set(name, before === undefined ? value : `${before}${joint}${value}`)
}

/** The first of several cookies of one name counts. */
function parseCookies(text: string, problems: RequestProblem[]): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>()
  const pairs = text.split(/;|\r?\n/).filter((pair) => pair.trim() !== '')
  for (const [at, pair] of pairs.entries()) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals).trim()
    const fail = (fault: RequestFault, part: string) =>
      problems.push({ field: 'cookies', fault, text: part, line: at + 1 })
    if (equals < 0) fail('cookie-pair', pair.trim())
    else if (!token.test(name)) fail('cookie-name', name)
    else if (!cookies.has(name.toLowerCase())) cookies.set(name.toLowerCase(), pair.slice(equals + 1).trim())
  }
  return cookies
}
