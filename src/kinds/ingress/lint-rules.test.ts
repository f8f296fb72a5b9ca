/** Texts with the faults that published examples have: each is said at its line, and mended it is not. */
import { expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseManifest, rangeAt } from '../../manifest/manifest.ts'
import { checksOf } from '../checks.ts'
import { testWorld } from '../testing/world.ts'
import { ingress } from './kind.ts'

const object = (text: string) => parseManifest(text).value as KubeObject

const world = testWorld({
  objects: [
    object(`
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: nginx}
spec: {controller: k8s.io/ingress-nginx}`),
    object(`
apiVersion: v1
kind: Service
metadata: {name: neighbour, namespace: harbour}
spec: {type: ExternalName, externalName: pier.docks.svc.cluster.local}`),
    object(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: cranes
  namespace: docks
  annotations: {nginx.ingress.kubernetes.io/use-regex: "true"}
spec:
  ingressClassName: nginx
  rules: [{host: cranes.example.com, http: {paths: []}}]`),
  ],
})

interface Parts {
  readonly annotations?: readonly string[]
  readonly tls?: string
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
    ...(tls === undefined ? [] : ['  tls:', `    - {hosts: [${tls}], secretName: pier-tls}`]),
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

/** The rule, the finding, the line it stands in, the faulty text and the mended one. */
const rules: readonly (readonly [string, string, string, Parts, Parts])[] = [
  ['I1', 'path-type', 'pathType: Directory', { pathType: 'Directory' }, { pathType: 'Prefix' }],
  [
    'I2',
    'rewrite-group',
    'path: /boats',
    { annotations: rewrite('/$2') },
    { annotations: rewrite('/$2'), ...specific },
  ],
  [
    'I3',
    'all-hosts',
    'rewrite-target',
    { annotations: rewrite('/$2'), hosts: two, ...specific },
    { annotations: rewrite('/$2'), ...specific },
  ],
  ['I4', 'regex-host', 'host: cranes', { hosts: ['cranes.example.com'] }, { hosts: ['ships.example.com'] }],
  [
    'I7',
    'host-plain',
    'host: quay',
    { tls: 'pier.example.com', hosts: two },
    { tls: two.join(', '), hosts: two },
  ],
  ['I8', 'service-elsewhere', 'name: neighbour', { service: 'neighbour' }, { service: 'boats' }],
  [
    'I9',
    'class-twice',
    'ingressClassName',
    { annotations: ['kubernetes.io/ingress.class: traefik'] },
    { annotations: ['example.com/class: traefik'] },
  ],
]

/** The lines of the findings of that name. */
function linesOf(id: string, parts: Parts): readonly string[] {
  const manifest = parseManifest(textOf(parts))
  return checksOf(ingress)
    .flatMap((check) => check(manifest.value, world))
    .filter((found) => found.id === `ingress/${id}`)
    .map(({ path }) => {
      const { offset } = rangeAt(manifest, path)
      const begin = manifest.text.lastIndexOf('\n', offset - 1) + 1
      return manifest.text.slice(begin).split('\n')[0] ?? ''
    })
}

test.each(rules)('%s: %s', (_, id, line, wrong, right) => {
  const lines = linesOf(id, wrong)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(line)
  expect(linesOf(id, right)).toEqual([])
})
