/** Paths and addresses after rewriting and redirecting. */
import { groupsOf, regexOf, search } from './regex/index.ts'
import type { RouteRequest } from './request.ts'
import type { Redirect, Rewrite } from './router.ts'

/** `null` where it is not known: a pattern that is not evaluated, or a variable in the replacement. */
export function rewritten(rewrite: Rewrite, path: string): string | null {
  if (rewrite.type === 'whole') return rewrite.path
  if (rewrite.type === 'prefix') return withoutPrefix(path, rewrite.prefix, rewrite.replacement)
  const { pattern, replacement } = rewrite
  const regex = regexOf(pattern, rewrite.type === 'all')
  // What is no pattern replaces nothing.
  if ('unfit' in regex) return regex.unfit === 'invalid' ? path : null
  const slots = search(regex, path)
  if (slots === 'unknown') return null
  if (slots === null) return path
  const filled = filledIn(replacement, groupsOf(slots, path))
  if (filled === null || rewrite.type === 'all') return filled
  return `${path.slice(0, slots[0])}${filled}${path.slice(slots[1])}`
}

/** `$1`, `${1}` and `$$`; any other variable is not known here. */
function filledIn(replacement: string, groups: readonly string[]): string | null {
  let isKnown = true
  const filled = replacement.replace(/\$(?:(\d+)|\{(\d+)\}|(\$)|)/g, (_, plain, braced, dollar) => {
    if (dollar !== undefined) return '$'
    const number = plain ?? braced
    if (number === undefined) isKnown = false
    return groups[Number(number)] ?? ''
  })
  return isKnown ? filled : null
}

/** As the data plane of ALB joins the two (`replace_prefix_match`): with one slash between them. */
function withoutPrefix(path: string, prefix: string, replacement: string): string {
  if (!path.startsWith(prefix)) return path
  const left = path.slice(prefix.length)
  const head = replacement.endsWith('/') && left.startsWith('/') ? replacement.slice(0, -1) : replacement
  const isJoined = replacement.endsWith('/') || left.startsWith('/') || left === ''
  return `${head}${isJoined ? '' : '/'}${left}` || '/'
}

/** The `Location` that is sent; `null` where it is not known. */
export function locationOf(redirect: Redirect, request: RouteRequest): string | null {
  const { url, scheme, host, port, path, keepsQuery } = redirect
  if (url !== undefined) return url.includes('$') ? null : url
  const own = path === undefined ? request.path : rewritten(path, request.path)
  if (own === null) return null
  const authority = `${host ?? request.host}${port === undefined ? '' : `:${port}`}`
  if (path === undefined && keepsQuery) return `${scheme ?? request.scheme}://${authority}${request.target}`
  const query = keepsQuery && request.query !== '' ? `?${request.query}` : ''
  return `${scheme ?? request.scheme}://${authority}${own}${query}`
}
