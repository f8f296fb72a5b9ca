/** What the rules and ports of an ALB do with a request. */
import { asFields, asList, asString, asStringMap, parseJson } from '../../k8s/shape.ts'
import type { Action, Affinity, Forward, HeaderChange, Redirect, Rewrite, ServiceGroup } from './router.ts'

export function groupOf(value: unknown): ServiceGroup {
  const group = asFields(value)
  const policy = asString(group.session_affinity_policy)
  const affinities: readonly Affinity[] = ['sip-hash', 'cookie', 'header']
  // The data plane goes round where it does not know the policy.
  const affinity = affinities.find((each) => each === policy) ?? 'none'
  const named = asString(group.session_affinity_attribute)
  return {
    affinity,
    affinityKey: named || (affinity === 'cookie' ? 'JSESSIONID' : ''),
    services: asList(group.services).map((each) => {
      const { name, namespace, port, weight } = asFields(each)
      return {
        name: asString(name),
        namespace: asString(namespace),
        port: typeof port === 'number' ? port : 0,
        // Weights go from 0 to 100 and are cut there.
        weight: typeof weight === 'number' ? Math.min(100, Math.max(0, weight)) : 0,
      }
    }),
  }
}

export function actionOf(spec: unknown, annotations: unknown): Action {
  const rule = asFields(spec)
  const redirect = redirectOf(withLegacy(rule))
  if (redirect !== null) return { type: 'redirect', redirect }
  const notes = asStringMap(annotations)
  return {
    type: 'forward',
    group: groupOf(rule.serviceGroup),
    canary: null,
    rewrite: rewriteOf(rule),
    upstreamHost: asString(rule.vhost),
    requestHeaders: headerChanges(notes['alb.rule.cpaas.io/rewrite-request']),
    responseHeaders: [...corsHeaders(rule), ...headerChanges(notes['alb.rule.cpaas.io/rewrite-response'])],
    answersPreflight: rule.enableCORS === true,
  }
}

/** The older fields win over the newer object. */
function withLegacy({ config, redirectURL, redirectCode }: Readonly<Record<string, unknown>>) {
  return {
    ...asFields(asFields(config).redirect),
    ...(asString(redirectURL) === '' ? {} : { url: redirectURL }),
    ...(typeof redirectCode === 'number' && redirectCode !== 0 ? { code: redirectCode } : {}),
  }
}

/** Source: `l7_redirect` of alauda/alb. The code is 302 where none is written, whatever the comments say. */
export function redirectOf(value: unknown): Redirect | null {
  const { code, url, scheme, host, port, prefix_match, replace_prefix } = asFields(value)
  const [newUrl, newScheme, newHost, prefix] = [url, scheme, host, prefix_match].map(asString)
  const hasCode = typeof code === 'number' && code !== 0
  const hasPort = typeof port === 'number'
  if (!hasCode && !hasPort && !newUrl && !newScheme && !newHost && !prefix) return null
  const base = { code: hasCode ? code : 302, keepsQuery: false }
  if (newUrl && !newScheme && !newHost && !hasPort) return { ...base, url: newUrl }
  const path: Rewrite | null = newUrl
    ? { type: 'whole', path: newUrl }
    : prefix
      ? { type: 'prefix', prefix, replacement: asString(replace_prefix) }
      : null
  return {
    ...base,
    ...(newScheme ? { scheme: newScheme } : {}),
    ...(newHost ? { host: newHost } : {}),
    ...(hasPort ? { port } : {}),
    ...(path === null ? {} : { path }),
  }
}

/** Source: `set_rewrite_url` of the data plane. */
function rewriteOf(rule: Readonly<Record<string, unknown>>): Rewrite | null {
  const replacement = asString(rule.rewrite_target)
  if (replacement === '') return null
  const base = asString(rule.rewrite_base)
  if (base === '.*') return { type: 'whole', path: replacement }
  return { type: 'part', pattern: base || '/', replacement }
}

const usualHeaders =
  'DNT,X-CustomHeader,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Authorization'

function corsHeaders(rule: Readonly<Record<string, unknown>>): readonly HeaderChange[] {
  if (rule.enableCORS !== true) return []
  const set = (name: string, value: string): HeaderChange => ({ verb: 'set', name, value })
  return [
    set('Access-Control-Allow-Origin', asString(rule.corsAllowOrigin) || '*'),
    set('Access-Control-Allow-Credentials', 'true'),
    set('Access-Control-Allow-Methods', 'GET, PUT, POST, DELETE, PATCH, OPTIONS'),
    set('Access-Control-Allow-Headers', asString(rule.corsAllowHeaders) || usualHeaders),
  ]
}

/** Values from variables are written with the dollar sign that nginx gives them. */
function headerChanges(text: string | undefined): readonly HeaderChange[] {
  if (text === undefined) return []
  const { headers, headers_var, headers_remove, headers_add, headers_add_var } = asFields(
    parseJson(text ?? ''),
  )
  const setAll = (values: unknown, mark: string) =>
    Object.entries(asStringMap(values)).map(
      ([name, value]): HeaderChange => ({ verb: 'set', name, value: `${mark}${value}` }),
    )
  const addAll = (values: unknown, mark: string) =>
    Object.entries(asFields(values)).flatMap(([name, list]) =>
      asList(list).map((value): HeaderChange => ({ verb: 'add', name, value: `${mark}${asString(value)}` })),
    )
  return [
    ...setAll(headers, ''),
    ...setAll(headers_var, '$'),
    ...asList(headers_remove).map(
      (name): HeaderChange => ({ verb: 'remove', name: asString(name), value: '' }),
    ),
    ...addAll(headers_add, ''),
    ...addAll(headers_add_var, '$'),
  ]
}

export function forwardTo(group: ServiceGroup): Forward {
  return {
    type: 'forward',
    group,
    canary: null,
    rewrite: null,
    upstreamHost: '',
    requestHeaders: [],
    responseHeaders: [],
    answersPreflight: false,
  }
}
