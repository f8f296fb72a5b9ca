/** The generated objects: Services with their EndpointSlices, Ingresses, and what surrounds them. */
import type { Write } from './api.ts'

export const project = 'bench'
const namespaceCount = 4
/** Sorts before everything else, so that the first of them are the rows on screen. */
const prefix = 'aa-'

export type GeneratedKind = 'services' | 'endpointslices' | 'ingresses'

export interface Place {
  readonly namespace: string
  readonly name: string
}

const api: Readonly<Record<GeneratedKind, string>> = {
  services: '/api/v1',
  endpointslices: '/apis/discovery.k8s.io/v1',
  ingresses: '/apis/networking.k8s.io/v1',
}

/** The list of all of a kind, across namespaces. */
export const listPath = (kind: GeneratedKind) => `${api[kind]}/${kind}`

export function placeAt(index: number): Place {
  return { namespace: `bench-${index % namespaceCount}`, name: `${prefix}${String(index).padStart(5, '0')}` }
}

export const isGenerated = (name: string) => name.startsWith(prefix)

export function objectPath(kind: GeneratedKind, index: number): string {
  const { namespace, name } = placeAt(index)
  return `${api[kind]}/namespaces/${namespace}/${kind}/${name}`
}

function creation(kind: GeneratedKind, index: number, body: object): Write {
  const { namespace } = placeAt(index)
  return { method: 'POST', path: `${api[kind]}/namespaces/${namespace}/${kind}`, body }
}

export function namespaceWrites(): readonly Write[] {
  return Array.from({ length: namespaceCount }, (_, index) => ({
    method: 'POST',
    path: '/api/v1/namespaces',
    body: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: placeAt(index).namespace, labels: { 'cpaas.io/project': project } },
    },
  }))
}

export const ingressClass: Write = {
  method: 'POST',
  path: '/apis/networking.k8s.io/v1/ingressclasses',
  body: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'bench' },
    spec: { controller: 'example.com/bench' },
  },
}

/** The Services from one index to another, each with its EndpointSlice. */
export function serviceWrites(from: number, to: number): readonly Write[] {
  return range(from, to).flatMap((index) => [
    creation('services', index, service(index)),
    creation('endpointslices', index, endpointSlice(index)),
  ])
}

export function ingressWrites(from: number, to: number): readonly Write[] {
  return range(from, to).map((index) => creation('ingresses', index, ingress(index)))
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset)

function labelsOf(index: number) {
  return {
    app: `app-${index % 500}`,
    'app.kubernetes.io/name': `app-${index % 500}`,
    'app.kubernetes.io/part-of': `system-${index % 40}`,
    'app.kubernetes.io/managed-by': 'bench',
  }
}

/**
 * An API server takes the longer for a cluster address the more there are, up to many seconds for a hundred;
 * Services after this many are headless.
 */
export const addressed = 1_000

/** Without a selector: its EndpointSlice is written here, and no controller shall replace it. */
function service(index: number) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      ...placeAt(index),
      labels: labelsOf(index),
      annotations: { 'cpaas.io/display-name': 'w0', 'example.com/owner': `team-${index % 30}@example.com` },
    },
    spec: {
      type: 'ClusterIP',
      ...(index >= addressed && { clusterIP: 'None' }),
      ports: [
        { name: 'http', port: 80, targetPort: 8080, appProtocol: 'http' },
        { name: 'metrics', port: 9090, targetPort: 'metrics' },
      ],
    },
  }
}

export const podsOfService = 3

/** As a controller writes it, with the first `ready` of its pods ready. */
export function endpointsAt(index: number, ready: number) {
  return Array.from({ length: podsOfService }, (_, pod) => ({
    addresses: [`10.${128 + pod}.${(index >> 8) & 255}.${index & 255}`],
    conditions: { ready: pod < ready, serving: pod < ready, terminating: false },
    nodeName: `node-${pod}`,
    zone: 'zone-a',
    targetRef: { kind: 'Pod', namespace: placeAt(index).namespace, name: `${placeAt(index).name}-${pod}` },
  }))
}

function endpointSlice(index: number) {
  const { namespace, name } = placeAt(index)
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { namespace, name, labels: { ...labelsOf(index), 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    endpoints: endpointsAt(index, podsOfService),
    ports: [
      { name: 'http', port: 8080, protocol: 'TCP' },
      { name: 'metrics', port: 9102, protocol: 'TCP' },
    ],
  }
}

export function rulesAt(index: number, port: number) {
  const path = (at: string, number: number) => ({
    path: at,
    pathType: 'Prefix',
    backend: { service: { name: placeAt(index).name, port: { number } } },
  })
  return [{ host: `host-${index}.example.com`, http: { paths: [path('/', port), path('/metrics', 9090)] } }]
}

function ingress(index: number) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      ...placeAt(index),
      labels: labelsOf(index),
      annotations: { 'cpaas.io/display-name': 'w0' },
    },
    spec: { ingressClassName: 'bench', rules: rulesAt(index, 80) },
  }
}
