/** From the objects of a cluster to the answer that the panel gives. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { KubeObject } from '../../k8s/objects.ts'
import { parseRequest, trace } from '../../net/route/index.ts'
import { testWorld } from '../testing/world.ts'
import { endpointsIn } from './endpoint-facts.ts'
import { entrancesFor } from './entrances.ts'
import { exampleUrl } from './example-url.ts'

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  more: object,
  namespace?: string,
): KubeObject =>
  ({
    apiVersion,
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    ...more,
  }) as KubeObject

const ingressClass = (name: string, controller: string) =>
  object('networking.k8s.io/v1', 'IngressClass', name, { spec: { controller } })
const ingress = (name: string, ingressClassName: string, host: string, path = '/') =>
  object(
    'networking.k8s.io/v1',
    'Ingress',
    name,
    {
      spec: {
        ingressClassName,
        rules: [
          {
            host,
            http: {
              paths: [
                { path, pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } },
              ],
            },
          },
        ],
      },
    },
    'shop',
  )
const group = { services: [{ namespace: 'shop', name: 'web', port: 80, weight: 100 }] }
const alb = object('crd.alauda.io/v2beta1', 'ALB2', 'edge', { spec: { config: {} } }, 'cpaas-system')
const frontend = {
  ...object(
    'crd.alauda.io/v1',
    'Frontend',
    'edge-08080',
    { spec: { port: 8080, protocol: 'http' } },
    'cpaas-system',
  ),
  metadata: { name: 'edge-08080', namespace: 'cpaas-system', labels: { 'alb2.cpaas.io/name': 'edge' } },
} as KubeObject
const rule = {
  ...object('crd.alauda.io/v1', 'Rule', 'edge-08080-cart', {
    spec: {
      priority: 5,
      dslx: [
        { type: 'HOST', values: [['ENDS_WITH', '*.app.com']] },
        { type: 'URL', values: [['STARTS_WITH', '/cart']] },
      ],
      serviceGroup: group,
    },
  }),
  metadata: {
    name: 'edge-08080-cart',
    namespace: 'cpaas-system',
    labels: { 'alb2.cpaas.io/name': 'edge', 'alb2.cpaas.io/frontend': 'edge-08080' },
  },
} as KubeObject
const service = object('v1', 'Service', 'web', { spec: { ports: [{ name: 'http', port: 80 }] } }, 'shop')
const slice = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'web-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
  addressType: 'IPv4',
  endpoints: [
    { addresses: ['10.16.0.9'], conditions: { ready: true }, targetRef: { kind: 'Pod', name: 'web-a' } },
    { addresses: ['10.16.0.10'], conditions: { ready: false }, targetRef: { kind: 'Pod', name: 'web-b' } },
  ],
  ports: [{ name: 'http', port: 8000 }],
} as unknown as KubeObject

const world = testWorld({
  objects: [
    ingressClass('plain', 'k8s.io/ingress-nginx'),
    ingressClass('own', 'ingress-nginx.cpaas.io/shop-own'),
    ingressClass('edge', 'cpaas.io/alb2'),
    ingressClass('other', 'haproxy.org/ingress'),
    ingress('one', 'plain', 'one.example.com'),
    ingress('two', 'own', 'two.example.com'),
    alb,
    frontend,
    rule,
    service,
    slice,
  ],
})
const domain = (name: string) => object('crd.alauda.io/v2', 'Domain', 'd', { spec: { name, kind: 'full' } })
const idsFor = (given: KubeObject) => entrancesFor(given, world).map(({ id }) => id)

describe('the entrances of', () => {
  test('an Ingress are what serves its class', () => {
    expect(idsFor(ingress('new', 'plain', 'x'))).toEqual(['class/plain'])
    expect(idsFor(ingress('new', 'edge', 'x'))).toEqual(['alb/cpaas-system/edge'])
    expect(idsFor(ingress('new', 'other', 'x'))).toEqual([])
    expect(idsFor(ingress('new', 'missing', 'x'))).toEqual([])
  })

  test('a load balancer are itself, and of a domain all there are', () => {
    expect(idsFor(alb)).toEqual(['alb/cpaas-system/edge'])
    expect(idsFor(domain('shop.example.com'))).toEqual(['alb/cpaas-system/edge', 'class/plain', 'class/own'])
  })
})

describe('a class of ingress-nginx', () => {
  test('has its own Ingresses and no others', () => {
    const [entrance] = entrancesFor(ingress('new', 'own', 'x'), world)
    const sources = entrance?.router.listeners.flatMap(({ routes }) => routes.map((each) => each.source.name))
    expect(new Set(sources)).toEqual(new Set(['two', '']))
  })
})

describe('a request', () => {
  const [edge] = entrancesFor(alb, world)
  beforeAll(() => expect(edge).toBeDefined())
  const ask = (url: string, read = world) => {
    const { request } = parseRequest({ url })
    if (request === null || edge === undefined) throw new Error(url)
    return trace(edge.router, request, endpointsIn(read))
  }

  test('ends at the pods, by the port of the slice', () => {
    const { ending, route, shares } = ask('http://a.app.com:8080/cart')
    expect([ending, route?.id]).toEqual(['forwarded', 'edge-08080-cart'])
    expect(shares[0]?.endpoints).toEqual([
      { address: '10.16.0.9', port: 8000, pod: 'web-a', isReady: true },
      { address: '10.16.0.10', port: 8000, pod: 'web-b', isReady: false },
    ])
  })

  test('has no pods where the Service is not there, and unknown ones where it may not be read', () => {
    expect(ask('http://a.app.com:8080/cart', testWorld({ objects: [] })).ending).toBe('no-endpoint')
    const blind = testWorld({ objects: [], availability: { EndpointSlice: 'refused' } })
    expect(ask('http://a.app.com:8080/cart', blind).shares[0]?.endpoints).toBeNull()
  })
})

test('what is asked first is what the object is made for', () => {
  const url = (given: KubeObject) => exampleUrl(given, entrancesFor(given, world), world)
  expect(url(alb)).toBe('http://www.app.com:8080/cart')
  expect(url(ingress('new', 'plain', '*.example.com', '/cart'))).toBe('http://www.example.com/cart')
  expect(url(domain('shop.example.com'))).toBe('https://shop.example.com/')
})
