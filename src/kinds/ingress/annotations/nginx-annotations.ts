/** ingress-nginx's annotations, and what a load balancer (ALB) makes of each. */
import type { AlbSupport, Annotation, Standing } from './catalogue.ts'
import {
  boolean,
  duration,
  listOf,
  number,
  object,
  objectHere,
  oneOf,
  path,
  regex,
  seconds,
  size,
  text,
  url,
  type ValueType,
} from './value-types.ts'

interface More {
  readonly initial?: string
  readonly needs?: string
  readonly standing?: Standing
}

const row =
  (alb: AlbSupport) =>
  (name: string, type: ValueType, more: More = {}): Annotation => ({ name, type, alb, ...more })
const yes = row('yes')
const partly = row('partly')
const no = row('no')
const unknown = row('unknown')

const onOff = oneOf('on', 'off')
const cors = { needs: 'enable-cors' }
const basic = { needs: 'auth-type' }
const forward = { needs: 'auth-url' }
const sticky = { needs: 'affinity' }
const canary = { needs: 'canary' }
const clientCertificate = { needs: 'auth-tls-secret' }
const waf = { needs: 'enable-modsecurity' }
const removed = { standing: 'removed' } as const
const snippet = { standing: 'snippet' } as const

/** The rows of the platform's own table, in its order. */
export const matrix: readonly Annotation[] = [
  yes('auth-realm', text, basic),
  yes('auth-secret', objectHere, basic),
  yes('auth-secret-type', oneOf('auth-file', 'auth-map'), { initial: 'auth-file', needs: 'auth-secret' }),
  yes('auth-type', { is: 'enum', values: ['basic', 'digest'], albValues: ['basic'] }),
  yes('auth-url', url),
  yes('auth-proxy-set-headers', objectHere, forward),
  yes('backend-protocol', oneOf('HTTP', 'HTTPS', 'AUTO_HTTP', 'GRPC', 'GRPCS', 'FCGI'), { initial: 'HTTP' }),
  yes('enable-cors', boolean, { initial: 'false' }),
  yes('cors-allow-origin', listOf('origin'), { initial: '*', ...cors }),
  yes('cors-allow-methods', listOf('method'), { initial: 'GET, PUT, POST, DELETE, PATCH, OPTIONS', ...cors }),
  yes('cors-allow-headers', listOf('header'), cors),
  yes('force-ssl-redirect', boolean, { initial: 'false' }),
  yes('permanent-redirect', url),
  yes('permanent-redirect-code', number(300, 308), { initial: '301', needs: 'permanent-redirect' }),
  yes('temporal-redirect', url),
  yes('proxy-connect-timeout', seconds, { initial: '5' }),
  yes('proxy-send-timeout', seconds, { initial: '60' }),
  yes('proxy-read-timeout', seconds, { initial: '60' }),
  yes('rewrite-target', text),
  yes('ssl-redirect', boolean, { initial: 'true' }),
  yes('upstream-vhost', text),
  yes('enable-opentelemetry', boolean),
  yes('opentelemetry-trust-incoming-span', boolean),
  yes('enable-modsecurity', boolean),
  yes('enable-owasp-core-rules', boolean, waf),
  yes('modsecurity-transaction-id', text, waf),
  yes('modsecurity-snippet', text, { ...waf, ...snippet }),

  partly('affinity', oneOf('cookie')),
  partly('affinity-mode', oneOf('balanced', 'persistent'), { initial: 'balanced', ...sticky }),
  partly('affinity-canary-behavior', oneOf('sticky', 'legacy'), { initial: 'sticky' }),
  partly('enable-global-auth', boolean, { initial: 'true' }),
  partly('custom-headers', objectHere),
  partly('default-backend', text),
  partly('denylist-source-range', listOf('cidr')),
  partly('whitelist-source-range', listOf('cidr')),
  partly('enable-access-log', boolean, { initial: 'true' }),

  unknown('use-regex', boolean, { initial: 'false' }),

  no('app-root', path),
  no('auth-tls-secret', object),
  no('auth-tls-verify-client', oneOf('on', 'off', 'optional', 'optional_no_ca'), {
    initial: 'on',
    ...clientCertificate,
  }),
  no('auth-tls-error-page', text, clientCertificate),
  no('auth-tls-match-cn', text, clientCertificate),
  no('auth-cache-key', text, forward),
  no('auth-cache-duration', text, { needs: 'auth-cache-key' }),
  no('auth-snippet', text, { ...forward, ...snippet }),
  no('canary-by-header', text, canary),
  no('canary-by-header-value', text, { needs: 'canary-by-header' }),
  no('canary-by-header-pattern', regex, { needs: 'canary-by-header' }),
  no('canary-by-cookie', text, canary),
  no('client-body-buffer-size', size),
  no('configuration-snippet', text, snippet),
  no('cors-expose-headers', listOf('header'), cors),
  no('global-rate-limit-key', text, removed),
  no('global-rate-limit-ignored-cidrs', listOf('cidr'), removed),
  no('proxy-body-size', size, { initial: '1m' }),
  no('proxy-cookie-domain', text),
  no('proxy-cookie-path', text),
  no('proxy-next-upstream', text, { initial: 'error timeout' }),
  no('proxy-request-buffering', onOff, { initial: 'on' }),
  no('proxy-redirect-from', text, { needs: 'proxy-redirect-to' }),
  no('proxy-redirect-to', text, { needs: 'proxy-redirect-from' }),
  no('proxy-ssl-secret', object),
  no('proxy-ssl-ciphers', text),
  no('proxy-ssl-name', text),
  no('proxy-ssl-protocols', text),
  no('proxy-ssl-verify', onOff, { initial: 'off' }),
  no('proxy-ssl-server-name', onOff, { initial: 'off' }),
  no('satisfy', oneOf('all', 'any'), { initial: 'all' }),
  no('server-alias', listOf('text')),
  no('server-snippet', text, snippet),
  no('session-cookie-domain', text, sticky),
  no('session-cookie-expires', number(), sticky),
  no('session-cookie-max-age', number(), sticky),
  no('session-cookie-name', text, { initial: 'INGRESSCOOKIE', ...sticky }),
  no('session-cookie-path', text, sticky),
  no('session-cookie-samesite', oneOf('None', 'Lax', 'Strict'), sticky),
  no('session-cookie-secure', boolean, sticky),
  no('stream-snippet', text, snippet),
  no('upstream-hash-by', text),
  no('x-forwarded-prefix', text),
  no('load-balance', oneOf('round_robin', 'ewma'), { initial: 'round_robin' }),
  no('proxy-buffering', onOff, { initial: 'off' }),
  no('proxy-buffer-size', size, { initial: '4k' }),
  no('proxy-max-temp-file-size', size, { initial: '1024m' }),
  no('ssl-ciphers', text),
  no('connection-proxy-header', text),
  no('mirror-request-body', onOff, { initial: 'on', needs: 'mirror-target' }),
  no('mirror-target', text),
  no('mirror-host', text, { needs: 'mirror-target' }),
  no('auth-tls-verify-depth', number(0), { initial: '1', ...clientCertificate }),
  no('auth-keepalive', number(), forward),
  no('auth-keepalive-requests', number(), { initial: '1000', needs: 'auth-keepalive' }),
  no('auth-keepalive-timeout', number(), { initial: '60', needs: 'auth-keepalive' }),
  no('canary-weight', number(), canary),
  no('canary-weight-total', number(1), { initial: '100', needs: 'canary-weight' }),
  no('cors-max-age', number(), { initial: '1728000', ...cors }),
  no('limit-connections', number()),
  no('limit-rps', number()),
  no('global-rate-limit', number(), removed),
  no('proxy-next-upstream-timeout', number(), { initial: '0' }),
  no('proxy-next-upstream-tries', number(), { initial: '3' }),
  no('proxy-ssl-verify-depth', number(), { initial: '1' }),
  no('proxy-buffers-number', number(), { initial: '4' }),
  no('auth-tls-pass-certificate-to-upstream', boolean, clientCertificate),
  no('auth-keepalive-share-vars', boolean, { initial: 'false', needs: 'auth-keepalive' }),
  no('canary', boolean),
  no('cors-allow-credentials', boolean, { initial: 'true', ...cors }),
  no('from-to-www-redirect', boolean),
  no('http2-push-preload', boolean),
  no('preserve-trailing-slash', boolean),
  no('enable-rewrite-log', boolean),
  no('service-upstream', boolean, { initial: 'false' }),
  no('session-cookie-change-on-failure', boolean, { initial: 'false', ...sticky }),
  no('session-cookie-conditional-samesite-none', boolean, sticky),
  no('ssl-passthrough', boolean),
  no('ssl-prefer-server-ciphers', boolean),
  no('custom-http-errors', listOf('status')),
  no('global-rate-limit-window', duration, removed),
  no('proxy-http-version', oneOf('1.0', '1.1'), { initial: '1.1' }),
]

