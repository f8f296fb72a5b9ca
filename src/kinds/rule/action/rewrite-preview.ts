/** What a rule makes of an example: the path that pods see, asked of the same code that traces requests. */
import { asList, asString, type Fields } from '../../../k8s/shape.ts'
import { albRouter, parseRequest, readMatch, trace } from '../../../net/route/index.ts'
import { albLabel, frontendLabel } from '../../alb/spec.ts'

export type Preview =
  | { readonly is: 'path'; readonly before: string; readonly after: string }
  /** The example is none, or the rule is not for it. */
  | { readonly is: 'bad' | 'other' }
  /** A pattern that is not worked out here. */
  | { readonly is: 'unknown' }

const name = 'preview'

/** Only what the rule says of paths counts; `text` is a path or a whole URL. */
export function previewOf(spec: Fields, text: string): Preview {
  const url = /^https?:\/\//.test(text) ? text : `http://example.com${text.startsWith('/') ? '' : '/'}${text}`
  const { request } = parseRequest({ url })
  if (request === null) return { is: 'bad' }
  const paths = asList(spec.dslx).filter((term) => (term as { type?: unknown } | null)?.type === 'URL')
  const dslx = paths.length === 0 ? [{ type: 'URL', values: [['STARTS_WITH', '/']] }] : paths
  const { rewrite_base, rewrite_target } = spec
  const metadata = { name, namespace: name, labels: { [albLabel]: name, [frontendLabel]: name } }
  const router = albRouter({
    alb: { apiVersion: '', kind: 'ALB2', metadata },
    frontends: [{ apiVersion: '', kind: 'Frontend', metadata, ...{ spec: { port: 80, protocol: 'http' } } }],
    rules: [{ apiVersion: '', kind: 'Rule', metadata, ...{ spec: { dslx, rewrite_base, rewrite_target } } }],
  })
  const found = trace(router, { ...request, scheme: 'http', port: 80, sni: '' })
  if (found.route === null) return { is: found.isCertain ? 'other' : 'unknown' }
  return found.backendUrl === null
    ? { is: 'unknown' }
    : { is: 'path', before: request.target, after: found.backendUrl }
}

/** A path that the rule is for, as far as that can be guessed. */
export function exampleFor(spec: Fields): string {
  for (const { indicator, tests } of readMatch(spec.dslx).match.conditions) {
    const [first] = tests
    const value = first?.values[0] ?? ''
    if (indicator !== 'URL' || first === undefined) continue
    if (first.operator === 'EQ' || first.operator === 'IN') return value
    if (first.operator === 'STARTS_WITH') return `${value}${value.endsWith('/') ? '' : '/'}abc`
    // What a pattern says literally before anything else.
    const [, start = ''] = /^\^?([\w/-]*)/.exec(value) ?? []
    const bare = asString(value).replace(/^\^/, '')
    const simple = bare.replace(/\((?:\?:)?([\w-]+)(?:\|[^)]*)?\)/g, '$1').replace(/\(\/\|\$\)/g, '/')
    const [, path = start] = /^([\w/-]*)/.exec(simple) ?? []
    return `${path}${path.endsWith('/') ? '' : '/'}abc`
  }
  return '/abc'
}
