/** What a rule matches, in the terms of an ALB: a list of terms that all hold. */

export interface Term {
  readonly type: 'URL' | 'HOST'
  readonly values: readonly (readonly string[])[]
}

/** A path of an Ingress, which is a regular expression where it looks like one and its type does not forbid it. */
export function termsOf(host: string, path: string, pathType: string): readonly Term[] {
  const terms: Term[] = []
  if (path !== '') terms.push({ type: 'URL', values: [urlRow(path, pathType)] })
  if (host !== '') terms.push({ type: 'HOST', values: [[host.startsWith('*') ? 'ENDS_WITH' : 'EQ', host]] })
  return terms
}

function urlRow(path: string, pathType: string): readonly string[] {
  if (pathType === 'Exact') return ['EQ', path]
  if (pathType === 'Prefix' || !/[\^$():?[\]*\\]/.test(path)) return ['STARTS_WITH', path]
  return ['REGEX', path.startsWith('^') ? path : `^${path}`]
}

/** The terms as one text to search in. */
export function searchText(terms: readonly Term[]): string {
  const texts = terms.flatMap(({ type, values }) =>
    values.map(([operator = '', ...rest]) => `(${[operator, type, ...rest].join(' ')})`),
  )
  return texts.length > 1 ? `(AND ${texts.join(' ')})` : (texts[0] ?? '')
}