/** What the table lacks: first what the load balancer's other documents name, then what ingress-nginx reads besides. */
export const beyondMatrix: readonly Annotation[] = [
  yes(
    'auth-method',
    oneOf('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'CONNECT', 'TRACE'),
    forward,
  ),
  yes('auth-signin', text, forward),
  yes('auth-signin-redirect-param', text, { initial: 'rd', needs: 'auth-signin' }),
  yes('auth-response-headers', listOf('header'), forward),
  yes('auth-request-redirect', text, forward),
  yes('auth-always-set-cookie', boolean, { initial: 'false', ...forward }),
  yes('temporal-redirect-code', number(300, 308), { initial: '302', needs: 'temporal-redirect' }),

  unknown('allowlist-source-range', listOf('cidr')),
  unknown('limit-rpm', number()),
  unknown('limit-burst-multiplier', number(), { initial: '5' }),
  unknown('limit-rate', number()),
  unknown('limit-rate-after', number(), { needs: 'limit-rate' }),
  unknown('limit-whitelist', listOf('cidr')),
  unknown('limit-allowlist', listOf('cidr')),
  unknown('session-cookie-partitioned', boolean, sticky),
  unknown('upstream-hash-by-subset', boolean, { needs: 'upstream-hash-by' }),
  unknown('upstream-hash-by-subset-size', number(), { initial: '3', needs: 'upstream-hash-by-subset' }),
  unknown('proxy-busy-buffers-size', size),
  unknown('disable-proxy-intercept-errors', boolean),
  unknown('opentelemetry-operation-name', text),
  unknown('relative-redirects', boolean),
  unknown('use-port-in-redirects', boolean, { initial: 'false' }),
  unknown('fastcgi-index', text),
  unknown('fastcgi-params-configmap', objectHere),
  unknown('enable-opentracing', boolean, removed),
  unknown('opentracing-trust-incoming-span', boolean, removed),
  unknown('enable-influxdb', boolean, removed),
  unknown('influxdb-measurement', text, removed),
  unknown('influxdb-port', text, removed),
  unknown('influxdb-host', text, removed),
  unknown('influxdb-server-name', text, removed),
  unknown('secure-backends', boolean, removed),
  unknown('grpc-backend', boolean, removed),
  unknown('session-cookie-hash', text, removed),
  unknown('add-base-url', boolean, removed),
]
