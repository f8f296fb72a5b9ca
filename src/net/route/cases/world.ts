/**
 * Compact ways to write routers and requests. A line is a request and what becomes of it:
 * `POST http://a.com/x | X-Real-IP: 1.2.3.4 | cookie uid=1 | from 1.2.3.4 -> rule`.
 * Behind the arrow stand the route's name, `none`, or an ending; `? rule`, where it is not certain; `=> /url`, what the
 * backend sees; `302 https://b.com/`, a redirect; and after `;` why other routes do not: `other HOST`, `other behind`.
 */
import type { KubeObject } from '../../../k8s/objects.ts'
import { albRouter, nginxRouter, type Router } from '../index.ts'

export interface RouteCase {
  /** The documented behaviour it checks. */
  readonly says: string
  readonly router: Router
  readonly lines: readonly string[]
}

type Spec = Readonly<Record<string, unknown>>

const shop = { services: [{ name: 'shop', namespace: 'web', port: 80, weight: 100 }] }

/** `URL STARTS_WITH /a | STARTS_WITH /b`, `HEADER:location IN east-1 east-2`. */
export function term(text: string): Spec {
  const [, type = '', key, rows = ''] = /^(\w+)(?::(\S+))? ?(.*)$/.exec(text) ?? []
  const values = rows === '' ? [] : rows.split(' | ').map((row) => row.split(' '))
  return { type, ...(key === undefined ? {} : { key }), values }
}

export function rule(
  name: string,
  terms: readonly string[] | null,
  spec: Spec = {},
  annotations = {},
): KubeObject {
  const port = typeof spec.on === 'number' ? spec.on : 80
  return object('Rule', name, {
    labels: { 'alb2.cpaas.io/name': 'alb', 'alb2.cpaas.io/frontend': frontendName(port) },
    annotations,
    spec: { dslx: terms?.map(term) ?? null, priority: 5, serviceGroup: shop, ...spec },
  })
}

const frontendName = (port: number) => `alb-${String(port).padStart(5, '0')}`

export function port(number: number, spec: Spec = {}): KubeObject {
  return object('Frontend', frontendName(number), {
    labels: { 'alb2.cpaas.io/name': 'alb' },
    spec: { port: number, protocol: number === 443 ? 'https' : 'http', ...spec },
  })
}

function object(kind: string, name: string, { labels, annotations, spec }: Spec): KubeObject {
  const metadata = { name, namespace: 'cpaas-system', labels, annotations } as KubeObject['metadata']
  return { apiVersion: 'crd.alauda.io/v1', kind, metadata, ...{ spec } }
}

export function alb(rules: readonly KubeObject[], ports = [port(80)], config: Spec = {}): Router {
  const self = {
    apiVersion: 'crd.alauda.io/v2beta1',
    kind: 'ALB2',
    metadata: { name: 'alb', namespace: 'cpaas-system' },
  }
  return albRouter({ alb: { ...self, ...{ spec: { config } } }, frontends: ports, rules })
}

/** Paths are `Prefix /a service`; their order is that of age. */
export function ingress(
  name: string,
  hosts: Readonly<Record<string, readonly string[]>>,
  notes: Spec = {},
  more: Spec = {},
) {
  const annotations = Object.fromEntries(
    Object.entries(notes).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, String(value)]),
  )
  const rules = Object.entries(hosts).map(([host, paths]) => ({
    ...(host === '*' ? {} : { host }),
    http: {
      paths: paths.map((text) => {
        const [pathType = '', path = '', service = ''] = text.split(' ')
        return { path, pathType, backend: backend(service) }
      }),
    },
  }))
  const metadata = { name, namespace: 'web', annotations, creationTimestamp: '2026-01-01T00:00:00Z' }
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, ...{ spec: { rules, ...more } } }
}

export const backend = (name: string) => ({ service: { name, port: { number: 80 } } })
export const tls = (...hosts: string[]) => ({ tls: [{ hosts, secretName: 'cert' }] })

/** Each is a second younger than the one before. */
export function nginx(...ingresses: readonly KubeObject[]): Router {
  return nginxRouter({
    ingresses: ingresses.map((each, at) => ({
      ...each,
      metadata: { ...each.metadata, creationTimestamp: `2026-01-01T00:00:${String(at).padStart(2, '0')}Z` },
    })),
  })
}
