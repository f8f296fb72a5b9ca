/** Texts with the faults that published examples have: each is said at its line, and of the mended text it is not. */
import { afterAll, describe, expect, test } from 'vitest'
import { documentFindings } from './app/editor/document-findings.ts'
import { Discovery } from './k8s/discovery.ts'
import type { KubeObject } from './k8s/objects.ts'
import { testWorld } from './kinds/testing/world.ts'
import { parseDocuments } from './manifest/documents.ts'
import { parseManifest, rangeAt } from './manifest/manifest.ts'
import { findRepairs } from './manifest/repair.ts'
import { gatewayTexts } from './testing/lint/gateway-texts.ts'
import { ingressTexts } from './testing/lint/ingress-texts.ts'
import { plainTexts } from './testing/lint/plain-texts.ts'
import { forNames, keyAlgorithms, Openssl } from './testing/openssl.ts'

const openssl = new Openssl()
afterAll(() => openssl.remove())
openssl.makeKey('ec', keyAlgorithms.ec)

function secret(name: string, names: string): string {
  openssl.issue(name, 'ec', '/CN=pier.example.com', `-days 90 ${forNames(names)}`)
  const content = btoa(openssl.read(`${name}.crt`))
  return `
apiVersion: v1
kind: Secret
type: kubernetes.io/tls
metadata: {name: ${name}, namespace: harbour}
data: {tls.crt: ${content}}`
}

const around = [
  secret('pier-tls', 'DNS:pier.example.com,DNS:quay.example.com'),
  secret('old-tls', ''),
  `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: nginx}
spec: {controller: k8s.io/ingress-nginx}`,
  `
apiVersion: v1
kind: Service
metadata: {name: entrance, namespace: ingress-nginx, labels: {app.kubernetes.io/name: ingress-nginx}}
spec: {type: LoadBalancer, externalTrafficPolicy: Cluster}`,
  `
apiVersion: v1
kind: Service
metadata: {name: neighbour, namespace: harbour}
spec: {type: ExternalName, externalName: pier.docks.svc.cluster.local}`,
  `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: cranes
  namespace: docks
  annotations: {nginx.ingress.kubernetes.io/use-regex: "true"}
spec:
  ingressClassName: nginx
  rules: [{host: cranes.example.com, http: {paths: []}}]`,
  ...['one', 'two', 'other'].map(
    (name) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ingress-nginx}
spec:
  template:
    spec:
      containers:
        - image: ingress-nginx/controller:v1
          args: [--controller-class=k8s.io/ingress-nginx${name === 'other' ? '-new' : ''}]`,
  ),
  `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: gateway, namespace: docks}
spec:
  listeners: [{name: http, port: 80, protocol: HTTP, hostname: "*.example.com"}]`,
  `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: gateways, namespace: vault}
spec:
  from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: docks}]
  to: [{group: "", kind: Secret}]`,
]

const world = testWorld({ objects: around.map((text) => parseManifest(text).value as KubeObject) })
const verbs = ['get', 'list', 'watch']
const gatewayClass = { group: 'gateway.networking.k8s.io', plural: 'gatewayclasses', kind: 'GatewayClass' }
const discovery = new Discovery(
  ['v1', 'v1beta1'].map((version) => ({
    ...gatewayClass,
    version,
    namespaced: false,
    verbs,
    shortNames: [],
  })),
)

/** The lines of what is said under an id, about any document and about the text as a whole. */
function linesOf(id: string, text: string): readonly string[] {
  const whole = parseDocuments(text)
  const said = documentFindings(
    whole,
    whole.documents.map(() => null),
    discovery,
    world,
  )
  const lines = said.flatMap((findings, index) => {
    const manifest = whole.documents[index]?.manifest
    if (manifest === undefined) return []
    return findings
      .filter((found) => found.id === id)
      .map(({ path }) => {
        const begin = manifest.text.lastIndexOf('\n', rangeAt(manifest, path).offset - 1) + 1
        return manifest.text.slice(begin).split('\n')[0] ?? ''
      })
  })
  const repairs = findRepairs(text).filter((repair) => `repair/${repair.id}` === id)
  return [...lines, ...repairs.map(({ example }) => example)]
}

const all = [...plainTexts, ...ingressTexts, ...gatewayTexts]

test('every rule has its text', () => {
  const numbered = (letter: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${letter}${at + 1}`)
  const rules = [
    ...numbered('Y', 4),
    ...numbered('I', 9),
    'C1',
    ...numbered('G', 4),
    ...numbered('R', 5),
    ...numbered('S', 2),
  ]
  expect(rules).toHaveLength(25)
  expect([...new Set(all.map(({ rule }) => rule))].toSorted()).toEqual(rules.toSorted())
})

describe.each(all)('$rule: $id', ({ id, line, faulty, mended }) => {
  test('is said at its line', () => {
    const lines = linesOf(id, faulty)
    expect(lines.length).toBeGreaterThan(0)
    expect(lines[0]).toContain(line)
  })

  test('is not said of the mended text', () => expect(linesOf(id, mended)).toEqual([]))
})
