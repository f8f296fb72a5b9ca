/** Faults of Ingresses. */
import type { LintText } from './text.ts'

interface Parts {
  readonly annotations?: readonly string[]
  readonly tls?: string
  readonly secret?: string
  readonly hosts?: readonly string[]
  readonly path?: string
  readonly pathType?: string
  readonly service?: string
}

function textOf(parts: Parts): string {
  const { annotations = [], tls, hosts = ['pier.example.com'], path = '/boats', pathType = 'Prefix' } = parts
  return [
    'apiVersion: networking.k8s.io/v1',
    'kind: Ingress',
    'metadata:',
    '  name: pier',
    '  namespace: harbour',
    ...(annotations.length === 0 ? [] : ['  annotations:', ...annotations.map((line) => `    ${line}`)]),
    'spec:',
    '  ingressClassName: nginx',
    ...(tls === undefined
      ? []
      : ['  tls:', `    - {hosts: [${tls}], secretName: ${parts.secret ?? 'pier-tls'}}`]),
    '  rules:',
    ...hosts.flatMap((host) => [
      `    - host: ${host}`,
      '      http:',
      '        paths:',
      `          - path: ${path}`,
      `            pathType: ${pathType}`,
      `            backend: {service: {name: ${parts.service ?? 'boats'}, port: {number: 80}}}`,
    ]),
  ].join('\n')
}

const rewrite = (target: string) => [`nginx.ingress.kubernetes.io/rewrite-target: ${target}`]
const specific = { path: '/boats(/|$)(.*)', pathType: 'ImplementationSpecific' }
const two = ['pier.example.com', 'quay.example.com']
const listed = (key: string) => ({ annotations: [`nginx.ingress.kubernetes.io/${key}: 172.16.0.0/16`] })

/** The rule, the finding, the line it stands in, the faulty text and the mended one. */
const rules: readonly (readonly [string, string, string, Parts, Parts])[] = [
  ['I1', 'path-type', 'pathType: Directory', { pathType: 'Directory' }, { pathType: 'Prefix' }],
  [
    ...(['I2', 'rewrite-group', 'path: /boats'] as const),
    { annotations: rewrite('/$2') },
    { annotations: rewrite('/$2'), ...specific },
  ],
  [
    ...(['I3', 'all-hosts', 'rewrite-target'] as const),
    { annotations: rewrite('/$2'), hosts: two, ...specific },
    { annotations: rewrite('/$2'), ...specific },
  ],
  ['I4', 'regex-host', 'host: cranes', { hosts: ['cranes.example.com'] }, { hosts: ['ships.example.com'] }],
  ['I5', 'clients-hidden', 'source-range', listed('whitelist-source-range'), {}],
  [
    ...(['I6', 'certificate-nameless', 'secretName: old-tls'] as const),
    { tls: 'pier.example.com', secret: 'old-tls' },
    { tls: 'pier.example.com' },
  ],
  [
    ...(['I7', 'host-plain', 'host: quay'] as const),
    { tls: 'pier.example.com', hosts: two },
    { tls: two.join(', '), hosts: two },
  ],
  ['I8', 'service-elsewhere', 'name: neighbour', { service: 'neighbour' }, { service: 'boats' }],
  [
    ...(['I9', 'class-twice', 'ingressClassName'] as const),
    { annotations: ['kubernetes.io/ingress.class: traefik'] },
    { annotations: ['example.com/class: traefik'] },
  ],
]

export const ingressTexts: readonly LintText[] = rules.map(([rule, id, line, faulty, mended]) => ({
  rule,
  id: `ingress/${id}`,
  line,
  faulty: textOf(faulty),
  mended: textOf(mended),
}))
