/** Paths of requests as nginx reads them (`$uri`): decoded, slashes merged, dot segments resolved. */

export type PathFault = 'path-encoding' | 'path-above-root'

/** What nginx compares rules with; it refuses the faults itself, with 400. */
export function normalizePath(raw: string): { readonly path: string } | { readonly fault: PathFault } {
  const decoded = percentDecoded(raw)
  if (decoded === null || decoded.includes('\0')) return { fault: 'path-encoding' }
  const kept: string[] = []
  const parts = decoded.split('/').slice(1)
  for (const part of parts) {
    if (part === '..') {
      if (kept.pop() === undefined) return { fault: 'path-above-root' }
    } else if (part !== '' && part !== '.') kept.push(part)
  }
  const isFolder = ['', '.', '..'].includes(parts.at(-1) ?? '')
  return { path: `/${kept.join('/')}${isFolder && kept.length > 0 ? '/' : ''}` }
}

/** `null` where a per cent sign is not followed by two hexadecimal digits; bytes that are no UTF-8 are replaced. */
export function percentDecoded(text: string): string | null {
  if (!text.includes('%')) return text
  if (/%(?![0-9a-f]{2})/i.test(text)) return null
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    new TextDecoder().decode(Uint8Array.from(run.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))),
  )
}

/** A parameter of the query: `true` where it has no `=`, several where it is repeated. */
export type ParamValue = string | true | readonly (string | true)[]

/** The parameters of a query with names and values decoded; a plus sign is a space. */
export function paramsOf(query: string): ReadonlyMap<string, ParamValue> {
  const params = new Map<string, ParamValue>()
  for (const part of query.split('&')) {
    const [name, ...rest] = part.split('=')
    const key = decodedWord(name ?? '')
    if (key === '') continue
    const value = rest.length === 0 ? true : decodedWord(rest.join('='))
    const before = params.get(key)
    if (before === undefined) params.set(key, value)
    else params.set(key, [...(typeof before === 'object' ? before : [before]), value])
  }
  return params
}

function decodedWord(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  // nginx leaves what it cannot decode as it is.
  return percentDecoded(spaced) ?? spaced
}
