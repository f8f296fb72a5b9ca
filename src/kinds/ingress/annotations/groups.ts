/** The settings that have a field of their own in the form, by task. */
import type { World } from '../../world.ts'
import type { IngressView } from '../spec.ts'
import { albElsewhere } from './alb-annotations.ts'
import { type Annotation, ownNamed, sharedNamed } from './catalogue.ts'
import { albPrefix, nginxPrefix, settingOf } from './keys.ts'
import type { Software } from './software.ts'

export interface Group {
  readonly id: string
  /** The switch first on which others depend. */
  readonly names: readonly string[]
  /** Those that only a load balancer reads, by their key with `*` for the label domain. */
  readonly ofAlb?: readonly string[]
}

export const groups: readonly Group[] = [
  {
    id: 'sizes',
    names: [
      ...['proxy-connect-timeout', 'proxy-send-timeout', 'proxy-read-timeout', 'proxy-body-size'],
      ...['client-body-buffer-size', 'proxy-request-buffering', 'proxy-buffering'],
    ],
  },
  {
    id: 'paths',
    names: [
      ...[
        'rewrite-target',
        'use-regex',
        'app-root',
        'ssl-redirect',
        'force-ssl-redirect',
        'permanent-redirect',
      ],
      ...['permanent-redirect-code', 'temporal-redirect', 'temporal-redirect-code', 'from-to-www-redirect'],
    ],
  },
  {
    id: 'cors',
    names: [
      ...['enable-cors', 'cors-allow-origin', 'cors-allow-methods', 'cors-allow-headers'],
      ...['cors-expose-headers', 'cors-allow-credentials', 'cors-max-age'],
    ],
  },
  {
    id: 'access',
    names: [
      ...['limit-rps', 'limit-rpm', 'limit-connections', 'limit-burst-multiplier', 'limit-rate'],
      ...['whitelist-source-range', 'denylist-source-range'],
    ],
  },
  {
    id: 'sessions',
    names: [
      ...['affinity', 'affinity-mode', 'session-cookie-name', 'session-cookie-path'],
      ...['session-cookie-max-age', 'session-cookie-samesite', 'session-cookie-secure'],
    ],
    ofAlb: ['alb.ingress.*/session-affinity-policy', 'alb.ingress.*/session-affinity-attribute'],
  },
  {
    id: 'backend',
    names: [
      ...['backend-protocol', 'upstream-vhost', 'proxy-ssl-secret', 'proxy-ssl-verify'],
      ...['proxy-ssl-name', 'proxy-ssl-server-name'],
    ],
  },
  {
    id: 'canary',
    names: [
      ...['canary', 'canary-weight', 'canary-weight-total', 'canary-by-header', 'canary-by-header-value'],
      ...['canary-by-header-pattern', 'canary-by-cookie'],
    ],
  },
  {
    id: 'sign-in',
    names: [
      ...['auth-type', 'auth-secret', 'auth-secret-type', 'auth-realm'],
      ...['auth-url', 'auth-method', 'auth-signin', 'auth-response-headers'],
    ],
    ofAlb: ['alb.ingress.*/auth-enable'],
  },
  {
    id: 'firewall',
    names: ['enable-modsecurity', 'enable-owasp-core-rules', 'modsecurity-transaction-id'],
    ofAlb: ['alb.modsecurity.*/use-recommend', 'alb.modsecurity.*/cmref'],
  },
  {
    id: 'headers',
    names: ['custom-headers', 'x-forwarded-prefix'],
    ofAlb: ['alb.ingress.*/rewrite-request', 'alb.ingress.*/rewrite-response'],
  },
]

const controlled = new Set(groups.flatMap(({ names }) => names))
export const hasField = (name: string) => controlled.has(name)

export interface Control {
  readonly annotation: Annotation
  /** The annotation that the field reads and writes. */
  readonly key: string
  readonly value: string
  readonly isSet: boolean
}

/** The fields of a group for whatever serves the Ingress; what only a load balancer reads, only there or where it is set. */
export function controlsOf(
  { names, ofAlb = [] }: Group,
  ingress: IngressView,
  { labelDomain }: World,
  software: Software | null,
): readonly Control[] {
  const both = names.flatMap((name): readonly Control[] => {
    const annotation = sharedNamed(name)
    if (annotation === undefined) return []
    const found = settingOf(ingress, name, software, labelDomain)
    const key = found?.key ?? `${nginxPrefix}${name}`
    return [{ annotation, key, value: found?.value ?? '', isSet: found !== null }]
  })
  const own = ofAlb.flatMap((pattern): readonly Control[] => {
    const key = pattern.replace('*', labelDomain)
    const annotation = ownAnnotation(pattern)
    const value = ingress.annotations[key]
    if (annotation === undefined || (software !== 'alb' && value === undefined)) return []
    return [{ annotation, key, value: value ?? '', isSet: value !== undefined }]
  })
  // What it has of its own is what a load balancer's people look for.
  return [...own, ...both]
}

function ownAnnotation(pattern: string): Annotation | undefined {
  const [head = '', name = ''] = pattern.split('.*/')
  return head === 'alb.ingress' ? ownNamed(name) : albElsewhere[head]?.find((each) => each.name === name)
}

/** Where a setting that is added goes: a load balancer's own behind its own prefix. */
export function newKey({ name }: Annotation, labelDomain: string): string {
  return ownNamed(name) === undefined ? `${nginxPrefix}${name}` : `${albPrefix(labelDomain)}${name}`
}
