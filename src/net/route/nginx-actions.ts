/** What annotations of ingress-nginx make of a location: redirects, rewriting, the way to the backend. */
import type { KubeObject } from '../../k8s/objects.ts'
import { asFields, asString } from '../../k8s/shape.ts'
import { forwardTo } from './alb-actions.ts'
import type { Action, Canary, Redirect, ServiceGroup } from './router.ts'

const prefix = 'nginx.ingress.kubernetes.io/'

export function annotationOf({ metadata }: KubeObject, name: string): string {
  return asString(metadata.annotations?.[`${prefix}${name}`]).trim()
}

/** As Go reads a boolean. */
export function isSet(ingress: KubeObject, name: string): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(annotationOf(ingress, name))
}

export function isCanary(ingress: KubeObject): boolean {
  return isSet(ingress, 'canary')
}

/** `null` where the backend is no Service. */
export function backendOf(backend: unknown, namespace: string): ServiceGroup | null {
  const service = asFields(asFields(backend).service)
  const { number, name } = asFields(service.port)
  if (asString(service.name) === '') return null
  const port = typeof number === 'number' ? number : asString(name)
  return {
    affinity: 'none',
    affinityKey: '',
    services: [{ namespace, name: asString(service.name), port, weight: 100 }],
  }
}

export interface LocationFacts {
  readonly ingress: KubeObject
  readonly path: string
  readonly group: ServiceGroup | null
  readonly canary: Canary | null
}

/** A target that is the path itself changes nothing. */
export function needsRewrite(ingress: KubeObject, path: string): boolean {
  const target = annotationOf(ingress, 'rewrite-target')
  return target !== '' && target !== path
}

export function usesRegex(ingress: KubeObject, path: string): boolean {
  return isSet(ingress, 'use-regex') || needsRewrite(ingress, path)
}

/** Fixed redirects come first: nginx returns them before it thinks of TLS. */
export function locationAction(
  { ingress, path, group, canary }: LocationFacts,
  isPlain: boolean,
  hasCertificate: boolean,
  httpsPort: number,
): Action {
  const fixed = fixedRedirect(ingress)
  if (fixed !== null) return { type: 'redirect', redirect: fixed }
  if (isPlain && redirectsToTls(ingress, path, hasCertificate)) {
    return { type: 'redirect', redirect: toTls(httpsPort) }
  }
  if (group === null) return { type: 'answer', code: 503 }
  const hasCors = isSet(ingress, 'enable-cors')
  const origin = annotationOf(ingress, 'cors-allow-origin') || '*'
  return {
    ...forwardTo(group),
    canary,
    rewrite: needsRewrite(ingress, path)
      ? { type: 'all', pattern: path, replacement: annotationOf(ingress, 'rewrite-target') }
      : null,
    upstreamHost: annotationOf(ingress, 'upstream-vhost'),
    responseHeaders: hasCors ? [{ verb: 'set', name: 'Access-Control-Allow-Origin', value: origin }] : [],
    answersPreflight: hasCors,
  }
}

function fixedRedirect(ingress: KubeObject): Redirect | null {
  const codeOf = (name: string, usual: number) => {
    const code = Number(annotationOf(ingress, name) || usual)
    return Number.isInteger(code) && code >= 300 && code <= 308 ? code : usual
  }
  const temporal = annotationOf(ingress, 'temporal-redirect')
  if (temporal !== '') {
    return { code: codeOf('temporal-redirect-code', 302), url: temporal, keepsQuery: false }
  }
  const permanent = annotationOf(ingress, 'permanent-redirect')
  if (permanent === '') return null
  return { code: codeOf('permanent-redirect-code', 301), url: permanent, keepsQuery: false }
}

/** Challenges of certificate authorities stay on HTTP. */
function redirectsToTls(ingress: KubeObject, path: string, hasCertificate: boolean): boolean {
  if (path.startsWith('/.well-known/acme-challenge')) return false
  if (isSet(ingress, 'force-ssl-redirect')) return true
  const isOff = annotationOf(ingress, 'ssl-redirect') !== '' && !isSet(ingress, 'ssl-redirect')
  return hasCertificate && !isOff
}

function toTls(port: number): Redirect {
  return { code: 308, scheme: 'https', keepsQuery: true, ...(port === 443 ? {} : { port }) }
}

export function canaryOf(ingress: KubeObject, group: ServiceGroup): Canary {
  const { kind, metadata } = ingress
  const number = (name: string) => Math.max(0, Number.parseInt(annotationOf(ingress, name) || '0', 10) || 0)
  return {
    source: { kind, namespace: metadata.namespace ?? '', name: metadata.name },
    group,
    header: annotationOf(ingress, 'canary-by-header'),
    headerValue: annotationOf(ingress, 'canary-by-header-value'),
    headerPattern: annotationOf(ingress, 'canary-by-header-pattern'),
    cookie: annotationOf(ingress, 'canary-by-cookie'),
    weight: number('canary-weight'),
    weightTotal: number('canary-weight-total') || 100,
  }
}
